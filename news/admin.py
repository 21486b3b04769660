"""Published news in the admin."""

from django.contrib import admin

from platform_site.moderation.admin.pages import PageAdmin

from .models import Article

admin.site.register(Article, PageAdmin)
