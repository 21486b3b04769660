"""Who leads a forum and who takes part: names, and profiles where the reader may see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from platform_site.accounts.models import User
from platform_site.discussions.models import TalkModerator
from platform_site.pages.models import Page

from .models import Forum

if TYPE_CHECKING:
    from platform_site.access.models import Person

PROFILE = "person"


@dataclass(frozen=True)
class Named:
    name: str
    url: str


def facilitators(forum: Forum, reader: "Person") -> list[Named]:
    """By name. Who leads a discussion does so openly: without a profile the name stands alone."""
    rows = TalkModerator.objects.filter(page=forum.pk, user__is_active=True).select_related("user")
    people = [row.user for row in rows.order_by("user__display_name", "pk")]
    profiles = _profiles(people, reader)
    return [Named(one.display_name, profiles.get(one.pk, "")) for one in people]


def participants(forum: Forum, reader: "Person", *, size: int) -> list[Named]:
    """The newest of those whose profile everyone may see, and nobody else."""
    pages = Page.objects.published().visible_to(reader).of_kind(PROFILE)
    seen = pages.filter(audience=Page.Audience.PUBLIC, contributor__participations__forum=forum.pk)
    newest = seen.order_by("-contributor__participations__pk")[:size]
    return [Named(page.title, page.get_absolute_url()) for page in newest]


def _profiles(people: Iterable[User], reader: "Person") -> dict[int, str]:
    pages = Page.objects.published().visible_to(reader).of_kind(PROFILE)
    found = pages.filter(contributor__in=[one.pk for one in people])
    return {page.contributor_id: page.get_absolute_url() for page in found if page.contributor_id}
