"""From when to when, as exactly as a source says it."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

# How exact a date is, by the length of what is written: 2021, 2021-03, 2021-03-14.
YEAR, MONTH, DAY = 4, 7, 10


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

    starts = models.CharField(_("start"), max_length=10, blank=True, default="")
    ends = models.CharField(_("end"), max_length=10, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def years(self) -> str:
        """`2019–2023`, `2019–` or nothing."""
        first, last = self.starts[:YEAR], self.ends[:YEAR]
        if not (first or last):
            return ""
        return first if first == last else f"{first}–{last}"
