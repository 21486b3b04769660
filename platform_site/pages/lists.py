"""What lists of pages hand to their templates."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from platform_site.core import paging

from . import kinds
from .cards import cards
from .filters import PageFilter
from .models import Page, PageQuerySet, Tag


def newest(request: HttpRequest, filter_class: type[PageFilter]) -> dict[str, Any]:
    """For templates/pages/list.html: the newest originals that the reader may see and the filters
    leave, as cards, in slices.
    """
    filtered = filter_class(request.GET, queryset=originals(request, filter_class), request=request)
    filtered.offer_subjects()
    found = paging.newest(filtered.qs, mark=request.GET.get("at", ""))
    shown = {"slice": found, "cards": cards(found.items, request.user)}
    return about_list(request, filtered) | shown


def about_list(request: HttpRequest, filtered: PageFilter) -> dict[str, Any]:
    """What the template needs besides the entries themselves."""
    return {
        "kind": kinds.get(filtered.kind),
        "list_url": reverse(filtered.list_view),
        "feed_url": reverse(filtered.feed_view),
        "add_label": filtered.add_label,
        "filter": filtered,
        "subject": filtered.subject,
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


def tag_or_404(slug: str, visible: PageQuerySet[Page]) -> Tag:
    """The tag of an address, or the one it was merged into. One that only hidden pages carry is
    not there, like one that nobody ever used.
    """
    carried = Tag.objects.carried_by(visible)
    address = Tag.slug_of(slug)
    found = carried.filter(slug=address).first() or carried.filter(merged__slug=address).first()
    if found is None:
        raise Http404
    return found
