"""The pages of a kind in the admin: found, opened, taken off the site."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.requests import member
from platform_site.pages.models import Page

from ..actions import archive_page
from .reviewers import ForReviewers


class PageAdmin(ForReviewers):
    """Changes go through "suggest a change", so that every one of them is a revision."""

    list_display: Any = ("title", "subtype", "language", "state", "contributor", "published_at")
    list_filter: ClassVar[Any] = ("state", "subtype", "language", "is_demonstration")
    list_select_related: ClassVar[Any] = ("contributor",)
    search_fields: ClassVar[Any] = ("title", "summary")
    ordering: ClassVar[Any] = ("-created_at",)
    actions: Any = ("archive_selected",)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        model: Any = self.model
        return model.objects.visible_to(request.user).filter(circle__isnull=True)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        page = self.get_object(request, object_id)
        if page is None or not page.is_published:
            meta = self.model._meta
            return redirect(f"admin:{meta.app_label}_{meta.model_name}_changelist")
        return redirect("suggest-change", pk=page.pk)

    @admin.action(description=_("Take off the site"))
    def archive_selected(self, request: HttpRequest, queryset: QuerySet[Page]) -> None:
        for page in queryset:
            archive_page(page=page, by=member(request))
