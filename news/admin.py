"""Published news in the admin: found, opened, taken off the site."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.requests import member
from platform_site.moderation.actions import archive_page

from .models import Article


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    """Changes go through "suggest a change", so that every one of them is a revision."""

    list_display = ("title", "subtype", "language", "state", "contributor", "published_at")
    list_filter = ("state", "subtype", "language", "is_demonstration")
    list_select_related = ("contributor",)
    search_fields = ("title", "summary")
    ordering = ("-created_at",)
    actions = ("archive_selected",)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return Article.objects.visible_to(request.user).filter(circle__isnull=True)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_authenticated and request.user.is_reviewer

    has_module_permission = has_view_permission
    # The stock admin offers actions only to who may change.
    has_change_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        article = self.get_object(request, object_id)
        if article is None or not article.is_published:
            return redirect("admin:news_article_changelist")
        return redirect("suggest-change", pk=article.pk)

    @admin.action(description=_("Take off the site"))
    def archive_selected(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        for article in queryset:
            archive_page(page=article, by=member(request))
