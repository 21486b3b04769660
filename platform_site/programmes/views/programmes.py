"""The list of programmes and the page of each."""

from typing import Any

from django.db.models import F, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from platform_site.pages import kinds
from platform_site.pages.blocks import entry_page
from platform_site.pages.models import PageQuerySet, PageSubject, Subject

from ..models import Programme, Result
from ..table import roles_by_name


def _visible(request: HttpRequest) -> PageQuerySet[Any]:
    return Programme.objects.published().visible_to(request.user).named()


@require_safe
def programme_list(request: HttpRequest) -> HttpResponse:
    programmes = _visible(request).order_by(F("sort_name"), "pk").prefetch_related("phases")
    context = {"kind": kinds.get("programme"), "programmes": programmes}
    return render(request, "programmes/list.html", context)


@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    if slug != slug.lower():
        return redirect("programmes:detail", slug.lower(), permanent=True)
    results = Prefetch("results", Result.objects.all())
    found = get_object_or_404(_visible(request).prefetch_related("phases", results), slug=slug)
    context = {
        "programme": found,
        "roles": roles_by_name(found.pk, request.user),
        "countries": _countries(found, request),
        "themes": _themes(found, request),
        "entry": entry_page(found, request.user),
    }
    return render(request, "programmes/detail.html", context)


def _countries(programme: Programme, request: HttpRequest) -> Any:
    """Those that its projects name."""
    links = PageSubject.objects.admitting(request.user).filter(kind="project")
    its = links.filter(subject=programme.pk).values("page")
    named = links.filter(page__in=its, is_direct=True, subject__kind="country").values("subject")
    subjects = Subject.objects.visible_to(request.user).filter(pk__in=named)
    return subjects.named().order_by(F("sort_name"))


def _themes(programme: Programme, request: HttpRequest) -> Any:
    named = PageSubject.objects.filter(page=programme.pk, is_direct=True, subject__kind="theme")
    subjects = Subject.objects.visible_to(request.user).filter(pk__in=named.values("subject"))
    return subjects.named().order_by(F("sort_name"))
