"""Tags that mean the same become one."""

from typing import Any

import taggit.admin  # registers its own tags, which we do not use
import taggit.models
from django import forms
from django.contrib import admin
from django.contrib.admin import helpers
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .actions import merge_tags
from .models import Page, Tag

admin.site.unregister(taggit.models.Tag)


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        label=_("The tag that stays"), queryset=Tag.objects.none(), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, tags: QuerySet[Tag], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = tags  # type: ignore[attr-defined]


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    """Only tags that everyone sees: what others carry is nobody's to read from a list of words."""

    list_display = ("name",)
    list_display_links = None
    search_fields = ("name",)
    ordering = ("name",)
    actions = ("merge_selected",)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        public = Page.objects.published().visible_to(AnonymousUser())
        return Tag.objects.carried_by(public)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_authenticated and request.user.is_reviewer

    has_module_permission = has_view_permission
    # The stock admin offers actions only to who may change.
    has_change_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.action(description=_("Merge into one"), permissions=["change"])
    def merge_selected(self, request: HttpRequest, chosen: QuerySet[Tag]) -> HttpResponse | None:
        """Asks on a page between which one stays."""
        form = MergeForm(request.POST if "merge" in request.POST else None, tags=chosen)
        if form.is_valid():
            into = form.cleaned_data["into"]
            for other in chosen.exclude(pk=into.pk):
                self.log_change(request, other, gettext("Merged into “%s”") % into)
            merge_tags(tags=chosen, into=into)
            self.message_user(request, gettext("Merged into “%s”") % into)
            return None
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Merge into one"),
            "tags": chosen,
            "form": form,
            "action_checkbox_name": helpers.ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/pages/tag/merge.html", context)
