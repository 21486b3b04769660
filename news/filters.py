"""The one filter of news: for the list, the block, the feed and what comes later."""

from django.utils.translation import gettext_lazy as _

from platform_site.pages.filters import PageFilter

from .models import Article


class ArticleFilter(PageFilter):
    """By type, by what it is about, by language."""

    kind = "article"
    list_view = "news:list"
    feed_view = "news:feed"
    add_label = _("Add news")

    class Meta:
        model = Article
        fields: list[str] = []
