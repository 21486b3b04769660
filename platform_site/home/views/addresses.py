"""Addresses without a language: for programs, and for links that must last."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from platform_site.pages import kinds
from platform_site.pages.models import Page

# What has nothing to read for a search engine, or is a key to something: below each language.
PERSONAL = ("accounts/", "contributions/", "display/", "me/", "pages/", "preview/", "search/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    closed = [f"/{code}/{path}" for code, _name in settings.LANGUAGES for path in PERSONAL]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in ("/admin/", "/demo/", *closed))]
    lines += ["", f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Some programs ask here without reading the page's own link."""
    return redirect(static("icons/mark.svg"))


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """The feed in the reader's language."""
    return redirect("feed")


class SeeOther(HttpResponseRedirect):
    status_code = 303


@require_safe
def by_key(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """A page by what never changes of it: its number, or the code of a country, region or group."""
    known = [known.name for known in kinds.all_kinds() if known.name == kind]
    visible = Page.objects.published().visible_to(request.user).of_kind(*known)
    if key.isdecimal():
        page = get_object_or_404(visible, pk=min(int(key), 2**63 - 1))
    else:
        page = get_object_or_404(visible, slug__iexact=key.replace("\x00", ""))
    return SeeOther(page.get_absolute_url())
