"""From when to when, as exactly as a source says it."""

from datetime import date

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# How exact a date is, by the length of what is written: 2021, 2021-03; a day is longer.
YEAR, MONTH = 4, 7


def as_date(text: str) -> date | None:
    """The day that is written as ISO 8601, the first one of a month or year; None for others."""
    try:
        return date.fromisoformat({YEAR: f"{text}-01-01", MONTH: f"{text}-01"}.get(len(text), text))
    except ValueError:
        return None


class Dated(models.Model):
    """A beginning and an end in ISO 8601 of any exactness, which compares as text.

    An empty one is not known here.
    """

    starts = models.CharField(gettext_lazy("start"), max_length=10, blank=True, default="")
    ends = models.CharField(gettext_lazy("end"), max_length=10, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def years(self) -> str:
        """`2019–2023`, `from 2019` where no end is known, or nothing."""
        first, last = self.starts[:YEAR], self.ends[:YEAR]
        if not (first and last):
            one_sided = _("from %(year)s") if first else _("until %(year)s")
            return one_sided % {"year": first or last} if first or last else ""
        return first if first == last else f"{first}–{last}"
