"""A list of one kind of pages as an Atom feed: the list with the same filters."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from . import kinds
from .filters import PageFilter
from .models import Page

LENGTH = 30


class PageFeed(Feed):
    """Only what everyone may see, whoever asks: feed readers share and keep what they fetch."""

    feed_type = Atom1Feed
    filter_class: ClassVar[type[PageFilter]]

    def get_object(self, request: HttpRequest) -> HttpRequest:
        request.user = AnonymousUser()
        return request

    def title(self, request: HttpRequest) -> str:
        label = kinds.get(self.filter_class.kind).label_plural
        return f"{label} – {settings.PLATFORM_NAME}"

    def link(self, request: HttpRequest) -> str:
        return reverse(self.filter_class.list_view)

    def items(self, request: HttpRequest) -> Any:
        model: Any = self.filter_class._meta.model
        pages = model.objects.published().visible_to(request.user)
        found: Any = self.filter_class(request.GET, queryset=pages, request=request).qs
        return found.newest_first()[:LENGTH]

    def item_title(self, item: Page) -> str:
        return item.title

    def item_description(self, item: Page) -> str:
        return item.summary

    def item_pubdate(self, item: Page) -> Any:
        return item.published_at

    def item_updateddate(self, item: Page) -> Any:
        return item.changed_at

    def item_guid(self, item: Page) -> str:
        return f"{settings.SITE_URL}/id/{item.kind}/{item.pk}"
