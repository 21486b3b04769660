"""Everything new, as one Atom feed in each language."""

import re
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from .newest import NewPage, newest

LENGTH = 30
# Most of our examples say in their own language that they are one.
SAYS_SO = re.compile(r"(Example|Exemple|Ejemplo|Exemplo|مثال)\s*:")


class SiteFeed(Feed):
    """Only what everyone may see, whoever asks: feed readers share and keep what they fetch."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return str(settings.PLATFORM_NAME)

    def subtitle(self) -> str:
        return _("Everything new, newest first")

    def link(self) -> str:
        return reverse("home")

    def items(self) -> Iterable[NewPage]:
        return newest(AnonymousUser(), size=LENGTH)

    def item_title(self, item: NewPage) -> str:
        page = item.card.page
        if page.is_demonstration and not SAYS_SO.match(page.title):
            return _("Example: %(title)s") % {"title": page.title}
        return page.title

    def item_description(self, item: NewPage) -> str:
        return item.card.page.summary

    def item_link(self, item: NewPage) -> str:
        return item.card.page.get_absolute_url()

    def item_categories(self, item: NewPage) -> list[str]:
        return [str(item.label), *(subject.name for subject in item.card.subjects)]

    def item_pubdate(self, item: NewPage) -> datetime | None:
        return item.card.page.published_at

    def item_updateddate(self, item: NewPage) -> datetime:
        return item.card.page.changed_at

    def item_guid(self, item: NewPage) -> str:
        page = item.card.page
        return f"{settings.SITE_URL}/id/{page.kind}/{page.pk}"
