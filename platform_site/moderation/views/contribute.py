"""Contributing a new page, and sending one again after changes were asked for."""

from contextlib import suppress
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.requests import member
from platform_site.core import markup
from platform_site.files.staging import posted
from platform_site.pages import kinds
from platform_site.pages.forms import PageForm, subject_names
from platform_site.pages.kinds import Kind
from platform_site.pages.models import Page

from ..actions import AlreadyDecided, NotAllowedToContribute, contribute_page, resubmit
from ..forms import SubmissionForm
from ..models import Revision
from ..permissions import may_contribute, publishes_at_once


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def contribute(request: HttpRequest, kind: str) -> HttpResponse:
    """The form for a new page of a kind; `?about=KHM` fills in the page one stood on, `?type=` its
    type, `?translation_of=12` makes it a version of that page in another language."""
    chosen = _kind_to_add(kind)
    original = _original(request, chosen)
    data = posted(request) or kept_data(request)
    form = chosen.form(data, initial=_initial(request, original))
    submission = SubmissionForm(data)
    is_sent = request.method == "POST" and "preview" not in request.POST
    if is_sent and form.is_valid() and submission.is_valid():
        if not _is_there(original, form):
            return _send(request, chosen, form, submission, original)
        form.add_error("language", _("It is there in this language: suggest a change of that one"))
    return _page(request, chosen, form, submission, original=original)


def _original(request: HttpRequest, kind: Kind) -> Page | None:
    """What is to be translated: published, and seen by the person."""
    asked = request.GET.get("translation_of", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19 and kind.is_written):
        raise Http404
    pages = Page.objects.published().visible_to(request.user).of_kind(kind.name)
    return get_object_or_404(pages, pk=asked, translation_of__isnull=True)


def _is_there(original: Page | None, form: PageForm) -> bool:
    """Whether the page has a published version in the language already."""
    if original is None:
        return False
    language = form.cleaned_data["language"]
    versions = original.translations.filter(state=Page.State.PUBLISHED, language=language)
    return language == original.language or versions.exists()


def _kind_to_add(name: str) -> Kind:
    for kind in kinds.all_kinds():
        if kind.name == name and kind.can_be_added and kind.form is not None:
            return kind
    raise Http404


def _initial(request: HttpRequest, original: Page | None) -> dict[str, Any]:
    if original is not None:
        kind = kinds.get(original.kind)
        held = kind.snapshot(kind.model.objects.get(pk=original.pk))
        # What is the same in every language stands there already; the words do not.
        words = {"title": "", "summary": "", "text": "", "files": {}, "language": get_language()}
        return kind.form.initial_from(held) | words
    about = request.GET.get("about", "")[:30].replace("\x00", "")
    initial = {"language": get_language(), "subjects": subject_names([about.upper()])}
    if subtype := request.GET.get("type", "")[:30]:
        initial["type"] = subtype
    return initial


def _send(
    request: HttpRequest,
    kind: Kind,
    form: PageForm,
    submission: SubmissionForm,
    original: Page | None,
) -> HttpResponse:
    try:
        revision = contribute_page(
            kind=kind.name,
            proposal=form.proposal(),
            by=member(request),
            key=submission.cleaned_data["key"],
            original=original,
        )
    except NotAllowedToContribute:
        return _page(request, kind, form, submission, original=original, is_blocked=True)
    return redirect(revision.get_receipt_url())


def _page(
    request: HttpRequest,
    kind: Kind,
    form: PageForm,
    submission: Any,
    *,
    original: Page | None = None,
    is_blocked: bool | None = None,
) -> HttpResponse:
    blocked = not may_contribute(member(request)) if is_blocked is None else is_blocked
    context = {
        "kind": kind,
        "form": form,
        "original": original,
        "submission": submission,
        "is_blocked": blocked,
        "publishes_at_once": publishes_at_once(member(request)),
        "preview_html": _preview_of(request, form),
    }
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, _template(kind), context, status=status)


def _template(kind: Kind) -> str:
    """A form that needs more than its fields one below the other names a template of its own."""
    return getattr(kind.form, "page_template", "moderation/contribute.html")


def _preview_of(request: HttpRequest, form: PageForm) -> str:
    if "preview" not in request.POST or not form.is_valid():
        return ""
    # render() cleans what it makes.
    return mark_safe(markup.render(form.cleaned_data.get("text", "")))  # noqa: S308


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """What the readers would see of a text, for the editor; nothing is kept."""
    text = request.POST.get("text", "")[:60_000].replace("\x00", "")
    source = markup.from_html(text) if request.POST.get("text_format") == "html" else text
    return HttpResponse(markup.render(source))


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def revise(request: HttpRequest, token: str) -> HttpResponse:
    """The author sends a contribution again after a reviewer asked for changes."""
    mine = Revision.objects.visible_to(request.user).filter(author=member(request))
    revision = get_object_or_404(mine.select_related("page"), token=token)
    if revision.state != Revision.State.CHANGES_REQUESTED:
        return redirect(revision.get_receipt_url())
    kind = kinds.get(revision.page.kind)
    data = posted(request) or kept_data(request)
    form = kind.form(data, initial=kind.form.initial_from(revision.proposal))
    is_sent = request.method == "POST" and "preview" not in request.POST
    if is_sent and form.is_valid():
        # When somebody decided meanwhile, the receipt says what.
        with suppress(AlreadyDecided, NotAllowedToContribute):
            resubmit(
                revision=revision, proposal=form.proposal(revision.proposal), by=member(request)
            )
        return redirect(revision.get_receipt_url())
    context = {
        "kind": kind,
        "form": form,
        "revision": revision,
        "preview_html": _preview_of(request, form),
    }
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, _template(kind), context, status=status)
