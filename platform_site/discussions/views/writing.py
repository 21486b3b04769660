"""Commenting on a page: quoted, previewed, kept as a draft, sent once."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from platform_site.accounts import limits
from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.models import User
from platform_site.accounts.requests import member
from platform_site.core import markup
from platform_site.core.templatetags.look import day
from platform_site.pages.models import Page

from ..actions import Paused, TalkIsClosed, keep_draft, throw_draft_away, write_post
from ..forms import DraftForm, PostForm
from ..models import Draft, Post
from ..talk import place_of_new
from ..wording import quotation
from .found import page_or_404, state_of

WORDS_SHOWN = 1_000


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """A small form of its own, so that the page it belongs to stays the same for everyone."""
    page = page_or_404(request, pk)
    person = member(request)
    if request.method != "POST":
        data = kept_data(request)
        form = PostForm(data, initial=_beginning(request, page, person))
        return _form(request, page, form)
    if "keep" in request.POST and _keep(request, page, person):
        messages.success(request, _("Your draft is kept. Come back to it on any device."))
        return redirect(page)
    if "discard" in request.POST:
        throw_draft_away(page=page.original, person=person)
        messages.success(request, _("The draft is gone."))
        return redirect(page)
    form = PostForm(request.POST)
    if not form.is_valid():
        return _form(request, page, form, status=422)
    if "preview" in request.POST:
        return _form(request, page, form, preview=markup.render(form.cleaned_data["source"]))
    return _send(request, page, form)


def _send(request: HttpRequest, page: Page, form: PostForm) -> HttpResponse:
    person = member(request)
    if wait := limits.wait(request, "post", account=str(person.pk)):
        form.add_error(None, too_often(wait))
        response = _form(request, page, form, status=429)
        response["Retry-After"] = str(limits.seconds(wait))
        return response
    sent = form.cleaned_data
    try:
        post = write_post(
            page=page,
            by=person,
            source=sent["source"],
            language=sent["language"],
            key=sent["key"],
            answers=_quoted(request, page, sent["answers"]),
            seen=sent["seen"] or 0,
        )
    except TalkIsClosed:
        form.add_error(None, _("Nobody can comment here any more; your text is still below."))
        return _form(request, page, form, status=422)
    except Paused:
        form.add_error(None, paused())
        return _form(request, page, form, status=403)
    return redirect(post)


def paused() -> str:
    return _(
        "A moderator has paused your contributions. Write to us if you think this is a mistake."
    )


def too_often(wait: timedelta) -> str:
    minutes = -(-limits.seconds(wait) // 60)
    said = ngettext(
        "You have written very often of late. You can send this in %(n)d minute.",
        "You have written very often of late. You can send this in %(n)d minutes.",
        minutes,
    )
    return said % {"n": minutes}


def _beginning(request: HttpRequest, page: Page, person: User) -> dict[str, object]:
    """What the form holds at first: the draft, and below it what is to be quoted."""
    draft = Draft.objects.visible_to(person).filter(page=page.original.pk).first()
    begun = {"language": get_language(), "source": "", "seen": 0}
    if draft is not None:
        begun = {"language": draft.language, "source": draft.source, "seen": draft.version}
    number = request.GET.get("quote", "")
    quoted = _quoted(request, page, int(number) if number.isdecimal() else None)
    if quoted is None:
        return begun
    quote = quotation(
        who=str(quoted.author or _("Somebody who left")),
        # Without a language: it leads each reader to theirs.
        address=quoted.get_permanent_url().removeprefix(f"/{get_language()}"),
        source=quoted.source,
        html=quoted.html,
        words=request.GET.get("words", "")[:WORDS_SHOWN].replace("\0", ""),
    )
    kept = str(begun["source"])
    text = kept if quote.strip() in kept.replace("\r\n", "\n") else _below(kept, quote)
    return begun | {"source": text, "answers": quoted.number}


def _below(text: str, quote: str) -> str:
    return f"{text.rstrip()}\n\n{quote}" if text.strip() else quote


def _quoted(request: HttpRequest, page: Page, number: int | None) -> Post | None:
    if number is None or number >= 2**31:
        return None
    standing = Post.objects.visible_to(request.user).standing().select_related("author", "page")
    return standing.filter(page=page.original.pk, number=number).first()


def _keep(request: HttpRequest, page: Page, person: User) -> Draft | None:
    form = DraftForm(request.POST)
    if not form.is_valid():
        return None
    sent = form.cleaned_data
    return keep_draft(
        page=page.original,
        person=person,
        source=sent["source"],
        language=sent["language"],
        seen=sent["seen"] or 0,
    )


def _form(
    request: HttpRequest, page: Page, form: PostForm, *, preview: str = "", status: int = 200
) -> HttpResponse:
    draft = Draft.objects.visible_to(request.user).filter(page=page.original.pk).first()
    context = {
        "page": page,
        "form": form,
        # render() cleans what it makes.
        "preview_html": mark_safe(preview),  # noqa: S308
        "state": state_of(page.original),
        "draft": draft,
        "place": place_of_new(page, request.user),
        "answered": _quoted(request, page, _number(form)),
    }
    return render(request, "discussions/comment.html", context, status=status)


def _number(form: PostForm) -> int | None:
    value = str(form["answers"].value() or "")
    return int(value) if value.isdecimal() else None


@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """What js/keep.js sends every few seconds. 401 says that the session is over."""
    if not request.user.is_authenticated:
        return JsonResponse({}, status=401)
    page = page_or_404(request, pk)
    kept = _keep(request, page, member(request))
    if kept is None:
        return JsonResponse({}, status=422)
    said = _("Draft saved %(time)s") % {"time": day(kept.saved_at, "H:i")}
    return JsonResponse({"said": said, "version": kept.version, "other": kept.other})
