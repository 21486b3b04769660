"""The kind `article`: what of it people can change."""

from typing import cast

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platform_site.pages import kinds
from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import Page
from platform_site.pages.snapshots import apply_base, base_snapshot

from .forms import ArticleForm
from .models import Article


def address(page: Page) -> str:
    year = (page.published_at or page.created_at).year
    return reverse("news:detail", args=[year, page.slug])


def snapshot(page: Page) -> Snapshot:
    article = cast(Article, page)
    return base_snapshot(page) | {
        "type": article.subtype,
        "kicker": article.kicker,
        "link": article.link,
    }


def apply(page: Page, content: Snapshot) -> None:
    article = cast(Article, page)
    apply_base(page, content)
    article.subtype, article.kicker, article.link = (
        content["type"],
        content["kicker"],
        content["link"],
    )


kinds.register(
    kinds.Kind(
        name="article",
        model=Article,
        label=_("News item"),
        label_plural=_("News"),
        address=address,
        snapshot=snapshot,
        apply=apply,
        form=ArticleForm,
        can_be_added=True,
        subtypes=dict(Article.Type.choices),
        labels={
            "title": _("Headline"),
            "summary": _("Teaser"),
            "language": _("Language"),
            "text": _("Text"),
            "subjects": _("About"),
            "type": _("Type"),
            "kicker": _("Kicker"),
            "link": _("Link"),
        },
    )
)
