"""What happened lately, for everyone to read: nothing that only some people may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from platform_site.activity.models import Activity
from platform_site.discussions.models import Post, place_of
from platform_site.pages.models import Page

# Reviews, reports and what waits for review are between the people concerned.
TOLD = (Activity.Verb.PUBLISHED, Activity.Verb.REVISED, Activity.Verb.REPLIED)
# Comments that were hidden drop out after the query: enough is fetched to fill the list.
SPARE = 20


@dataclass(frozen=True)
class Happening:
    """Who did what to which page."""

    verb: str
    who: str
    page: Page
    url: str
    at: datetime


def happenings(*, size: int) -> list[Happening]:
    """The latest of each page, the same for everybody: what a stranger may see. Two queries."""
    public = Activity.objects.visible_to(AnonymousUser()).filter(verb__in=TOLD)
    recent = list(public.select_related("page", "actor").order_by("-pk")[: size + SPARE])
    numbers = _post_numbers(recent)
    latest: dict[int, Happening] = {}
    for activity in recent:
        if happening := _happening(activity, numbers):
            latest.setdefault(happening.page.pk, happening)
    return list(latest.values())[:size]


def _post_numbers(recent: Iterable[Activity]) -> dict[int, int]:
    """Post id → its number on the page, for the comments that still stand."""
    wanted = [a.detail["post"] for a in recent if a.verb == Activity.Verb.REPLIED]
    standing = Post.objects.visible_to(AnonymousUser()).filter(hidden_at__isnull=True)
    return dict(standing.filter(pk__in=wanted).values_list("pk", "number"))


def _happening(activity: Activity, numbers: dict[int, int]) -> Happening | None:
    url = activity.page.get_absolute_url()
    if activity.verb == Activity.Verb.REPLIED:
        if (post := activity.detail["post"]) not in numbers:
            return None
        url = place_of(activity.page, numbers[post])
    return Happening(
        verb=activity.verb,
        who=activity.actor.display_name if activity.actor else "",
        page=activity.page,
        url=url,
        at=activity.happened_at,
    )
