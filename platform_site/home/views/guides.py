"""Guide pages."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from platform_site.indicators.models import Release

from ..models import Guide, best_versions


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """All guide pages, by section."""
    listed = Guide.objects.published().visible_to(request.user)
    listed = listed.exclude(subtype=Guide.Section.FRONT).in_order()
    guides = best_versions(listed)
    sections = [
        (section.label, section.value, [g for g in guides if g.subtype == section.value])
        for section in Guide.Section
    ]
    context = {"sections": [section for section in sections if section[2]]}
    return render(request, "home/about.html", context)


@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """The page in the reader's language, else the original, which says so."""
    found = Guide.objects.visible_to(request.user).versions_of(slug).select_related("text")
    versions = best_versions(found)
    if not versions:
        raise Http404
    shown = versions[0]
    around = Guide.objects.published().visible_to(request.user).filter(subtype=shown.subtype)
    context = {
        "guide": shown,
        "section": Guide.Section(shown.subtype).label,
        "around": best_versions(around.in_order()),
        "is_translated": shown.language == request.LANGUAGE_CODE,
        "part": PARTS.get(slug),
        "host": {"name": settings.HOST_NAME, "address": settings.HOST_ADDRESS},
        "releases": Release.objects.order_by("-released"),
    }
    return render(request, "home/guide.html", context)


# What some guide pages show below their text, from the settings or from the tables.
PARTS = {"contact": "home/guide_contact.html", "figures": "home/guide_releases.html"}
