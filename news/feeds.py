"""News as an Atom feed: the list with the same filters."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from .filters import ArticleFilter
from .models import Article

LENGTH = 30


class NewsFeed(Feed):
    """Only what everyone may see, whoever asks: feed readers share and keep what they fetch."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest) -> HttpRequest:
        request.user = AnonymousUser()
        return request

    def title(self, request: HttpRequest) -> str:
        return _("News – %(platform)s") % {"platform": settings.PLATFORM_NAME}

    def subtitle(self, request: HttpRequest) -> str:
        return _("What changed in social protection, newest first")

    def link(self, request: HttpRequest) -> str:
        return reverse("news:list")

    def items(self, request: HttpRequest) -> Any:
        articles = Article.objects.published().visible_to(request.user)
        found = ArticleFilter(request.GET, queryset=articles, request=request).qs
        return found.newest_first()[:LENGTH]

    def item_title(self, item: Article) -> str:
        return item.title

    def item_description(self, item: Article) -> str:
        return item.summary

    def item_pubdate(self, item: Article) -> Any:
        return item.published_at

    def item_updateddate(self, item: Article) -> Any:
        return item.changed_at

    def item_guid(self, item: Article) -> str:
        return f"{settings.SITE_URL}/id/article/{item.pk}"
