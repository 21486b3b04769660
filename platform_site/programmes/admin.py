"""Programmes and projects in the admin."""

from typing import Any, ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from platform_site.moderation.admin.pages import PageAdmin

from .models import Programme, Project

admin.site.register(Programme, PageAdmin)


@admin.register(Project)
class ProjectAdmin(PageAdmin):
    list_display: Any = ("title", "subtype", "status", "starts", "state", "contributor")
    list_filter: ClassVar[Any] = ("state", "subtype", ("status", admin.ChoicesFieldListFilter))
    search_fields: ClassVar[Any] = ("title", "summary", "code")
    search_help_text = _("Words of the name, or the number of the World Bank")
