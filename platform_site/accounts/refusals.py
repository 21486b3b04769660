"""Pages that say not now, or not like this, and hand back what was typed."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from platform_site.core.errors import typed

from .limits import seconds


def too_many(request: HttpRequest, *, wait: timedelta) -> HttpResponse:
    """429: what was typed can be sent again when the time is over."""
    context = {
        "minutes": -(-seconds(wait) // 60),
        "kept": typed(request.POST.lists()),
        "files": list(request.FILES),
        "address": request.get_full_path(),
    }
    response = render(request, "accounts/too_many.html", context, status=429)
    response["Retry-After"] = str(seconds(wait))
    add_never_cache_headers(response)
    return response


def too_long(request: HttpRequest, *, sign_in: str) -> HttpResponse:
    """413: more than we keep for somebody who is not signed in; it stands on the page to copy."""
    context = {"kept": typed(request.POST.lists()), "sign_in": sign_in}
    response = render(request, "accounts/too_long.html", context, status=413)
    add_never_cache_headers(response)
    return response
