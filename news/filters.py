"""The one filter of news, and that of events: for the list, the block, the feed, the calendar."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from platform_site.pages.filters import PageFilter

from .models import Article, Event


class ArticleFilter(PageFilter):
    """By type, by what it is about, by language."""

    kind = "article"
    list_view = "news:list"
    feed_view = "news:feed"
    add_label = _("Add news")

    class Meta:
        model = Article
        fields: list[str] = []


class EventFilter(PageFilter):
    """The same, and whether it is still to come."""

    kind = "event"
    list_view = "events:list"
    feed_view = "events:feed"
    add_label = _("Add an event")

    when = django_filters.ChoiceFilter(
        label=_("When"),
        choices=[("upcoming", _("Still to come")), ("past", _("Over"))],
        empty_label=_("All"),
        method="filter_when",
    )

    class Meta:
        model = Event
        fields: list[str] = []

    def filter_when(self, events: Any, name: str, when: str) -> Any:
        return events.upcoming() if when == "upcoming" else events.past()
