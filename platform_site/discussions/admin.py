"""Hiding comments, always with a reason."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.requests import member

from .actions import hide_post
from .models import Post


class HideForm(forms.ModelForm):
    hidden_reason = forms.CharField(
        label=_("Why it is hidden"),
        max_length=300,
        help_text=_("Readers and the author see exactly this in place of the comment."),
    )

    class Meta:
        model = Post
        fields = ("hidden_reason",)


@admin.register(Post)
class PostAdmin(admin.ModelAdmin):
    form = HideForm
    list_display = ("excerpt", "page", "author", "written_at", "hidden_at")
    list_filter = (("hidden_at", admin.EmptyFieldListFilter), "language")
    list_select_related = ("page", "author")
    search_fields = ("source", "author__display_name")
    ordering = ("-written_at",)
    readonly_fields = ("page", "number", "author", "source", "written_at", "hidden_at", "hidden_by")
    fields = (*readonly_fields, "hidden_reason")
    show_full_result_count = False

    @admin.display(description=_("comment"))
    def excerpt(self, post: Post) -> str:
        return post.source[:100]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Post]:
        return Post.objects.visible_to(request.user).filter(page__circle__isnull=True)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_authenticated and request.user.is_reviewer

    has_module_permission = has_view_permission

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return (obj is None or not obj.is_hidden) and self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Post, form: Any, change: bool) -> None:
        hide_post(post=obj, by=member(request), reason=form.cleaned_data["hidden_reason"])
