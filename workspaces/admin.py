"""Faces in the admin, to be taken off the site; what is inside is not here. And who looked in."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from platform_site.moderation.admin.pages import PageAdmin

from .models import Inspection, Workspace

admin.site.register(Workspace, PageAdmin)


@admin.register(Inspection)
class InspectionAdmin(admin.ModelAdmin):
    """The log of looks into workspaces: read, never written here. The workspace is not named."""

    list_display: Any = ("began_at", "by", "reason", "ends_at")
    list_select_related: ClassVar[Any] = ("by",)
    fields: ClassVar[Any] = ("began_at", "by", "reason", "ends_at")
    readonly_fields: ClassVar[Any] = fields
    ordering: ClassVar[Any] = ("-pk",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
