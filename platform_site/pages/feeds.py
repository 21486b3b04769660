"""Lists of pages as Atom feeds: of one kind with the filters of its list, or of a tag."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from . import kinds
from .filters import PageFilter
from .lists import tag_or_404
from .models import Page, PageQuerySet, Tag

LENGTH = 30


class FeedOfPages(Feed):
    """Only what everyone may see, whoever asks: feed readers share and keep what they fetch."""

    feed_type = Atom1Feed

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


class PageFeed(FeedOfPages):
    """The list of one kind."""

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


class TagFeed(FeedOfPages):
    """Everything that carries a tag."""

    def get_object(self, request: HttpRequest, slug: str) -> Tag:
        return tag_or_404(slug, _public())

    def title(self, tag: Tag) -> str:
        return f"{tag.name} – {settings.PLATFORM_NAME}"

    def link(self, tag: Tag) -> str:
        return reverse("pages:tag", args=[tag.slug])

    def items(self, tag: Tag) -> Any:
        public = _public()
        originals = public.filter(translation_of__isnull=True)
        return originals.tagged(tag.slug, visible=public).newest_first()[:LENGTH]


def _public() -> PageQuerySet[Page]:
    pages: PageQuerySet[Page] = Page.objects.published().visible_to(AnonymousUser())
    return pages
