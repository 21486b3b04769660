"""How the tests ask the search."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser

from platform_site.pages.models import Page
from platform_site.search.filters import Filters
from platform_site.search.finding import Found, find
from platform_site.search.widening import understand

if TYPE_CHECKING:
    from platform_site.access.models import Person

EVERYONE = AnonymousUser()


def look_for(text: str, user: "Person" = EVERYONE, **filters: Any) -> Found:
    query = understand(text, user=user, language=filters.get("language", ""))
    return find(query, filters=Filters(**filters), user=user)


def titles(found: Found) -> list[str]:
    """The titles of what was found, best first."""
    ids = [group.best.page_id for group in found.groups]
    named = dict(Page.objects.filter(pk__in=ids).values_list("pk", "title"))
    return [named[pk] for pk in ids]


def find_titles(text: str, user: "Person" = EVERYONE, **filters: Any) -> list[str]:
    return titles(look_for(text, user, **filters))
