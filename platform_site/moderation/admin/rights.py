"""Posting rights: who publishes at once, who may not contribute."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.requests import member
from platform_site.pages.languages import CONTENT_LANGUAGES

from ..models import PostingRight, ReviewLanguages


@admin.register(PostingRight)
class PostingRightAdmin(admin.ModelAdmin):
    list_display = ("__str__", "level", "reason", "given_by", "given_at")
    list_filter = ("level",)
    list_select_related = ("user", "given_by")
    search_fields = ("user__display_name", "user__email", "domain")
    autocomplete_fields = ("user",)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_authenticated and request.user.is_reviewer

    has_add_permission = has_view_permission
    has_change_permission = has_view_permission
    has_delete_permission = has_view_permission
    has_module_permission = has_view_permission

    def save_model(self, request: HttpRequest, obj: PostingRight, form: Any, change: bool) -> None:
        obj.given_by = member(request)
        super().save_model(request, obj, form, change)


class LanguagesForm(forms.ModelForm):
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=CONTENT_LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They are told of what is sent in these, and find it first in the queue."),
    )

    class Meta:
        model = ReviewLanguages
        fields = ("user", "languages")


@admin.register(ReviewLanguages)
class ReviewLanguagesAdmin(admin.ModelAdmin):
    """Reviewers say it for themselves and for each other."""

    form = LanguagesForm
    list_display = ("user", "languages")
    list_select_related = ("user",)
    autocomplete_fields = ("user",)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_authenticated and request.user.is_reviewer

    has_add_permission = has_view_permission
    has_change_permission = has_view_permission
    has_delete_permission = has_view_permission
    has_module_permission = has_view_permission
