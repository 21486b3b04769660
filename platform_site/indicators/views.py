"""Pages of the indicators."""

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from platform_site.pages.models import Subject

from .figures import measures
from .maps import world_map
from .models import Indicator


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A measure in all countries: map, table, source."""
    if slug != slug.lower():
        return redirect("indicators:detail", slug.lower(), permanent=True)
    indicator = get_object_or_404(Indicator.objects.visible_to(request.user), slug=slug)
    measure = measures(request.user, [indicator.code])[indicator.code]
    visible = Subject.objects.visible_to(request.user).of_kind("country")
    countries = list(visible.named().order_by(F("sort_name")))
    context = {
        "indicator": indicator,
        "measure": measure,
        "rows": [(c, measure.latest[c.code]) for c in countries if c.code in measure.latest],
        "map": world_map(measure, countries) if measure.has_fixed_scale else None,
    }
    return render(request, "indicators/detail.html", context)
