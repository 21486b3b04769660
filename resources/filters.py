"""The one filter of the library: for the list, the blocks, the feed and the export."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from platform_site.pages.filters import PageFilter

from .languages import LANGUAGES
from .models import Resource, ResourceQuerySet


class ResourceFilter(PageFilter):
    """By type, by what it is about, by language, year and series. Past courses are out."""

    kind = "resource"
    list_view = "resources:list"
    feed_view = "resources:feed"
    add_label = _("Add a resource")

    # How the list may be sorted beside "newest here", and by which columns of the page.
    SORTED: ClassVar[dict[str, tuple[Any, ...]]] = {
        "year": (F("year").desc(nulls_last=True), F("pk").desc()),
        "oldest": (F("year").asc(nulls_last=True), F("pk").asc()),
        "title": (F("title").asc(), F("pk").asc()),
    }

    language = django_filters.ChoiceFilter(
        label=_("Language"),
        choices=LANGUAGES,
        empty_label=_("All languages"),
        method="filter_language",
    )
    since = django_filters.NumberFilter(
        label=_("From year"), field_name="year", lookup_expr="gte", min_value=0, max_value=9999
    )
    until = django_filters.NumberFilter(
        label=_("To year"), field_name="year", lookup_expr="lte", min_value=0, max_value=9999
    )
    sort = django_filters.ChoiceFilter(
        label=_("Sorted by"),
        choices=[
            ("year", _("Year, newest first")),
            ("oldest", _("Year, oldest first")),
            ("title", _("Title")),
        ],
        empty_label=_("Newest in the library"),
        method="leave",
    )
    series = django_filters.CharFilter(max_length=200, widget=forms.HiddenInput)

    class Meta:
        model = Resource
        fields: list[str] = []

    @property
    def order(self) -> tuple[Any, ...] | None:
        """None for the usual order, which is paged by keyset."""
        chosen = self.form.cleaned_data.get("sort") if self.form.is_valid() else ""
        return self.SORTED.get(chosen)

    def filter_queryset(self, queryset: Any) -> ResourceQuerySet:
        return super().filter_queryset(queryset).current()

    def leave(self, pages: Any, name: str, value: str) -> Any:
        """Sorting narrows nothing: the list does it when it is paged."""
        return pages
