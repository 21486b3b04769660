"""Who may use a part of the admin that exists for reviewers."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class ForReviewers(admin.ModelAdmin):
    """Seen and used by reviewers; nothing is added or deleted here: that is what forms are for."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_authenticated and request.user.is_reviewer

    has_module_permission = has_view_permission
    # The stock admin offers actions only to who may change.
    has_change_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
