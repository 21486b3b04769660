"""The page on which a reviewer decides on one revision."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.requests import member
from platform_site.core import markup
from platform_site.files.staging import posted
from platform_site.pages import kinds
from platform_site.pages.kinds import Kind, Snapshot
from platform_site.pages.models import Page
from platform_site.pages.snapshots import merge

from ..actions import (
    AlreadyDecided,
    PageChanged,
    ReasonMissing,
    accept_revision,
    ask_for_changes,
    refuse_revision,
)
from ..comparison import compare
from ..models import Revision

if TYPE_CHECKING:
    from .revision import RevisionAdmin

DECISIONS = [("accept", _("Accept")), ("ask", _("Ask")), ("refuse", _("Refuse"))]


class DecisionForm(forms.Form):
    """What is decided, and what the author is told."""

    decision = forms.ChoiceField(choices=DECISIONS)
    reason = forms.ChoiceField(
        label=_("Reason, if you refuse"),
        choices=[("", "—"), *Revision.Reason.choices],
        required=False,
    )
    reason_text = forms.CharField(
        label=_("To the author"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when you ask for a change. The author reads exactly this."),
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data.get("reason_text", "").strip()
        decision = self.cleaned_data.get("decision")
        if decision == "ask" and not said:
            self.add_error("reason_text", _("Write what the author should change"))
        if decision == "refuse" and not (said or self.cleaned_data.get("reason")):
            self.add_error("reason", _("Choose a reason, or write one"))
        return self.cleaned_data


def review(model_admin: "RevisionAdmin", request: HttpRequest, revision: Revision) -> HttpResponse:
    page = Page.objects.visible_to(request.user).get(pk=revision.page_id)
    kind = kinds.get(page.kind)
    current = kind.snapshot(kind.model.objects.get(pk=page.pk))
    merged = _merged(revision, current)
    initial = kind.form.initial_from(merged)
    form = kind.form(posted(request) or None, initial=initial)
    decision = DecisionForm(request.POST or None, initial={"seen_version": page.version})
    if request.method == "POST" and decision.is_valid():
        answer = _decide(model_admin, request, revision, form, decision, merged)
        if answer is not None:
            return answer
        page.refresh_from_db()
        data = request.POST.copy()
        data["seen_version"] = str(page.version)
        decision.data = data
    context = _context(model_admin, request, revision, page, kind, current)
    context |= {"form": form, "decision": decision}
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(
        request, "admin/moderation/revision/review.html", context, status=status
    )


def _merged(revision: Revision, current: Snapshot) -> Snapshot:
    """What would stand on the page if the proposal were accepted as it is."""
    if revision.is_first:
        return revision.proposal
    return merge(base=revision.base, proposal=revision.proposal, current=current)


def _decide(
    model_admin: "RevisionAdmin",
    request: HttpRequest,
    revision: Revision,
    form: Any,
    decision: DecisionForm,
    merged: Snapshot,
) -> HttpResponse | None:
    """Carries the decision out; None when the reviewer has to look again."""
    said = decision.cleaned_data
    try:
        if said["decision"] == "accept":
            if not form.is_valid():
                return None
            accept_revision(
                revision=revision,
                by=member(request),
                edited=form.proposal(merged),
                seen_version=said["seen_version"],
            )
        elif said["decision"] == "ask":
            ask_for_changes(revision=revision, by=member(request), text=said["reason_text"])
        else:
            refuse_revision(
                revision=revision,
                by=member(request),
                reason=said["reason"],
                text=said["reason_text"],
            )
    except AlreadyDecided as error:
        messages.warning(request, _who_decided(error.decided))
    except PageChanged:
        text = gettext("The page changed while you were reading: compare again, then decide.")
        messages.warning(request, text)
        return None
    except ReasonMissing:
        return None
    else:
        label = str(dict(DECISIONS)[said["decision"]])
        model_admin.log_change(request, revision, label)
        messages.success(request, gettext("Decided: “%s”. Here is the next one.") % revision)
    return redirect(model_admin.next_url(request, revision))


def _who_decided(decided: Any) -> str:
    return gettext("“%(title)s” was decided already: %(state)s, by %(reviewer)s") % {
        "title": decided,
        "state": decided.get_state_display(),
        "reviewer": decided.reviewer or "–",
    }


def _context(
    model_admin: "RevisionAdmin",
    request: HttpRequest,
    revision: Revision,
    page: Page,
    kind: Kind,
    current: Snapshot,
) -> dict[str, Any]:
    # For a new page, the page itself already holds the proposal: nothing stands against it.
    against = revision.proposal if revision.is_first else current
    rows = compare(kind=kind, base=revision.base, proposal=revision.proposal, current=against)
    # render() cleans what it makes.
    text = mark_safe(markup.render(revision.proposal.get("text", "")))  # noqa: S308
    return {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": gettext("Review: %s") % revision,
        "original": revision,
        "revision": revision,
        "page": page,
        "kind": kind,
        "rows": rows,
        "conflicts": [row for row in rows if row.is_conflict],
        "preview_html": text,
        "waiting": model_admin.get_queryset(request).filter(state="pending").count(),
    }
