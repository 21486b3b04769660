"""The library on the page of a country, region, group, theme, organisation or programme."""

from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from platform_site.pages import blocks
from platform_site.pages.models import Subject

from .cards import RecordCard, cards
from .models import Course, Resource

if TYPE_CHECKING:
    from platform_site.access.models import Person

# How many of each part a block shows, and how many of the newest it chooses from: past these
# "see all" only says that there are more.
SHOWN = 4
LOOKED_AT = 200

NATIONAL = _("Documents and profiles of countries")
EXPERIENCES = _("Country experiences")
OTHERS = _("Studies, guides and tools")
# What a block shows under headings of their own, in this order.
PARTS = (NATIONAL, EXPERIENCES, OTHERS)


def library(subject: Subject, user: "Person") -> dict[str, Any] | None:
    """Three queries, whatever there is: one index scan, the records chosen, their translations."""
    records = Resource.objects.published().current()
    about = records.listed_about(subject, kind="resource", user=user)
    newest = about.filter(translation_of__isnull=True).newest_first()
    strength = F("page_subjects__strength")
    rows = list(newest.values_list("pk", "subtype", strength)[: LOOKED_AT + 1])
    chosen = _chosen(rows)
    if not chosen:
        return None
    cards_by_pk = _cards([pk for pks in chosen.values() for pk in pks], user)
    return {
        "parts": [
            (title, [cards_by_pk[pk] for pk in chosen[title] if pk in cards_by_pk])
            for title in PARTS
            if title in chosen
        ],
        "all": f"{reverse('resources:list')}?about={subject.code}",
        "count": min(len(rows), LOOKED_AT),
        "has_more": len(rows) > LOOKED_AT,
    }


def _chosen(rows: list[tuple[int, str, int]]) -> dict[str | Promise, list[int]]:
    """Heading → the records under it: those mainly about the subject first, then the newest."""
    chosen: dict[str | Promise, list[int]] = {}
    for pk, subtype, _strength in sorted(rows, key=lambda row: -row[2]):
        title = _part(subtype)
        if title and len(chosen.setdefault(title, [])) < SHOWN:
            chosen[title].append(pk)
    return chosen


def _part(subtype: str) -> str | Promise:
    """The heading that a type stands under; courses have a block of their own."""
    if subtype == Resource.Type.COURSE:
        return ""
    if subtype == Resource.Type.EXPERIENCE:
        return EXPERIENCES
    return NATIONAL if subtype in Resource.NATIONAL else OTHERS


def _cards(pks: list[int], user: "Person") -> dict[int, RecordCard]:
    found = Resource.objects.published().visible_to(user).in_bulk(pks)
    shown = cards(list(found.values()), user, with_subjects=False)
    return {card.record.pk: card for card in shown}


def courses(subject: Subject, user: "Person") -> dict[str, Any] | None:
    """Training one can still apply for, the first deadline first. One query."""
    records = Resource.objects.published().listed_about(subject, kind="resource", user=user)
    open_ = records.filter(subtype=Resource.Type.COURSE).current().values("pk")
    found = Course.objects.filter(resource__in=open_).select_related("resource")
    shown = list(found.order_by("deadline", "pk")[: SHOWN + 1])
    if not shown:
        return None
    every = f"{reverse('resources:list')}?about={subject.code}&type={Resource.Type.COURSE}"
    return {"courses": shown[:SHOWN], "all": every if len(shown) > SHOWN else ""}


def _add_course(subject: Subject) -> str:
    return f"{blocks.add_page('resource')(subject)}&type={Resource.Type.COURSE}"


blocks.register(
    blocks.Block(
        name="resources",
        title=_("In the library"),
        template="resources/block.html",
        content=library,
        missing=_("Nothing in the library yet"),
        add=blocks.add_page("resource"),
        order=20,
    )
)
blocks.register(
    blocks.Block(
        name="training",
        title=_("Training"),
        template="resources/courses.html",
        content=courses,
        missing=_("No training announced"),
        add=_add_course,
        order=60,
    )
)
