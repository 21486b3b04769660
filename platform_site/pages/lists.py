"""What a list of one kind of pages hands to templates/pages/list.html."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from platform_site.core import paging

from . import kinds
from .cards import cards
from .filters import PageFilter
from .models import PageQuerySet


def newest(request: HttpRequest, filter_class: type[PageFilter]) -> dict[str, Any]:
    """The newest originals that the reader may see and the filters leave, as cards, in slices."""
    filtered = filter_class(request.GET, queryset=originals(request, filter_class), request=request)
    filtered.offer_subjects()
    found = paging.newest(filtered.qs, mark=request.GET.get("at", ""))
    return {
        "kind": kinds.get(filter_class.kind),
        "list_url": reverse(filter_class.list_view),
        "feed_url": reverse(filter_class.feed_view),
        "add_label": filter_class.add_label,
        "filter": filtered,
        "subject": filtered.subject,
        "slice": found,
        "cards": cards(found.items, request.user),
        "query": query_without_place(request),
    }


def originals(request: HttpRequest, filter_class: type[PageFilter]) -> PageQuerySet[Any]:
    model: Any = filter_class._meta.model
    return model.objects.published().visible_to(request.user).filter(translation_of__isnull=True)


def query_without_place(request: HttpRequest) -> str:
    """The filters of the address, without the place in the list."""
    query = request.GET.copy()
    query.pop("at", None)
    return query.urlencode()
