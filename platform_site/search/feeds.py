"""A search as an Atom feed: its newest pages."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from platform_site.pages.models import Page

from .filters import filters_of
from .finding import find_newest
from .forms import SearchForm

LENGTH = 30


class SearchFeed(Feed):
    """Only what everyone may see, whoever asks: feed readers share and keep what they fetch."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest) -> SearchForm:
        form = SearchForm(request.GET)
        if not form.is_valid():
            raise BadRequest("This search can't be read.")
        return form

    def title(self, form: SearchForm) -> str:
        return _("Search: %(words)s – %(platform)s") % {
            "words": form.cleaned_data["q"],
            "platform": settings.PLATFORM_NAME,
        }

    def link(self, form: SearchForm) -> str:
        return reverse("search")

    def items(self, form: SearchForm) -> list[Page]:
        if not form.asks:
            return []
        everyone = AnonymousUser()
        query = form.query(everyone)
        filters = filters_of(form.cleaned_data, everyone)
        ids = find_newest(query, filters=filters, user=everyone, length=LENGTH)
        pages = Page.objects.published().visible_to(everyone).named().in_bulk(ids)
        return [pages[pk] for pk in ids if pk in pages]

    def item_title(self, item: Any) -> str:
        return item.name

    def item_description(self, item: Page) -> str:
        return item.summary

    def item_pubdate(self, item: Page) -> Any:
        return item.published_at

    def item_updateddate(self, item: Page) -> Any:
        return item.changed_at

    def item_guid(self, item: Page) -> str:
        return f"{settings.SITE_URL}/id/{item.kind}/{item.pk}"
