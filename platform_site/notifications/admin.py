"""The health of the mail, for staff: what waits, what failed, what is in doubt, and why."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .actions import send_again
from .models import Bounce, Delivery, PausedAddress


@admin.register(Delivery)
class DeliveryAdmin(admin.ModelAdmin):
    """Mails only, never their words, and no page's title: a circle's stays in the circle."""

    list_display = ("created_at", "what", "person", "state", "skipped_because", "answer", "due_at")
    list_filter = ("state", "priority", "skipped_because")
    search_fields = ("person__email__exact",)
    search_help_text = _("A whole e-mail address")
    fields = (*list_display, "because", "attempts", "lease_until", "settled_at", "message_id")
    readonly_fields = fields
    ordering = ("-pk",)
    list_select_related = ("activity", "person", "letter")
    show_full_result_count = False
    actions = ("send_in_doubt_again",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delivery]:
        return super().get_queryset(request).filter(channel=Delivery.Channel.MAIL)

    @admin.display(description=_("about"))
    def what(self, delivery: Delivery) -> str:
        if delivery.is_digest:
            return delivery.get_frequency_display()
        if delivery.is_letter:
            return delivery.letter.subject
        return delivery.activity.get_verb_display() if delivery.activity else ""

    @admin.action(
        description=_("Send again what is in doubt (it may come twice)"), permissions=["send"]
    )
    def send_in_doubt_again(self, request: HttpRequest, chosen: QuerySet[Delivery]) -> None:
        number = send_again(deliveries=chosen)
        self.message_user(request, _("Sent again: %(n)d") % {"n": number})

    def has_send_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("notifications.change_delivery")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Delivery | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Delivery | None = None) -> bool:
        return False


class Seen(admin.ModelAdmin):
    """To look at: what is counted is never typed."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Bounce)
class BounceAdmin(Seen):
    list_display = ("came_at", "address", "is_hard", "status")
    list_filter = ("is_hard",)
    search_fields = ("address__exact",)
    ordering = ("-came_at",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(PausedAddress)
class PausedAddressAdmin(Seen):
    """To delete a row is to write to the address again."""

    list_display = ("paused_at", "address", "answer")
    search_fields = ("address__exact",)
    ordering = ("-paused_at",)
