"""Posting rights: who publishes at once, who may not contribute."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from platform_site.accounts.requests import member

from ..models import PostingRight


@admin.register(PostingRight)
class PostingRightAdmin(admin.ModelAdmin):
    list_display = ("__str__", "level", "reason", "given_by", "given_at")
    list_filter = ("level",)
    list_select_related = ("user", "given_by")
    search_fields = ("user__display_name", "user__email", "domain")
    autocomplete_fields = ("user",)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_authenticated and request.user.is_reviewer

    has_add_permission = has_view_permission
    has_change_permission = has_view_permission
    has_delete_permission = has_view_permission
    has_module_permission = has_view_permission

    def save_model(self, request: HttpRequest, obj: PostingRight, form: Any, change: bool) -> None:
        obj.given_by = member(request)
        super().save_model(request, obj, form, change)
