"""Projects as an Atom feed: the list with the same filters."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from platform_site.pages.feeds import PageFeed

from .filters import ProjectFilter


class ProjectFeed(PageFeed):
    filter_class = ProjectFilter

    def subtitle(self, request: HttpRequest) -> str:
        return _("Social protection projects, the latest beginning first")
