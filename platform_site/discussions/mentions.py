"""Who is meant by an @handle: the person of the profile with that address."""

from typing import TYPE_CHECKING

from django.urls import reverse

from platform_site.accounts.models import User
from platform_site.pages.models import Page, PageQuerySet

from .wording import link_mentions, mentioned

if TYPE_CHECKING:
    from platform_site.access.models import Person


def profiles(user: "Person") -> PageQuerySet[Page]:
    """The published profiles that this person may see; their slug is the handle."""
    return Page.objects.visible_to(user).published().of_kind("person")


def called_by(html: str, *, writer: User) -> list[User]:
    """The people that a text calls, as far as its writer can know them, without the writer."""
    handles = mentioned(html)
    if not handles:
        return []
    known = profiles(writer).filter(slug__in=handles).values("contributor")
    people = User.objects.filter(pk__in=known, is_active=True).exclude(pk=writer.pk)
    return list(people.order_by("pk"))


def linked(html: str, *, writer: User) -> str:
    """The same HTML with a link to the profile of each person it calls."""
    handles = mentioned(html)
    if not handles:
        return html
    known = profiles(writer).filter(slug__in=handles).values_list("slug", "pk")
    addresses = {slug: reverse("by-key", args=["person", pk]) for slug, pk in known}
    return link_mentions(html, addresses)


def addresses_of(authors: set[int], user: "Person") -> dict[int, str]:
    """Person id → the address of the profile that this reader may see; one query."""
    if not authors:
        return {}
    found = profiles(user).filter(contributor__in=authors)
    return {page.contributor_id: page.get_absolute_url() for page in found if page.contributor_id}
