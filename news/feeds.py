"""News as an Atom feed: the list with the same filters."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from platform_site.pages.feeds import PageFeed

from .filters import ArticleFilter


class NewsFeed(PageFeed):
    filter_class = ArticleFilter

    def subtitle(self, request: HttpRequest) -> str:
        return _("What changed in social protection, newest first")
