"""The words of a theme, on its page."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from platform_site.pages import blocks
from platform_site.pages.models import Subject

from . import listing
from .models import Concept

if TYPE_CHECKING:
    from platform_site.access.models import Person

MOST = 24


def terms(subject: Subject, user: "Person") -> dict[str, Any] | None:
    about = Concept.objects.published().listed_about(subject, kind="concept", user=user)
    concepts = list(about.newest_first()[:MOST])
    if not concepts:
        return None
    lines = listing.lines_of(concepts, get_language() or "en")
    own = [line for line in lines.own if not line.see]
    every = f"{reverse('glossary:list')}?about={subject.code}&type="
    return {"lines": [*own, *lines.foreign], "all": every}


blocks.register(
    blocks.Block(
        name="glossary",
        title=_("Terms"),
        template="glossary/block.html",
        content=terms,
        missing=_("No terms yet"),
        add=blocks.add_page("concept"),
        order=70,
        about=("theme",),
    )
)
