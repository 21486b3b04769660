"""References to take along: of one record, or of a list."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from platform_site.pages import lists

from ..citations import FORMATS, reference
from ..filters import ResourceFilter
from ..models import Resource

# More than a program takes in one piece; the filters make it less.
MOST = 1000


@require_safe
def cite(request: HttpRequest, pk: str, slug: str, form: str) -> HttpResponse:
    resource = get_object_or_404(Resource.objects.visible_to(request.user), pk=int(pk), slug=slug)
    return _file([resource], form, name=resource.slug)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The list with its filters, the newest 1,000 of it."""
    records = lists.originals(request, ResourceFilter)
    filtered = ResourceFilter(request.GET, queryset=records, request=request)
    found = filtered.qs
    sorted_ = found.order_by(*filtered.order) if filtered.order else found.newest_first()
    return _file(sorted_[:MOST], form, name="library")


def _file(resources: Iterable[Resource], form: str, *, name: str) -> HttpResponse:
    written = FORMATS[form].write(reference(resource) for resource in resources)
    response = HttpResponse(written, content_type=FORMATS[form].CONTENT_TYPE)
    safe = name if name.isascii() else "reference"
    response["Content-Disposition"] = f'attachment; filename="{safe}.{form}"'
    return response
