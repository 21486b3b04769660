"""Pages of countries, regions, groups and instruments; changing what is law in a country."""

from typing import Any

from django.db.models import Count, F, OuterRef, Prefetch, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from platform_site.accounts.decorators import sign_in_required
from platform_site.indicators import wording
from platform_site.indicators.export import as_csv
from platform_site.indicators.figures import Measure, measures
from platform_site.indicators.maps import world_map
from platform_site.indicators.models import Observation
from platform_site.moderation.views import propose
from platform_site.pages.blocks import EntryPage, entry_page
from platform_site.pages.models import Subject

from .filters import CountryFilter
from .forms import FIELDS, row_form
from .models import Country, Group, Instrument, Ratification, Region, today
from .overview import Overview
from .profile import Profile


@require_safe
def country_list(request: HttpRequest) -> HttpResponse:
    """Map and table of one measure, over the countries that the filters leave."""
    visible = Country.objects.visible_to(request.user).named().order_by(F("sort_name"))
    chosen = CountryFilter(request.GET, queryset=visible, request=request)
    countries = list(chosen.qs.select_related("region"))
    known = measures(request.user, wording.MAPPED)
    measure = known.get(request.GET.get("figure", ""), known.get(wording.MAPPED[0]))
    context: dict[str, Any] = {
        "filter": chosen,
        "countries": countries,
        "measures": known.values(),
        "measure": measure,
    }
    if measure:
        is_part = bool(chosen.form.changed_data)
        context |= _findings(measure, countries, _regions(request))
        context["map"] = world_map(measure, countries, zoom=is_part)
    return render(request, "countries/list.html", context)


def _regions(request: HttpRequest) -> dict[int, Any]:
    return {region.pk: region for region in Region.objects.visible_to(request.user).named()}


def _findings(
    measure: Measure, countries: list[Country], regions: dict[int, Any]
) -> dict[str, Any]:
    """What the map and the table show: the regions with their countries, and the spread of all."""
    by_region: dict[int | None, list[Any]] = {}
    for country in countries:
        region = regions.get(country.region_id or 0)
        top = region.parent_id or region.pk if region else None
        by_region.setdefault(top, []).append((country, measure.latest.get(country.code)))
    order = sorted(by_region, key=lambda pk: (pk is None, regions[pk].sort_name if pk else ""))
    codes = [country.code for country in countries]
    below_half = [c for c in codes if c in measure.latest and measure.latest[c].value < 50]
    return {
        "regions": [(regions.get(pk or 0), by_region[pk]) for pk in order],
        "spread": measure.among(codes),
        "below_half": len(below_half),
    }


@require_safe
def detail(request: HttpRequest, iso3: str) -> HttpResponse:
    if iso3 != iso3.lower():
        return redirect("countries:detail", iso3.lower(), permanent=True)
    country = _country(request, iso3)
    profile = Profile(country, request.user)
    context = {"country": country, "profile": profile, "entry": entry_page(country, request.user)}
    return render(request, "countries/detail.html", context)


def _country(request: HttpRequest, iso3: str) -> Country:
    return get_object_or_404(Country.objects.visible_to(request.user).named(), slug=iso3)


@require_safe
def data(request: HttpRequest, iso3: str) -> HttpResponse:
    """Every current figure of a country, exactly as its source wrote it."""
    if iso3 != iso3.lower():
        return redirect("countries:data", iso3.lower(), permanent=True)
    country = _country(request, iso3)
    held = Observation.objects.current().filter(area__subject=country)
    return as_csv(held, filename=f"{iso3}.csv")


@require_safe
def region(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Region.objects.visible_to(request.user).named(), slug=slug)
    countries = Country.objects.visible_to(request.user).in_region(found)
    regions = Region.objects.visible_to(request.user).named()
    context = {
        "parent": regions.filter(subregions=found.pk).first(),
        "subregions": regions.filter(parent=found).order_by(F("sort_name")),
    }
    return _overview(request, found, Overview(_named(countries), request.user), context)


@require_safe
def group(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Group.objects.visible_to(request.user).named(), slug=slug)
    countries = Country.objects.visible_to(request.user)
    members = countries.in_group(found, on=today())
    overview = Overview(_named(members), request.user, aggregate_area=found.aggregate_area)
    past = found.memberships.exclude(until="").prefetch_related(
        Prefetch("country", Country.objects.visible_to(request.user).named())
    )
    sources = found.memberships.order_by("source").values_list("source", flat=True).distinct()
    return _overview(request, found, overview, {"past": past, "sources": sources})


def _named(countries: Any) -> list[Country]:
    return list(countries.named().order_by(F("sort_name")))


def _overview(
    request: HttpRequest, subject: Subject, overview: Overview, context: dict[str, Any]
) -> HttpResponse:
    entry: EntryPage = entry_page(subject, request.user)
    context |= {"subject": subject, "overview": overview, "entry": entry}
    return render(request, "countries/overview.html", context)


@require_safe
def instrument_list(request: HttpRequest) -> HttpResponse:
    """Conventions and other instruments, the newest of each body last."""
    visible = Instrument.objects.published().visible_to(request.user).named()
    held = Ratification.objects.visible_to(request.user).filter(instrument=OuterRef("pk"))
    count = held.order_by().values("instrument").annotate(n=Count("pk")).values("n")
    found = visible.annotate(held=Subquery(count)).order_by("adopted", "code")
    return render(request, "countries/instruments.html", {"instruments": found})


@require_safe
def instrument(request: HttpRequest, slug: str) -> HttpResponse:
    """What it is, and which States are entered here as bound by it."""
    visible = Instrument.objects.visible_to(request.user).named()
    found = get_object_or_404(visible, slug=slug)
    rows = Ratification.objects.visible_to(request.user).filter(instrument=found)
    countries = Country.objects.visible_to(request.user).named()
    rows = rows.prefetch_related(Prefetch("country", countries)).order_by("country__code")
    states: list[Any] = sorted(rows, key=lambda row: getattr(row.country, "sort_name", ""))
    # Forty rows share a handful of sources: each is said once and has a number.
    sources = list(dict.fromkeys(row.source for row in states))
    for row in states:
        row.source_number = sources.index(row.source) + 1
    context = {"instrument": found, "states": states, "sources": sources}
    return render(request, "countries/instrument.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def suggest_row(request: HttpRequest, iso3: str, part: str, key: str | None = None) -> HttpResponse:
    """A scheme, a law or a ratification: a new one, or a change of one that stands there."""
    if part not in FIELDS:
        raise Http404
    published = Country.objects.published().visible_to(request.user).named()
    country = get_object_or_404(published, slug=iso3)
    rows: Any = getattr(country, part)
    if key is not None and not rows.filter(key=key, is_removed=False).exists():
        raise Http404
    return propose(request, country, row_form(part, key))
