"""Addresses of the platform before this one, and how browsers learn to search here."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ..models import OldAddress


@require_safe
def old_address(request: HttpRequest, path: str | None = None) -> HttpResponse:
    """Leads on to what took its place; where nothing did, says so and offers the search."""
    row = OldAddress.objects.answering(path or "", request.GET.dict())
    if row is None or not row.target:
        return render(request, "home/old_address.html", status=404)
    response = HttpResponsePermanentRedirect(f"/{_language(request)}{row.target}")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def _language(request: HttpRequest) -> str:
    """The one that the old address names, else the reader's."""
    named = request.GET.get("lang", "").lower()
    return named if named in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE


@require_safe
def open_search(request: HttpRequest) -> HttpResponse:
    """What a browser needs to offer this platform as a place to search."""
    return render(
        request,
        "home/opensearch.xml",
        {"site": settings.SITE_URL, "language": get_language()},
        content_type="application/opensearchdescription+xml",
    )
