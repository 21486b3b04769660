"""Suggesting a change of a published page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from platform_site.accounts.decorators import kept_data, sign_in_required
from platform_site.accounts.requests import member
from platform_site.files.staging import posted
from platform_site.pages import kinds
from platform_site.pages.kinds import Kind, Snapshot
from platform_site.pages.models import Page

from ..actions import NotAllowedToContribute, suggest_change
from ..comparison import Row, compare
from ..forms import SuggestionForm, sign_base
from ..permissions import changes_at_once, may_contribute


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def suggest(request: HttpRequest, pk: int) -> HttpResponse:
    """The page's own form, filled with what stands there now.

    When somebody else's change was accepted while this one was being written, and touches the
    same field, the writer sees both texts and decides; nothing typed is lost.
    """
    pages = Page.objects.published().visible_to(request.user)
    page = get_object_or_404(pages.named(), pk=pk)
    kind = kinds.get(page.kind)
    if page.circle_id is not None and not changes_at_once(member(request), page):
        raise Http404
    if kind.form is None or kind.is_kept:
        return redirect("report-problem", pk=page.pk)
    return propose(request, page, kind.form)


def propose(request: HttpRequest, page: Any, form_class: Any) -> HttpResponse:
    """A suggestion by a form of its own: the kind's, or one for a single row of the page.

    `page` is published, visible to the person and named; `form_class` has `initial_from(snapshot)`
    and `proposal(base)`, as the kinds' forms do.
    """
    kind = kinds.get(page.kind)
    current = kind.snapshot(kind.model.objects.get(pk=page.pk))
    data = posted(request) or kept_data(request)
    form = form_class(data, initial=form_class.initial_from(current))
    suggestion = SuggestionForm(
        data, page_pk=page.pk, initial={"base": sign_base(page.pk, page.version, current)}
    )
    if request.method != "POST":
        return _page(request, page, kind, form, suggestion)
    if not (form.is_valid() and suggestion.is_valid()):
        return _page(request, page, kind, form, suggestion, status=422)
    base = suggestion.cleaned_data["base"]
    proposal = form.proposal(base)
    rows = compare(kind=kind, base=base, proposal=proposal, current=current)
    conflicts = [row for row in rows if row.is_conflict]
    if conflicts:
        return _conflict(request, page, kind, form, suggestion, current, conflicts)
    if not rows or "preview" in request.POST:
        return _page(request, page, kind, form, suggestion, rows=rows, is_preview=True)
    return _send(request, page, suggestion, base, proposal)


def _conflict(
    request: HttpRequest,
    page: Page,
    kind: Kind,
    form: Any,
    suggestion: SuggestionForm,
    current: Snapshot,
    conflicts: list[Row],
) -> HttpResponse:
    """Both texts beside each other; sending again proposes against what stands there now."""
    data = request.POST.copy()
    data["base"] = sign_base(page.pk, page.version, current)
    again = SuggestionForm(data, page_pk=page.pk, initial=suggestion.initial)
    return _page(request, page, kind, form, again, conflicts=conflicts, status=409)


def _send(
    request: HttpRequest,
    page: Page,
    suggestion: SuggestionForm,
    base: Snapshot,
    proposal: Snapshot,
) -> HttpResponse:
    try:
        revision = suggest_change(
            page=page,
            base=base,
            proposal=proposal,
            by=member(request),
            key=suggestion.cleaned_data["key"],
            significance=suggestion.cleaned_data["significance"],
            comment=suggestion.cleaned_data["comment"],
        )
    except NotAllowedToContribute:
        return redirect("suggest-change", pk=page.pk)
    return redirect(revision.get_receipt_url())


def _page(
    request: HttpRequest,
    page: Page,
    kind: Kind,
    form: Any,
    suggestion: SuggestionForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "page": page,
        "kind": kind,
        "form": form,
        "submission": suggestion,
        "is_blocked": not may_contribute(member(request)),
    } | more
    return render(request, "moderation/suggest.html", context, status=status)
