"""The page and the post of an address, as far as whoever asks may see them."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from platform_site.pages import kinds
from platform_site.pages.models import Page

from ..models import Post, Talk


def page_or_404(request: HttpRequest, pk: int) -> Page:
    """A published page that people talk about."""
    visible = Page.objects.published().visible_to(request.user)
    page = get_object_or_404(visible.select_related("translation_of"), pk=pk)
    kind = kinds.get(page.kind)
    if kind.is_personal or kind.is_kept:
        raise Http404
    return page


def post_or_404(request: HttpRequest, pk: int, number: int) -> Post:
    """With its page and its author; a tombstone, too."""
    visible = Post.objects.visible_to(request.user).select_related("page", "author", "hidden_by")
    return get_object_or_404(visible, page=pk, number=number)


def state_of(page: Page) -> Talk:
    return Talk.objects.filter(page=page.pk).first() or Talk(page=page)
