"""The one filter of projects: for the list, the table as a file, the block and the feed."""

from collections import defaultdict
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from platform_site.pages.filters import PageFilter
from platform_site.pages.models import PageSubject, Subject

from .models import Project

# Which choice offers which kinds of subjects.
PLACES = ("country", "region", "group")
CHOICES = {"about": PLACES, "theme": ("theme",), "who": ("organisation",)}


class ProjectFilter(PageFilter):
    """What its list only counts to the sector is left out unless it is asked for.

    `about` takes the code of any subject, as every list does; the form offers places there.
    """

    kind = "project"
    list_view = "programmes:project-list"
    feed_view = "programmes:project-feed"
    add_label = _("Add a project")

    q = django_filters.CharFilter(label=_("Words of the name"), max_length=100, method="by_words")
    theme = django_filters.CharFilter(
        label=_("Theme"), max_length=30, method="by_subject", widget=forms.Select
    )
    who = django_filters.CharFilter(
        label=_("Funder or partner"), max_length=30, method="by_subject", widget=forms.Select
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=Project.Status.choices, empty_label=_("Any status")
    )
    year = django_filters.NumberFilter(
        label=_("Running in the year"),
        min_value=1900,
        max_value=2200,
        method="by_year",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    step = django_filters.ChoiceFilter(
        label=_("Step"), choices=Project.Step.choices, empty_label=_("Any step")
    )

    class Meta:
        model = Project
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        filters: dict[str, Any] = vars(self)["filters"]
        filters["about"].label = _("Country, region or group")
        filters["type"].extra |= {
            "choices": [(Project.Type.SECTOR, _("Classified by sector only")), ("all", _("Both"))],
            "empty_label": _("Social protection by name"),
        }
        filters["type"].method = "by_type"
        # No language: projects are written once, in the language of their source.
        order = ("q", "about", "theme", "who", "status", "year", "step", "tag", "type")
        self.filters = {name: filters[name] for name in order}

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("type") else found.filter(subtype="project")

    def by_type(self, projects: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return projects if value == "all" else projects.filter(subtype=value)

    def by_words(self, projects: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
        for word in words.split():
            projects = projects.filter(Q(title__icontains=word) | Q(code__iexact=word))
        return projects

    def by_subject(self, projects: QuerySet[Any], name: str, code: str) -> QuerySet[Any]:
        """Also what lies below it: the theme of a family, a delegation of the Union."""
        subjects = Subject.objects.visible_to(self.request.user).filter(code=code)
        links = PageSubject.objects.filter(page=OuterRef("pk"), subject__in=subjects)
        return projects.filter(Exists(links))

    def by_year(self, projects: QuerySet[Any], name: str, year: Any) -> QuerySet[Any]:
        """Begun by the end of the year and not ended before it."""
        begun = projects.filter(starts__gt="", starts__lte=f"{int(year)}-12-31")
        return begun.filter(Q(ends="") | Q(ends__gte=str(int(year))))

    def offer_subjects(self) -> None:
        """Fills each choice with what visible projects are about."""
        self._offer_tags()
        user = self.request.user
        links = PageSubject.objects.admitting(user)
        about = Exists(links.filter(subject=OuterRef("pk"), kind=self.kind))
        named: Any = Subject.objects.visible_to(user).filter(about).named()
        by_kind = defaultdict(list)
        for subject in named.order_by("sort_name"):
            by_kind[subject.kind].append((subject.code, subject.name))
        everything = {
            "about": _("Everywhere"),
            "theme": _("All themes"),
            "who": _("All of them"),
        }
        for field, empty in everything.items():
            offered = [option for kind in CHOICES[field] for option in by_kind[kind]]
            self.form.fields[field].widget.choices = [("", empty), *self._asked(offered, field)]

    def _asked(self, offered: list[tuple[str, str]], field: str) -> list[tuple[str, str]]:
        """The subject asked for by a link from its page is offered too, whatever it is."""
        if field == "about" and self.subject and self.subject.code not in dict(offered):
            return [(self.subject.code, self.subject.name), *offered]
        return offered
