"""The list of organisations and the page of each."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from platform_site.pages import kinds
from platform_site.pages.blocks import entry_page
from platform_site.pages.models import PageQuerySet, Subject

from .filters import OrganisationFilter
from .models import Organisation

SIZE = 100


def _visible(request: HttpRequest) -> PageQuerySet[Any]:
    """Organisations by their name in the reader's language, with the country as the reader may
    see it."""
    countries = Subject.objects.visible_to(request.user).named()
    organisations = Organisation.objects.published().visible_to(request.user).named()
    return organisations.prefetch_related(Prefetch("country", countries))


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    found = OrganisationFilter(request.GET, queryset=_visible(request), request=request)
    listed = found.qs.order_by(F("sort_name"), "pk")
    context = {
        "kind": kinds.get("organisation"),
        "filter": found,
        "page": Paginator(listed, SIZE).get_page(request.GET.get("page")),
    }
    return render(request, "organisations/list.html", context)


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    if slug != slug.lower():
        return redirect("organisations:detail", slug.lower(), permanent=True)
    organisation = get_object_or_404(_visible(request), slug=slug)
    context = {
        "organisation": organisation,
        "names": organisation.names.exclude(text=organisation.name).order_by("language"),
        "entry": entry_page(organisation, request.user),
    }
    return render(request, "organisations/detail.html", context)
