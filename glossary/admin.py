"""Concepts in the admin."""

from django.contrib import admin

from platform_site.moderation.admin.pages import PageAdmin

from .models import Concept

admin.site.register(Concept, PageAdmin)
