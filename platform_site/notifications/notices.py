"""How publications, changes and decisions are said. What is not here is never told."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from platform_site.activity.models import Activity
from platform_site.activity.notices import Notice, Said, register
from platform_site.moderation.models import ProblemReport, Revision
from platform_site.pages import kinds

if TYPE_CHECKING:
    from platform_site.accounts.models import User

type Words = Callable[[Sequence[Activity], "User"], dict[int, Said]]

DECIDED: dict[str, str] = {
    Revision.State.ACCEPTED: gettext_noop("Published: “%(page)s”"),
    Revision.State.REFUSED: gettext_noop("Not published: “%(page)s”"),
    Revision.State.CHANGES_REQUESTED: gettext_noop("Changes asked for: “%(page)s”"),
    # Decided, and sent again since.
    Revision.State.PENDING: gettext_noop("Sent again: “%(page)s”"),
}
ANSWERED = gettext_noop("Your report on “%(page)s” has an answer")


def say_published(activities: Sequence[Activity], reader: "User") -> dict[int, Said]:
    return {
        activity.pk: Said(
            line=str(kinds.get(activity.page.kind).announced) % {"page": activity.page.name},
            path=activity.page.get_absolute_url(),
            text=activity.page.summary,
        )
        for activity in activities
    }


def _plainly(line: str) -> Words:
    """Words that need nothing but who did it and the page."""

    def say(activities: Sequence[Activity], reader: "User") -> dict[int, Said]:
        return {
            activity.pk: Said(
                line=_(line) % {"who": activity.actor or _("Somebody"), "page": activity.page.name},
                path=activity.page.get_absolute_url(),
            )
            for activity in activities
        }

    return say


def say_decided(activities: Sequence[Activity], reader: "User") -> dict[int, Said]:
    """A decision is said to the one person who sent the revision or the report, and nobody else."""
    revisions = Revision.objects.filter(author=reader).in_bulk(_ids("revision", activities))
    reports = ProblemReport.objects.filter(reporter=reader).in_bulk(_ids("report", activities))
    said = {}
    for activity in activities:
        if revision := revisions.get(activity.detail.get("revision")):
            said[activity.pk] = _decision(activity, revision)
        elif report := reports.get(activity.detail.get("report")):
            said[activity.pk] = _answer(activity, report)
    return said


def _ids(key: str, activities: Sequence[Activity]) -> list[int]:
    return [activity.detail[key] for activity in activities if key in activity.detail]


def _decision(activity: Activity, revision: Revision) -> Said:
    reason = revision.get_reason_display() if revision.reason else ""
    return Said(
        line=_(DECIDED[revision.state]) % {"page": activity.page.name},
        path=revision.get_receipt_url(),
        text=" ".join(filter(None, [str(reason), revision.reason_text])),
    )


def _answer(activity: Activity, report: ProblemReport) -> Said:
    return Said(
        line=_(ANSWERED) % {"page": activity.page.name},
        path=report.get_receipt_url(),
        text=report.answer,
    )


def _several(number: int, page: str) -> str:
    return ngettext(
        "%(n)d thing happened on “%(page)s”", "%(n)d things happened on “%(page)s”", number
    ) % {"n": number, "page": page}


WORDS: dict[str, Words] = {
    Activity.Verb.PUBLISHED: say_published,
    Activity.Verb.REVISED: _plainly(gettext_noop("%(who)s changed “%(page)s”")),
    Activity.Verb.DECIDED: say_decided,
    Activity.Verb.CONTRIBUTED: _plainly(gettext_noop("%(who)s sent “%(page)s” for review")),
    Activity.Verb.SUGGESTED: _plainly(gettext_noop("%(who)s suggested a change of “%(page)s”")),
    Activity.Verb.REPORTED: _plainly(gettext_noop("%(who)s reported a problem on “%(page)s”")),
}
for verb, say in WORDS.items():
    register(verb, Notice(say=say, several=_several))
