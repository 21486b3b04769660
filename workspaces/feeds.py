"""Workspaces that everyone may see, as an Atom feed."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from platform_site.pages.feeds import PageFeed

from .filters import WorkspaceFilter


class WorkspaceFeed(PageFeed):
    filter_class = WorkspaceFilter

    def subtitle(self, request: HttpRequest) -> str:
        return _("Where people work together, newest first")
