"""How what happens around a workspace is said. None of it repeats anything of the inside."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from platform_site.activity.models import Activity
from platform_site.activity.notices import Notice, Said, register

from .models import Inspection, JoinRequest, Task

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


def say_tasks(line: str) -> Words:
    """Without what is to be done, which stands inside; of a task that is gone, nothing."""

    def say(activities: Sequence[Activity], reader: "User") -> dict[int, Said]:
        ids = [activity.detail.get("task") for activity in activities]
        tasks = Task.objects.visible_to(reader).in_bulk(ids)
        return {
            activity.pk: Said(
                line=_(line) % {"who": activity.actor or _("Somebody"), "page": activity.page.name},
                path=tasks[pk].get_absolute_url(),
            )
            for activity, pk in zip(activities, ids, strict=True)
            if pk in tasks
        }

    return say


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
    Activity.Verb.ASSIGNED: say_tasks(gettext_noop("%(who)s gave you a task in “%(page)s”")),
    Activity.Verb.FINISHED: say_tasks(
        gettext_noop("%(who)s finished a task that you gave in “%(page)s”")
    ),
}
for verb, say in WORDS.items():
    register(verb, Notice(say=say, several=_several, tells_nothing_inside=True))
