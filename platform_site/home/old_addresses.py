"""Where the addresses of the platform before this one lead: to what is really here.

Known are those that our own records name as their source, and the profiles of countries.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import translation

from countries.models import Country
from platform_site.pages.loading import Say
from platform_site.pages.models import Page
from platform_site.programmes.models import Programme, Project
from resources.models import Resource

from .models import OldAddress, clean_path, clean_query

OLD_HOST = "www.social-protection.org/gimi/"
# Where two of our pages name the same address, the first of these is what it was about.
NAMING: tuple[Any, ...] = (Programme, Project, Resource)

type Key = tuple[str, str]


@transaction.atomic
def load_old_addresses(*, say: Say) -> None:
    """Adds what is not there; rows that are there are the staff's."""
    targets: dict[Key, str] = {}
    for key, page in _successors():
        targets.setdefault(key, _without_language(page))
    held = set(OldAddress.objects.values_list("path", "query"))
    OldAddress.objects.bulk_create(
        OldAddress(path=path, query=query, target=target)
        for (path, query), target in targets.items()
        if (path, query) not in held
    )
    say(f"old addresses: {len(targets)} lead on")


def _successors() -> Iterator[tuple[Key, Page]]:
    for country in Country.objects.published():
        yield _key(f"ShowCountryProfile.action?iso={country.iso2}"), country
    for model in NAMING:
        for page in model.objects.published().filter(link__contains=OLD_HOST).order_by("pk"):
            yield _key(page.link.partition(OLD_HOST)[2]), page


def _key(address: str) -> Key:
    parts = urlsplit(address)
    return clean_path(parts.path), clean_query(dict(parse_qsl(parts.query)))


def _without_language(page: Page) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return page.get_absolute_url().removeprefix(f"/{settings.LANGUAGE_CODE}")
