"""Published news and events in the admin."""

from django.contrib import admin

from platform_site.moderation.admin.pages import PageAdmin

from .models import Article, Event

admin.site.register(Article, PageAdmin)
admin.site.register(Event, PageAdmin)
