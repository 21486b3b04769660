"""What everyone may read, for search engines: an index, and parts that stay small enough."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from platform_site.pages import kinds
from platform_site.pages.models import Page, PageQuerySet

# Pages by number, so that a part is one range of the table; the protocol allows 50,000 addresses.
PART = 10_000
SECTIONS = (
    *("home", "countries:list", "countries:instruments", "themes:list", "indicators:list"),
    *("resources:list", "glossary:list", "programmes:list", "programmes:project-list"),
    *(
        "organisations:list",
        "workspaces:list",
        "forums:list",
        "news:list",
        "events:list",
        "people:list",
    ),
    *("contribute", "about"),
)
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@dataclass(frozen=True)
class Entry:
    """One thing to read, with its address in each language it can be read in."""

    addresses: dict[str, str]
    changed_at: datetime | None = None


def _public() -> PageQuerySet[Page]:
    known = [kind.name for kind in kinds.all_kinds()]
    return Page.objects.published().visible_to(AnonymousUser()).of_kind(*known)


def _originals() -> PageQuerySet[Page]:
    return _public().filter(translation_of__isnull=True)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    parts = _originals().annotate(part=F("pk") / PART).values_list("part", flat=True)
    addresses = [
        settings.SITE_URL + reverse("sitemap-part", args=[part])
        for part in sorted({0, *parts.distinct()})
    ]
    return _xml(request, "home/sitemap_index.xml", {"addresses": addresses})


@require_safe
def sitemap_part(request: HttpRequest, part: int) -> HttpResponse:
    first = part * PART
    pages = list(_originals().filter(pk__gte=first, pk__lt=first + PART).order_by("pk"))
    if part and not pages:
        raise Http404
    sections = [] if part else [_everywhere(name) for name in SECTIONS]
    return _xml(request, "home/sitemap.xml", {"entries": [*sections, *_entries(pages)]})


def _xml(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    return render(request, template, context, content_type="application/xml; charset=utf-8")


def _everywhere(name: str) -> Entry:
    return Entry({code: _in(code, lambda: reverse(name)) for code in LANGUAGES})


def _entries(pages: list[Page]) -> Iterator[Entry]:
    versions = defaultdict(list)
    for page in _public().filter(translation_of__in=[page.pk for page in pages]):
        versions[page.translation_of_id].append(page)
    for page in pages:
        group = [page, *versions[page.pk]]
        yield Entry(_addresses(group), max(version.changed_at for version in group))


def _addresses(group: list[Page]) -> dict[str, str]:
    """A page that exists once is drawn in every language; a written one is in its own."""
    original = group[0]
    if not kinds.get(original.kind).is_written:
        return {code: _in(code, original.get_absolute_url) for code in LANGUAGES}
    return {
        page.language: _in(
            page.language if page.language in LANGUAGES else settings.LANGUAGE_CODE,
            page.get_absolute_url,
        )
        for page in group
    }


def _in(language: str, address: Callable[[], str]) -> str:
    with translation.override(language):
        return settings.SITE_URL + address()
