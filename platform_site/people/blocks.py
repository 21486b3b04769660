"""Experts on the page of a country, region, group, theme or organisation."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platform_site.pages import blocks
from platform_site.pages.models import Subject

from .models import Profile

if TYPE_CHECKING:
    from platform_site.access.models import Person

SHOWN = 6


def experts(subject: Subject, user: "Person") -> dict[str, Any] | None:
    """One query: names and what they do; their own pages say the rest."""
    known = Profile.objects.published().listed_about(subject, kind="person", user=user)
    people = list(known.newest_first()[:SHOWN])
    if not people:
        return None
    name = "theme" if subject.kind == "theme" else "about"
    return {"people": people, "all": f"{reverse('people:list')}?{name}={subject.code}"}


blocks.register(
    blocks.Block(
        name="experts",
        title=_("Experts"),
        template="people/block.html",
        content=experts,
        missing=_("No experts yet"),
        add=lambda subject: f"{reverse('people:edit')}?about={subject.code}",
        order=60,
    )
)
