"""How what happens around a workspace is said. None of it repeats anything of the inside."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from platform_site.activity.models import Activity
from platform_site.activity.notices import Notice, Said, register

from .models import Inspection, JoinRequest

if TYPE_CHECKING:
    from platform_site.accounts.models import User

type Words = Callable[[Sequence[Activity], "User"], dict[int, Said]]


def _plainly(line: str, place: str) -> Words:
    """Words that need nothing but who did it and the workspace; `place` is where they lead."""

    def say(activities: Sequence[Activity], reader: "User") -> dict[int, Said]:
        return {
            activity.pk: Said(
                line=_(line) % {"who": activity.actor or _("Somebody"), "page": activity.page.name},
                path=reverse(f"workspaces:{place}", args=[activity.page.slug]),
            )
            for activity in activities
        }

    return say


def say_left(activities: Sequence[Activity], reader: "User") -> dict[int, Said]:
    said = {}
    for activity in activities:
        went = activity.concerns or activity.actor or _("Somebody")
        said[activity.pk] = Said(
            line=_("%(who)s left “%(page)s”") % {"who": went, "page": activity.page.name},
            path=reverse("workspaces:members", args=[activity.page.slug]),
        )
    return said


def say_answered(activities: Sequence[Activity], reader: "User") -> dict[int, Said]:
    """Said to the one person who asked, and nobody else."""
    ids = [activity.detail.get("request") for activity in activities]
    requests = JoinRequest.objects.filter(user=reader).in_bulk(ids)
    return {
        activity.pk: _answer(activity, requests[pk])
        for activity, pk in zip(activities, ids, strict=True)
        if pk in requests
    }


def _answer(activity: Activity, request: JoinRequest) -> Said:
    is_in = request.state == JoinRequest.State.ACCEPTED
    line = _("You are now in “%(page)s”") if is_in else _("You were not taken into “%(page)s”")
    place = "inside" if is_in else "detail"
    return Said(
        line=line % {"page": activity.page.name},
        path=reverse(f"workspaces:{place}", args=[activity.page.slug]),
        text=request.reason,
    )


def say_inspected(activities: Sequence[Activity], reader: "User") -> dict[int, Said]:
    ids = [activity.detail.get("inspection") for activity in activities]
    looks = Inspection.objects.in_bulk(ids)
    line = _("%(who)s looked into “%(page)s” as an administrator")
    return {
        activity.pk: Said(
            line=line % {"who": activity.actor or _("Somebody"), "page": activity.page.name},
            path=reverse("workspaces:inspections", args=[activity.page.slug]),
            text=looks[pk].reason,
        )
        for activity, pk in zip(activities, ids, strict=True)
        if pk in looks
    }


def _several(number: int, page: str) -> str:
    return ngettext(
        "%(n)d thing happened on “%(page)s”", "%(n)d things happened on “%(page)s”", number
    ) % {"n": number, "page": page}


WORDS: dict[str, Words] = {
    Activity.Verb.ASKED: _plainly(gettext_noop("%(who)s asks to join “%(page)s”"), "members"),
    Activity.Verb.ANSWERED: say_answered,
    Activity.Verb.JOINED: _plainly(gettext_noop("%(who)s joined “%(page)s”"), "members"),
    Activity.Verb.LEFT: say_left,
    Activity.Verb.OFFERED: _plainly(
        gettext_noop("%(who)s offers you to take over “%(page)s”"), "members"
    ),
    Activity.Verb.HANDED: _plainly(gettext_noop("%(who)s took over “%(page)s”"), "members"),
    Activity.Verb.CLOSED: _plainly(gettext_noop("%(who)s archived “%(page)s”"), "inside"),
    Activity.Verb.REOPENED: _plainly(gettext_noop("%(who)s opened “%(page)s” again"), "inside"),
    Activity.Verb.INSPECTED: say_inspected,
}
for verb, say in WORDS.items():
    register(verb, Notice(say=say, several=_several, tells_nothing_inside=True))
