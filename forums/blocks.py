"""Discussions on the page of a country, region, group, theme, organisation or programme."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platform_site.pages import blocks
from platform_site.pages.models import Subject

from .listing import entries, topics_of_everyone, with_what_lists_show

if TYPE_CHECKING:
    from platform_site.access.models import Person


def discussed(subject: Subject, user: "Person") -> dict[str, Any] | None:
    """The topics about it in which somebody wrote last."""
    about = with_what_lists_show(topics_of_everyone(user).about(subject))
    latest = list(about.order_by("-last_at", "-pk")[: blocks.SHOWN])
    if not latest:
        return None
    name = "theme" if subject.kind == "theme" else "about"
    return {
        "entries": entries(latest, user),
        "all": f"{reverse('forums:list')}?{name}={subject.code}",
        "add": add(subject),
    }


def add(subject: Subject) -> str:
    return f"{reverse('forums:new')}?about={subject.code}"


blocks.register(
    blocks.Block(
        name="discussions",
        title=_("Discussions"),
        template="forums/block.html",
        content=discussed,
        missing=_("No discussion yet"),
        add=add,
        order=70,
    )
)
