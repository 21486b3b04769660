"""The gathered mail: one for everything that can wait until morning, Monday or the first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from platform_site.pages.templatetags.naming import tongue

from ..message import Mail
from ..models import Delivery, Frequency
from ..schedule import first_day
from ..tokens import DIGEST, Stop
from ..told import Bundle, Told, bundle, tell
from ..wishes import preference_of, unwanted
from .frame import NotToBeSent, absolute, write

if TYPE_CHECKING:
    from platform_site.accounts.models import User

# Mail programs cut a mail off at about 100 kB; the inbox has the rest.
MOST_LINES = 50
EXCERPT = 280


@dataclass
class Section:
    """The lines of one followed page, or those for the reader, or those to review."""

    title: str
    url: str = ""
    language: str = ""
    told: list[Told] = field(default_factory=list)
    lines: list[dict[str, str]] = field(default_factory=list)


def compose_digest(delivery: Delivery, reader: "User") -> Mail:
    if preference_of(reader).digest:
        return _compose(delivery, reader)
    raise NotToBeSent(Delivery.Skipped.STOPPED)


def _compose(delivery: Delivery, reader: "User") -> Mail:
    assert delivery.period_start is not None  # noqa: S101 (what makes it a digest)
    told, left_out = _still_to_tell(delivery, reader)
    if not told:
        raise NotToBeSent(Delivery.Skipped.EMPTY, left_out)
    sections, more = _fill(_sections(told))
    return write(
        template="digest",
        subject=_subject(told, delivery.frequency),
        delivery=delivery,
        reader=reader,
        stop=Stop(reader.pk, DIGEST),
        context={
            "heading": _heading(told, delivery.frequency),
            "name": reader.display_name,
            "first": first_day(delivery.period_start, delivery.frequency),
            "last": delivery.period_start - timedelta(days=1),
            "because": _because(delivery.frequency),
            "sections": sections,
            "more": more,
            "inbox_url": absolute(reverse("inbox")),
        },
        left_out=left_out,
    )


def _still_to_tell(
    delivery: Delivery, reader: "User"
) -> tuple[list[Told], dict[int, Delivery.Skipped]]:
    lines = list(delivery.lines.select_related("activity__page", "activity__actor").order_by("-pk"))
    refused = unwanted(lines, reader)
    told, reasons = tell([line for line in lines if line.pk not in refused], reader)
    return told, refused | reasons


def _sections(told: Sequence[Told]) -> list[Section]:
    """For the reader first, then page by page as they were followed, then what to review."""
    sections: dict[tuple[int, str], Section] = {}
    for one in sorted(told, key=_rank):
        section = sections.setdefault((_rank(one), _key(one)), _section(one))
        section.told.append(one)
    return list(sections.values())


def _rank(told: Told) -> int:
    """0 for the reader, 1 for what is followed, 2 for what is to be reviewed."""
    return {Delivery.Because.TO_ME: 0, Delivery.Because.REVIEW: 2}.get(
        Delivery.Because(told.delivery.because), 1
    )


def _key(told: Told) -> str:
    if told.search:
        return f"search {told.search.pk}"
    return str(told.followed.pk) if told.followed else ""


def _section(told: Told) -> Section:
    if told.delivery.because == Delivery.Because.TO_ME:
        return Section(_("For you"))
    if told.delivery.because == Delivery.Because.REVIEW:
        return Section(_("Waiting for review"))
    if told.search:
        return Section(told.search.name, absolute(told.search.path))
    if told.followed:
        url = absolute(told.followed.get_absolute_url())
        return Section(told.followed.name, url, tongue(told.followed))
    return Section(_("On pages you follow"))


def _fill(sections: list[Section]) -> tuple[list[Section], int]:
    """Gives the sections their lines, up to the limit; and says how many were too many."""
    room = MOST_LINES
    more = 0
    for section in sections:
        bundles = bundle(section.told)
        section.lines = [_line(b) for b in bundles[:room]]
        more += len(bundles) - len(section.lines)
        room -= len(section.lines)
    return [section for section in sections if section.lines], more


def _line(bundled: Bundle) -> dict[str, str]:
    return {
        "line": bundled.line,
        "url": absolute(bundled.path),
        "text": Truncator(bundled.text).chars(EXCERPT),
        "language": bundled.page.language,
    }


def _counts(told: Sequence[Told]) -> str:
    ranks = [_rank(one) for one in told]
    words = [
        ngettext("%(n)d for you", "%(n)d for you", ranks.count(0)),
        ngettext("%(n)d new", "%(n)d new", ranks.count(1)),
        ngettext("%(n)d to review", "%(n)d to review", ranks.count(2)),
    ]
    parts = [w % {"n": ranks.count(i)} for i, w in enumerate(words) if i in ranks]
    return pgettext("between the parts of a list", ", ").join(parts)


def _heading(told: Sequence[Told], frequency: str) -> str:
    words = {
        Frequency.WEEKLY: _("Your week: %(counts)s"),
        Frequency.MONTHLY: _("Your month: %(counts)s"),
    }
    return words.get(Frequency(frequency), _("Your day: %(counts)s")) % {"counts": _counts(told)}


def _because(frequency: str) -> str:
    words = {
        Frequency.WEEKLY: _(
            "You get this because you follow these pages, or because it is for you, "
            "and asked for one mail a week."
        ),
        Frequency.MONTHLY: _(
            "You get this because you follow these pages, or because it is for you, "
            "and asked for one mail a month."
        ),
    }
    daily = _(
        "You get this because you follow these pages, or because it is for you, "
        "and asked for one mail a day."
    )
    return words.get(Frequency(frequency), daily)


def _subject(told: Sequence[Told], frequency: str) -> str:
    reasons = [one.search or one.followed for one in told]
    names = list(dict.fromkeys(reason.name for reason in reasons if reason))
    if not names:
        return _heading(told, frequency)
    others = len(names) - 1
    tag = names[0]
    if others:
        tag = ngettext("%(page)s and %(n)d more", "%(page)s and %(n)d more", others) % {
            "page": names[0],
            "n": others,
        }
    return f"[{tag}] {_heading(told, frequency)}"
