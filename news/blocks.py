"""News on the page of a country, region, group, theme or organisation."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from platform_site.pages import blocks
from platform_site.pages.models import Subject

if TYPE_CHECKING:
    from platform_site.access.models import Person


def newest(subject: Subject, user: "Person") -> dict[str, Any] | None:
    label = _("All news about it")
    return blocks.newest(subject, user, kind="article", list_view="news:list", all_label=label)


blocks.register(
    blocks.Block(
        name="news",
        title=_("News"),
        template="pages/block.html",
        content=newest,
        missing=_("No news yet"),
        add=blocks.add_page("article"),
        order=10,
    )
)
