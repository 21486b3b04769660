"""Published records in the admin."""

from django.contrib import admin

from platform_site.moderation.admin.pages import PageAdmin

from .models import Resource

admin.site.register(Resource, PageAdmin)
