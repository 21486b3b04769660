"""Contributing a new page, and sending one again after changes were asked for."""

from contextlib import suppress
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.requests import member
from platform_site.core import markup
from platform_site.pages import kinds
from platform_site.pages.forms import PageForm, subject_names
from platform_site.pages.kinds import Kind

from ..actions import AlreadyDecided, NotAllowedToContribute, contribute_page, resubmit
from ..forms import SubmissionForm
from ..models import Revision
from ..permissions import may_contribute, publishes_at_once


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def contribute(request: HttpRequest, kind: str) -> HttpResponse:
    """The form for a new page of a kind; `?about=KHM` fills in the page one stood on, `?type=` its
    type."""
    chosen = _kind_to_add(kind)
    data = request.POST or kept_data(request)
    form = chosen.form(data, initial=_initial(request))
    submission = SubmissionForm(data)
    is_sent = request.method == "POST" and "preview" not in request.POST
    if is_sent and form.is_valid() and submission.is_valid():
        return _send(request, chosen, form, submission)
    return _page(request, chosen, form, submission)


def _kind_to_add(name: str) -> Kind:
    for kind in kinds.all_kinds():
        if kind.name == name and kind.can_be_added and kind.form is not None:
            return kind
    raise Http404


def _initial(request: HttpRequest) -> dict[str, Any]:
    about = request.GET.get("about", "")[:30].replace("\x00", "")
    initial = {"language": get_language(), "subjects": subject_names([about.upper()])}
    if subtype := request.GET.get("type", "")[:30]:
        initial["type"] = subtype
    return initial


def _send(
    request: HttpRequest, kind: Kind, form: PageForm, submission: SubmissionForm
) -> HttpResponse:
    try:
        revision = contribute_page(
            kind=kind.name,
            proposal=form.proposal(),
            by=member(request),
            key=submission.cleaned_data["key"],
        )
    except NotAllowedToContribute:
        return _page(request, kind, form, submission, is_blocked=True)
    return redirect(revision.get_receipt_url())


def _page(
    request: HttpRequest,
    kind: Kind,
    form: PageForm,
    submission: Any,
    *,
    is_blocked: bool | None = None,
) -> HttpResponse:
    blocked = not may_contribute(member(request)) if is_blocked is None else is_blocked
    context = {
        "kind": kind,
        "form": form,
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
    data = request.POST or kept_data(request)
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
