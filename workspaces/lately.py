"""What happened in a workspace lately, in the words of the notices; for its members only."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from platform_site.activity import notices
from platform_site.activity.models import Activity
from platform_site.pages.models import Page

from .models import Workspace

if TYPE_CHECKING:
    from platform_site.accounts.models import User

SHOWN = 8
# What is between two people, or said twice: a topic is sent and published in one.
NOT_SHOWN = (
    *(Activity.Verb.ASKED, Activity.Verb.ANSWERED, Activity.Verb.OFFERED),
    *(Activity.Verb.ASSIGNED, Activity.Verb.FINISHED, Activity.Verb.CONTRIBUTED),
)


@dataclass(frozen=True)
class Happening:
    line: str
    path: str
    at: datetime


def lately(workspace: Workspace, reader: "User", *, size: int = SHOWN) -> list[Happening]:
    """Newest first, of the workspace itself and of all the pages inside that the reader sees.

    As many queries as there are sorts of things that happened, whatever the size.
    """
    inside = Q(page=workspace.pk) | Q(page__circle=workspace.own_circle_id)
    recent = Activity.objects.visible_to(reader).filter(inside).exclude(verb__in=NOT_SHOWN)
    activities = list(recent.select_related("actor", "concerns").order_by("-pk")[:size])
    pages = Page.objects.visible_to(reader).named().in_bulk({a.page_id for a in activities})
    by_verb: dict[str, list[Activity]] = {}
    for activity in activities:
        if activity.page_id in pages:
            activity.page = pages[activity.page_id]
            by_verb.setdefault(activity.verb, []).append(activity)
    said: dict[int, notices.Said] = {}
    for verb, group in by_verb.items():
        if notice := notices.get(verb):
            said |= notice.say(group, reader)
    return [
        Happening(said[activity.pk].line, said[activity.pk].path, activity.happened_at)
        for activity in activities
        if activity.pk in said
    ]
