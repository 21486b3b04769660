"""News and events on the page of a country, region, group, theme or organisation."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platform_site.pages import blocks
from platform_site.pages.cards import cards
from platform_site.pages.models import Subject

from .models import Event

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


def happening(subject: Subject, user: "Person") -> dict[str, Any] | None:
    """What is still to come, soonest first; else what is over, latest first."""
    about = Event.objects.published().listed_about(subject, kind="event", user=user)
    originals = about.filter(translation_of__isnull=True)
    shown = list(originals.upcoming().order_by("begins_at", "pk")[: blocks.SHOWN])
    if not shown:
        shown = list(originals.order_by("-begins_at", "-pk")[: blocks.SHOWN])
    if not shown:
        return None
    every = f"{reverse('events:list')}?about={subject.code}"
    return {"events": list(zip(cards(shown, user), shown, strict=True)), "all": every}


blocks.register(
    blocks.Block(
        name="events",
        title=_("Events"),
        template="news/events_block.html",
        content=happening,
        missing=_("No event yet"),
        add=blocks.add_page("event"),
        order=12,
    )
)
