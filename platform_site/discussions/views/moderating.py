"""Reporting a post, and what those who look after the talk do about it."""

import re
from itertools import groupby
from urllib.parse import unquote, urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from platform_site.accounts import limits
from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.refusals import too_many
from platform_site.accounts.requests import member
from platform_site.pages.models import Page

from ..actions import (
    NothingToDo,
    flag_post,
    hide_post,
    leave_post,
    lock_talk,
    move_posts,
    pin_talk,
    unhide_post,
    unlock_talk,
)
from ..forms import FlagForm, LockForm, MoveForm, MoveSeveralForm, ReasonForm
from ..models import Post, PostFlag, moderated_by
from .found import page_or_404, post_or_404, state_of

FLAGS_SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def flag(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    post = post_or_404(request, page_or_404(request, pk).pk, number)
    person = member(request)
    if post.is_hidden or post.author_id == person.pk:
        raise Http404
    form = FlagForm(request.POST or kept_data(request))
    if request.method == "POST" and form.is_valid():
        if wait := limits.wait(request, "flag", account=str(person.pk)):
            return too_many(request, wait=wait)
        flag_post(post=post, by=person, **form.cleaned_data)
        messages.success(request, _("Thank you. Those who look after the discussion will read it."))
        return redirect(post)
    context = {
        "page": post.page,
        "post": post,
        "form": form,
        "is_done": PostFlag.objects.filter(post=post, person=person).exists(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "discussions/flag.html", context, status=status)


@login_required
@require_safe
def flags(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, of all talks this person looks after; the oldest first."""
    waiting = PostFlag.objects.open().visible_to(request.user)
    rows = waiting.select_related("post__page", "post__author", "person")
    found = sorted(rows.order_by("flagged_at")[:FLAGS_SHOWN], key=lambda flag: flag.post_id)
    posts = [(post, list(group)) for post, group in groupby(found, key=lambda flag: flag.post)]
    posts.sort(key=lambda pair: pair[1][0].flagged_at)
    return render(request, "discussions/flags.html", {"posts": posts})


def _moderated(request: HttpRequest, pk: int) -> Page:
    """The page, if this person looks after its talk; for everybody else there is nothing here."""
    visible = Page.objects.visible_to(request.user).filter(moderated_by(request.user))
    return get_object_or_404(visible.select_related("translation_of"), pk=pk).original


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def moderate_post(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Hide or show, leave as it is, move: each a button of its own."""
    page = _moderated(request, pk)
    post = post_or_404(request, page.pk, number)
    if post.is_withdrawn:
        raise Http404
    hide = ReasonForm(_sent(request, "hide"), prefix="hide")
    move = MoveForm(_sent(request, "move"), prefix="move")
    try:
        if done := _decide(request, post, hide, move):
            return redirect(done)
    except NothingToDo:
        messages.info(request, _("Somebody has done this already."))
        return redirect(post)
    context = {
        "page": page,
        "post": post,
        "hide": hide,
        "move": move,
        "form": move if move.is_bound else hide,
        "flags": post.flags.open().select_related("person").order_by("flagged_at"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "discussions/moderate_post.html", context, status=status)


def _decide(
    request: HttpRequest, post: Post, hide: ReasonForm, move: MoveForm
) -> Post | str | None:
    """Does what was asked for; where to go then, or None where a form has something to mend."""
    act, person = request.POST.get("act"), member(request)
    if act == "show":
        unhide_post(post=post, by=person)
        return post
    if act == "leave":
        leave_post(post=post, by=person)
        return "flags"
    if hide.is_bound and hide.is_valid():
        hide_post(post=post, by=person, **hide.cleaned_data)
        return post
    if move.is_bound and move.is_valid():
        return next(iter(_move(request, [post], move)), None)
    return None


def _sent(request: HttpRequest, act: str) -> QueryDict | None:
    return request.POST if request.POST.get("act") == act else None


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def moderate_talk(request: HttpRequest, pk: int) -> HttpResponse:
    """Close or open it, pin it, move several posts out of it."""
    page = _moderated(request, pk)
    lock = LockForm(_sent(request, "lock"), prefix="lock")
    move = MoveSeveralForm(_sent(request, "move"), prefix="move")
    if done := _arrange(request, page, lock, move):
        return redirect(done)
    context = {
        "page": page,
        "state": state_of(page),
        "lock": lock,
        "move": move,
        "form": move if move.is_bound else lock,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "discussions/moderate_talk.html", context, status=status)


def _arrange(
    request: HttpRequest, page: Page, lock: LockForm, move: MoveSeveralForm
) -> Post | Page | None:
    act, person = request.POST.get("act"), member(request)
    if act == "unlock":
        unlock_talk(page=page, by=person)
        return page
    if act in ("pin", "unpin"):
        pin_talk(page=page, by=person, is_pinned=act == "pin")
        return page
    if lock.is_bound and lock.is_valid():
        lock_talk(page=page, by=person, **lock.cleaned_data)
        return page
    if move.is_bound and move.is_valid():
        return next(iter(_move(request, _chosen(page, move), move)), None)
    return None


def _chosen(page: Page, form: MoveSeveralForm) -> list[Post]:
    return list(Post.objects.filter(page=page, number__in=form.cleaned_data["numbers"]))


def _move(request: HttpRequest, posts: list[Post], form: MoveForm) -> list[Post]:
    """Empty, with an error in the form, where the target cannot be."""
    target = _page_at(request, form.cleaned_data["to"])
    if target is None:
        form.add_error("to", _("You look after no discussion at this address"))
        return []
    try:
        return move_posts(
            posts=posts, to=target, by=member(request), reason=form.cleaned_data["reason"]
        )
    except NothingToDo:
        form.add_error("to", _("They stand there already, or there are none of them"))
        return []


def _page_at(request: HttpRequest, address: str) -> Page | None:
    """The page of a copied address, among those whose talk this person looks after."""
    path = unquote(urlsplit(address.strip().replace("\0", "")).path)
    last = path.rstrip("/").rpartition("/")[2]
    mine = Page.objects.visible_to(request.user).published().filter(moderated_by(request.user))
    number = re.match(r"(\d{1,15})-", last)
    found = mine.filter(pk=int(number[1])) if number else mine.filter(slug=last)
    return next((page for page in found if _rest(page.get_absolute_url()) == _rest(path)), None)


def _rest(path: str) -> str:
    """An address without its language."""
    return unquote(path).lstrip("/").partition("/")[2]
