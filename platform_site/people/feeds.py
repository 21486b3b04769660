"""The directory as an Atom feed: the list with the same filters."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from platform_site.pages.feeds import PageFeed

from .filters import ProfileFilter


class PeopleFeed(PageFeed):
    filter_class = ProfileFilter

    def subtitle(self, request: HttpRequest) -> str:
        return _("People who say what they know about, newest first")
