"""The library as an Atom feed: the list with the same filters."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from platform_site.pages.feeds import PageFeed

from .filters import ResourceFilter


class LibraryFeed(PageFeed):
    filter_class = ResourceFilter

    def subtitle(self, request: HttpRequest) -> str:
        return _("Documents, tools and courses on social protection, newest first")
