"""Where a post stands, and what is new in the talks one has read."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from platform_site.accounts.requests import member
from platform_site.pages.models import Page

from ..models import MovedPost, Post, ReadMark, place_of

TALKS_SHOWN = 50


@require_safe
def post(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The address of a post that lasts: it leads to where the post stands today."""
    page = get_object_or_404(Page.objects.visible_to(request.user), pk=pk).original
    if Post.objects.visible_to(request.user).filter(page=page.pk, number=number).exists():
        return HttpResponseRedirect(place_of(page, number), status=303)
    moved = get_object_or_404(
        MovedPost.objects.filter(page=page.pk).select_related("post"), number=number
    )
    there = get_object_or_404(Page.objects.visible_to(request.user), pk=moved.post.page_id)
    return HttpResponseRedirect(place_of(there, moved.post.number), status=303)


@login_required
@require_safe
def unread(request: HttpRequest) -> HttpResponse:
    """The talks this person has read in, those with something new first."""
    marks = ReadMark.objects.visible_to(member(request)).with_news()
    found = list(marks.order_by("-read_at")[:TALKS_SHOWN])
    pages = Page.objects.visible_to(request.user).named().in_bulk([mark.page_id for mark in found])
    talks = [
        (page, mark.unread, place_of(page, mark.number + 1))
        for mark in found
        if (page := pages.get(mark.page_id))
    ]
    return render(request, "discussions/unread.html", {"talks": talks})
