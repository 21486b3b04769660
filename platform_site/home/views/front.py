"""The front page."""

from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from countries.models import Country
from forums.listing import being_discussed
from platform_site.indicators import wording
from platform_site.indicators.figures import measures
from platform_site.indicators.maps import world_map
from platform_site.pages.models import Subject
from platform_site.themes.models import Theme

from ..forms import CountryForm
from ..models import Guide, best_versions
from ..newest import newest
from ..now import happenings

if TYPE_CHECKING:
    from platform_site.access.models import Person

HALF = 50  # per cent


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Constant in queries: each section asks once, however much it shows."""
    guides = Guide.objects.published().visible_to(request.user)
    sections = (Guide.Section.FRONT, Guide.Section.START)
    told = best_versions(guides.filter(subtype__in=sections).in_order())
    countries = _countries(request)
    places = _places(request)
    context = _finding(request.user, countries) | {
        "front": next((g for g in told if g.subtype == Guide.Section.FRONT), None),
        "starts": [g for g in told if g.subtype == Guide.Section.START],
        "countries": countries,
        "regions": [place for place in places if place.kind == "region"],
        "groups": [place for place in places if place.kind == "group"],
        "branches": _branches(request),
        "new": newest(request.user, size=6),
        "happenings": happenings(size=4),
        "discussed": being_discussed(request.user, size=4),
    }
    return render(request, "home/home.html", context)


def _countries(request: HttpRequest) -> list[Country]:
    """By name in the reader's language."""
    visible = Country.objects.published().visible_to(request.user)
    return list(visible.named().order_by(F("sort_name"), "pk"))


def _finding(user: "Person", countries: list[Country]) -> dict[str, Any]:
    """The map, and the sentence over it counted from its figures; nothing without figures."""
    measure = measures(user, wording.MAPPED[:1]).get(wording.MAPPED[0])
    if measure is None or not measure.values:
        return {}
    return {
        "measure": measure,
        "map": world_map(measure, countries),
        "spread": measure.spread,
        "below_half": sum(value < HALF for value in measure.values),
    }


def _places(request: HttpRequest) -> list[Subject]:
    """Regions, then groups, each with how many countries and territories lie in it."""
    below = Count("descendants", filter=Q(descendants__subject__kind="country"))
    subjects = Subject.objects.published().visible_to(request.user)
    top = Q(kind="region", ancestors__isnull=True) | Q(kind="group")
    return list(
        subjects.filter(top).named().annotate(below=below).order_by("-kind", F("sort_name"), "pk")
    )


def _branches(request: HttpRequest) -> list[Theme]:
    """The nine branches of Convention No. 102, in the order of its Parts."""
    visible = Theme.objects.published().visible_to(request.user)
    return list(visible.of_family(Theme.Family.BRANCH).named().in_order())


@require_safe
def country_choice(request: HttpRequest) -> HttpResponse:
    """Where the front page's choice of a country leads, also without JavaScript."""
    form = CountryForm(request.GET)
    if not form.is_valid():
        return redirect("countries:list")
    visible = Country.objects.published().visible_to(request.user)
    return redirect(get_object_or_404(visible, slug=form.cleaned_data["country"].lower()))
