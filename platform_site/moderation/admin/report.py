"""Answering reports of problems."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.requests import member
from platform_site.pages.models import Page

from ..actions import AlreadyDecided, answer_report
from ..models import ProblemReport
from .reviewers import ForReviewers


class AnswerForm(forms.ModelForm):
    """What was done, in words the reporter reads on the receipt."""

    outcome = forms.ChoiceField(
        label=_("What did you do?"),
        choices=[
            (ProblemReport.State.MENDED, _("I mended it")),
            (ProblemReport.State.DECLINED, _("I left it as it is")),
        ],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Answer"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what you did: the reporter reads exactly this")},
    )

    class Meta:
        model = ProblemReport
        fields = ("outcome", "answer")


@admin.register(ProblemReport)
class ProblemReportAdmin(ForReviewers):
    form = AnswerForm
    list_display = ("summary", "what", "page", "state", "sent_at", "handler")
    list_filter = ("state", "what")
    list_select_related = ("page", "handler")
    ordering = ("sent_at",)
    readonly_fields = ("where", "what", "text", "reporter", "sent_at", "state", "handler")
    fields = (*readonly_fields, "outcome", "answer")

    @admin.display(description=_("report"))
    def summary(self, report: ProblemReport) -> str:
        return report.text[:80]

    @admin.display(description=_("page"))
    def where(self, report: ProblemReport) -> SafeString:
        return format_html('<a href="{}">{}</a>', report.page.get_absolute_url(), report.page)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProblemReport]:
        seen = Page.objects.visible_to(request.user).filter(circle__isnull=True)
        # Somebody's conduct is reported on their profile, which they may have hidden since.
        open_to_reviewers = Q(page__in=seen) | Q(page__kind="person")
        return super().get_queryset(request).filter(open_to_reviewers)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_open = obj is None or obj.state == ProblemReport.State.OPEN
        return is_open and self.has_view_permission(request)

    def save_model(
        self, request: HttpRequest, obj: ProblemReport, form: AnswerForm, change: bool
    ) -> None:
        is_mended = form.cleaned_data["outcome"] == ProblemReport.State.MENDED
        answer = form.cleaned_data["answer"]
        try:
            answer_report(report=obj, by=member(request), is_mended=is_mended, answer=answer)
        except AlreadyDecided:
            text = gettext("Somebody answered this report before you.")
            self.message_user(request, text, messages.WARNING)
