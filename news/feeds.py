"""News and events as Atom feeds: the lists with the same filters."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from platform_site.pages.feeds import PageFeed

from .filters import ArticleFilter, EventFilter


class NewsFeed(PageFeed):
    filter_class = ArticleFilter

    def subtitle(self, request: HttpRequest) -> str:
        return _("What changed in social protection, newest first")


class EventFeed(PageFeed):
    filter_class = EventFilter

    def subtitle(self, request: HttpRequest) -> str:
        return _("Meetings, conferences and live events, as they are announced")
