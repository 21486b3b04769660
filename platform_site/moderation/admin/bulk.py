"""Refusing several contributions with one reason."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.contrib.admin import helpers
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.requests import member

from ..actions import AlreadyDecided, refuse_revision
from ..models import Revision

if TYPE_CHECKING:
    from .revision import RevisionAdmin


class ReasonForm(forms.Form):
    reason = forms.ChoiceField(label=_("Reason"), choices=Revision.Reason)
    reason_text = forms.CharField(
        label=_("To the authors"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def refuse_several(
    model_admin: "RevisionAdmin", request: HttpRequest, queryset: QuerySet[Revision]
) -> HttpResponse | None:
    """Asks for the reason on a page between; every author is told it."""
    form = ReasonForm(request.POST if "refuse" in request.POST else None)
    if form.is_valid():
        _refuse(model_admin, request, queryset, form)
        return None
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": gettext("Refuse, with one reason"),
        "revisions": queryset,
        "form": form,
        "action_checkbox_name": helpers.ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/moderation/revision/refuse.html", context)


def _refuse(
    model_admin: "RevisionAdmin",
    request: HttpRequest,
    queryset: QuerySet[Revision],
    form: ReasonForm,
) -> None:
    refused = 0
    for revision in queryset:
        try:
            refuse_revision(
                revision=revision,
                by=member(request),
                reason=form.cleaned_data["reason"],
                text=form.cleaned_data["reason_text"],
            )
        except AlreadyDecided:
            text = gettext("“%s” was decided already") % revision
            model_admin.message_user(request, text, messages.WARNING)
        else:
            model_admin.log_change(request, revision, gettext("Refused"))
            refused += 1
    text = ngettext("%(n)d refused.", "%(n)d refused.", refused) % {"n": refused}
    model_admin.message_user(request, text)
