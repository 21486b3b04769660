"""The tags, and what carries one."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from platform_site.core import paging

from .cards import cards
from .lists import tag_or_404
from .models import Page, Tag

TAGS = 300


@require_safe
def tags(request: HttpRequest) -> HttpResponse:
    """Each tag that something the reader may see carries, with how many that is."""
    visible = Page.objects.published().visible_to(request.user)
    counted = Tag.objects.counted(visible.filter(translation_of__isnull=True))
    page = Paginator(counted.order_by("name", "pk"), TAGS).get_page(request.GET.get("page"))
    return render(request, "pages/tags.html", {"page": page})


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that carries a tag and that the reader may see, newest first."""
    visible = Page.objects.published().visible_to(request.user)
    found = tag_or_404(slug, visible)
    if found.slug != slug:
        return redirect("pages:tag", found.slug, permanent=True)
    listed = visible.filter(translation_of__isnull=True).tagged(slug, visible=visible)
    part = paging.newest(listed, mark=request.GET.get("at", ""))
    context: dict[str, Any] = {
        "tag": found,
        "feed_url": reverse("pages:tag-feed", args=[slug]),
        "slice": part,
        "cards": cards(part.items, request.user),
    }
    return render(request, "pages/tag.html", context)
