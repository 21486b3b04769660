"""The one filter of people: for the directory, the block and the feed."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.models import OrganisationType, Side
from platform_site.pages.filters import PageFilter
from platform_site.pages.models import PageSubject, Subject

from .languages import SPOKEN
from .models import Profile


def by_side() -> list[tuple[Any, Any]]:
    """The types of organisation, under the sides of social dialogue."""
    return [
        (side.label, [(kind.value, kind.label) for kind in OrganisationType if kind.side == side])
        for side in Side
    ]


class ProfileFilter(PageFilter):
    """By a place, a theme, a language they speak, and whom they work for; all at once if wanted.

    `about` and `theme` both take the code of any subject: one person may know both.
    """

    kind = "person"
    list_view = "people:list"
    feed_view = "people:feed"
    tag = None

    theme = django_filters.CharFilter(
        label=_("Theme"), method="filter_theme", max_length=30, widget=forms.Select
    )
    language = django_filters.ChoiceFilter(
        label=_("Speaks"),
        choices=SPOKEN,
        empty_label=_("All languages"),
        method="filter_language",
    )

    class Meta:
        model = Profile
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["about"].label = _("Country, region or organisation")
        self.filters["type"].label = _("Works for")
        self.filters["type"].extra["empty_label"] = _("Everybody")
        self.filters["type"].extra["choices"] = by_side()
        self.form.order_fields(["about", "theme", "language", "type"])

    def offer_subjects(self) -> None:
        """Those that people who may be seen know about, and above them: places and themes apart."""
        user = self.request.user
        known = Exists(
            PageSubject.objects.admitting(user).filter(subject=OuterRef("pk"), kind=self.kind)
        )
        named: Any = Subject.objects.visible_to(user).filter(known).named()
        subjects = list(named.order_by("sort_name"))
        themes = [(s.code, s.name) for s in subjects if s.kind == "theme"]
        others = [(s.code, s.name) for s in subjects if s.kind != "theme"]
        self.form.fields["theme"].widget.choices = [("", _("All themes")), *themes]
        self.form.fields["about"].widget.choices = [("", _("Everywhere")), *others]

    def filter_theme(self, people: QuerySet[Any], name: str, code: str) -> Any:
        about = PageSubject.objects.filter(page=OuterRef("pk"), subject__code=code)
        return people.filter(Exists(about))

    def filter_language(self, people: QuerySet[Any], name: str, language: str) -> Any:
        return people.filter(languages__contains=[language])
