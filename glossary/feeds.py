"""New terms as an Atom feed: the list with the same filters."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from platform_site.pages.feeds import PageFeed
from platform_site.pages.models import Page

from .filters import ConceptFilter


class GlossaryFeed(PageFeed):
    filter_class = ConceptFilter

    def subtitle(self, request: HttpRequest) -> str:
        return _("Terms of social protection, the newest first")

    def items(self, request: HttpRequest) -> Any:
        return super().items(request).named()

    def item_title(self, item: Page) -> str:
        return item.name
