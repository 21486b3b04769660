"""A post after it was written: the author changes it or takes it back; its history stays."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from platform_site.accounts import limits
from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.requests import member
from platform_site.core import markup
from platform_site.core.differences import word_difference

from ..actions import (
    CannotChange,
    ChangedMeanwhile,
    Paused,
    TalkIsClosed,
    edit_post,
    withdraw_post,
)
from ..forms import EditForm
from ..models import Post, may_moderate
from ..talk import place_of_change
from .found import page_or_404, post_or_404
from .writing import paused, too_often


def _own(request: HttpRequest, pk: int, number: int) -> Post:
    page = page_or_404(request, pk)
    post = post_or_404(request, page.pk, number)
    if post.author_id != member(request).pk or post.is_hidden:
        raise Http404
    return post


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def edit(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    post = _own(request, pk, number)
    if request.method != "POST":
        begun = {"source": post.source, "language": post.language, "version": post.version}
        return _form(request, post, EditForm(kept_data(request), initial=begun))
    form = EditForm(request.POST)
    if not form.is_valid():
        return _form(request, post, form, status=422)
    if "preview" in request.POST:
        return _form(request, post, form, preview=markup.render(form.cleaned_data["source"]))
    return _change(request, post, form)


def _change(request: HttpRequest, post: Post, form: EditForm) -> HttpResponse:
    person = member(request)
    if wait := limits.wait(request, "post", account=str(person.pk)):
        form.add_error(None, too_often(wait))
        return _form(request, post, form, status=429)
    try:
        changed = edit_post(post=post, by=person, **form.cleaned_data)
    except ChangedMeanwhile as meanwhile:
        form = EditForm(request.POST | {"version": str(meanwhile.post.version)})
        form.add_error(None, _("You changed this comment in another window meanwhile."))
        return _form(request, meanwhile.post, form, status=409, is_other=True)
    except TalkIsClosed:
        form.add_error(None, _("Nobody can comment here any more; your text is still below."))
        return _form(request, post, form, status=422)
    except Paused:
        form.add_error(None, paused())
        return _form(request, post, form, status=403)
    except CannotChange as error:
        raise Http404 from error
    return redirect(changed)


def _form(
    request: HttpRequest,
    post: Post,
    form: EditForm,
    *,
    preview: str = "",
    status: int = 200,
    is_other: bool = False,
) -> HttpResponse:
    context = {
        "page": post.page,
        "post": post,
        "form": form,
        "preview_html": mark_safe(preview),  # noqa: S308 (render() cleans what it makes)
        "is_other": is_other,
        "place": place_of_change(post, request.user),
    }
    return render(request, "discussions/edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def withdraw(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    post = _own(request, pk, number)
    if request.method != "POST":
        return render(request, "discussions/withdraw.html", {"page": post.page, "post": post})
    try:
        withdraw_post(post=post, by=member(request))
    except CannotChange as error:
        raise Http404 from error
    messages.success(request, _("Your comment is taken back."))
    return redirect(post)


@dataclass(frozen=True)
class Text:
    """One of the texts a post has had, beside the one before it."""

    number: int
    at: datetime
    language: str
    difference: SafeString


@require_safe
def history(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Every text, newest first, with what changed; of a hidden post for its moderators only."""
    post = post_or_404(request, pk, number)
    if post.is_hidden and not may_moderate(post.page, request.user):
        raise Http404
    context = {"page": post.page, "post": post, "texts": _texts(post)}
    return render(request, "discussions/history.html", context)


def _texts(post: Post) -> list[Text]:
    versions = [
        (v.number, v.written_at, v.language, v.source) for v in post.versions.order_by("number")
    ]
    versions.append((post.version, post.edited_at or post.written_at, post.language, post.source))
    texts, before = [], ""
    for number, at, language, source in versions:
        difference = word_difference(before if number > 1 else source, source)
        texts.append(Text(number, at, language, difference))
        before = source
    return texts[::-1]
