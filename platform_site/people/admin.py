"""Profiles, to take one off the site and put it back; and messages, once they are reported."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.requests import member
from platform_site.moderation.admin.pages import PageAdmin
from platform_site.moderation.admin.reviewers import ForReviewers

from .actions import put_back
from .models import Message, Profile


@admin.register(Profile)
class ProfileAdmin(PageAdmin):
    """Nobody but its person changes what a profile says."""

    list_display = ("title", "subtype", "summary", "state", "audience", "is_open_to_contact")
    list_filter = ("state", "audience", "is_open_to_contact", "subtype")
    search_fields = ("title", "summary", "slug")
    actions = ("archive_selected", "put_back_selected")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        profile = self.get_object(request, object_id)
        return redirect(profile or "admin:people_profile_changelist")

    @admin.action(description=_("Put back on the site"))
    def put_back_selected(self, request: HttpRequest, queryset: QuerySet[Profile]) -> None:
        for profile in queryset.filter(state=Profile.State.ARCHIVED):
            put_back(profile=profile, by=member(request))


@admin.register(Message)
class MessageAdmin(ForReviewers):
    """Only what its receiver reported: nobody else's words are open to moderators.

    Each opening is on record, with who it was.
    """

    list_display = ("sender", "receiver", "sent_at", "state")
    list_select_related = (
        "sender",
        "conversation__asker",
        "conversation__asked",
        "report",
    )
    ordering = ("-sent_at",)
    fields = ("sender", "receiver", "text", "sent_at", "the_report")
    readonly_fields = fields
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Message]:
        return super().get_queryset(request).filter(report__isnull=False)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if request.method == "GET" and (message := self.get_object(request, object_id)):
            self.log_change(request, message, gettext("Opened to read it"))
        return super().change_view(request, object_id, form_url, extra_context)

    @admin.display(description=_("to"))
    def receiver(self, message: Message) -> str:
        return str(message.conversation.other(message.sender) or _("A former member"))

    @admin.display(description=_("state"))
    def state(self, message: Message) -> str:
        return message.report.get_state_display() if message.report else ""

    @admin.display(description=_("report"))
    def the_report(self, message: Message) -> SafeString | str:
        """What its receiver says; it is answered among the reports."""
        if message.report is None:
            return ""
        address = reverse("admin:moderation_problemreport_change", args=[message.report.pk])
        return format_html('<a href="{}">{}</a>', address, message.report.text)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and self.has_view_permission(request)
