"""The one filter of topics: for the list of forums, the block and the feed."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from platform_site.pages.filters import PageFilter
from platform_site.pages.models import PageSubject, Subject

from .models import Topic, TopicQuerySet


class TopicFilter(PageFilter):
    """By forum, by a place and a theme, by language, and those that nobody answered."""

    kind = "topic"
    list_view = "forums:list"
    feed_view = "forums:feed"
    add_label = _("Open a topic")

    forum = django_filters.CharFilter(
        label=_("Forum"), field_name="subtype", max_length=30, widget=forms.Select
    )
    theme = django_filters.CharFilter(
        label=_("Theme"), method="filter_theme", max_length=30, widget=forms.Select
    )
    unanswered = django_filters.BooleanFilter(
        label=_("Nobody has answered yet"),
        method="filter_unanswered",
        widget=forms.CheckboxInput,
    )

    class Meta:
        model = Topic
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["about"].label = _("Country, region or organisation")
        self.form.order_fields(["forum", "about", "theme", "language", "tag", "unanswered"])

    def offer_forums(self, forums: list[tuple[str, str]]) -> None:
        """Slug and name of each that the reader may choose from."""
        self.form.fields["forum"].widget.choices = [("", _("All forums")), *forums]

    def offer_subjects(self) -> None:
        """Those that topics are about which the reader sees: places and themes apart."""
        self._offer_tags()
        user = self.request.user
        links = PageSubject.objects.admitting(user)
        about = Exists(links.filter(subject=OuterRef("pk"), kind=self.kind))
        named: Any = Subject.objects.visible_to(user).filter(about).named()
        subjects = list(named.order_by("sort_name"))
        themes = [(one.code, one.name) for one in subjects if one.kind == "theme"]
        others = [(one.code, one.name) for one in subjects if one.kind != "theme"]
        self.form.fields["theme"].widget.choices = [("", _("All themes")), *themes]
        self.form.fields["about"].widget.choices = [("", _("Everywhere")), *others]

    def filter_about(self, topics: Any, name: str, code: str) -> Any:
        # Not read along the copies: topics are listed by their last post, which those don't hold.
        return topics.none() if self.subject is None else topics.about(self.subject)

    def filter_theme(self, topics: QuerySet[Any], name: str, code: str) -> Any:
        about = PageSubject.objects.filter(page=OuterRef("pk"), subject__code=code)
        return topics.filter(Exists(about))

    def filter_unanswered(self, topics: TopicQuerySet, name: str, value: bool) -> Any:
        return topics.unanswered() if value else topics
