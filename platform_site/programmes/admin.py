"""Programmes and projects in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from platform_site.moderation.admin.pages import PageAdmin

from .models import Programme, Project

admin.site.register(Programme, PageAdmin)


@admin.register(Project)
class ProjectAdmin(PageAdmin):
    list_display = ("title", "subtype", "status", "starts", "state", "contributor", "published_at")
    list_filter = ("state", "subtype", ("status", admin.ChoicesFieldListFilter))
    search_fields = ("title", "summary", "code")
    search_help_text = _("Words of the name, or the number of the World Bank")
