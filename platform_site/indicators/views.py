"""The catalogue of indicators, the page of each, and its figures as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from .definitions import FAMILIES
from .export import as_csv
from .figures import measures
from .models import Indicator, Observation
from .survey import Survey


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every indicator in its family, with who reports it and what they say."""
    held = measures(request.user)
    families: list[tuple[Any, list[Any]]] = [
        (title, [held.pop(code) for code in codes if code in held]) for title, codes in FAMILIES
    ]
    # What a later import brings is listed before anybody has found it a family.
    families.append(("", list(held.values())))
    context = {"families": [(title, found) for title, found in families if found]}
    return render(request, "indicators/list.html", context)


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A measure in all countries: map, ranking, regions, sexes, series, source."""
    if slug != slug.lower():
        return redirect("indicators:detail", slug.lower(), permanent=True)
    indicator = _indicator(request, slug)
    measure = measures(request.user, [indicator.code])[indicator.code]
    survey = Survey(measure, request.user, by_name=request.GET.get("order") == "name")
    context = {"indicator": indicator, "measure": measure, "survey": survey}
    return render(request, "indicators/detail.html", context)


@require_safe
def data(request: HttpRequest, slug: str) -> HttpResponse:
    """Every current figure of the indicator in every country."""
    if slug != slug.lower():
        return redirect("indicators:data", slug.lower(), permanent=True)
    indicator = _indicator(request, slug)
    held = Observation.objects.current().of_countries().filter(indicator=indicator)
    return as_csv(held, filename=f"{slug}.csv")


def _indicator(request: HttpRequest, slug: str) -> Indicator:
    return get_object_or_404(Indicator.objects.visible_to(request.user), slug=slug)
