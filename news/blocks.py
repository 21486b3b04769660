"""News on the page of a country, region or group."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platform_site.pages import blocks
from platform_site.pages.cards import cards
from platform_site.pages.models import Subject

from .models import Article

if TYPE_CHECKING:
    from platform_site.access.models import Person

SHOWN = 5


def newest(subject: Subject, user: "Person") -> dict[str, Any] | None:
    articles = Article.objects.published().listed_about(subject, kind="article", user=user)
    shown = list(articles.filter(translation_of__isnull=True).newest_first()[:SHOWN])
    if not shown:
        return None
    return {"cards": cards(shown, user), "all": f"{reverse('news:list')}?about={subject.code}"}


def add(subject: Subject) -> str:
    return f"{reverse('contribute-page', args=['article'])}?about={subject.code}"


blocks.register(
    blocks.Block(
        name="news",
        title=_("News"),
        template="news/block.html",
        content=newest,
        missing=_("No news yet"),
        add=add,
        order=10,
    )
)
