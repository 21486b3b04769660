"""The library on the page of a country, region, group, theme, organisation or programme."""

from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from platform_site.pages import blocks
from platform_site.pages.models import PageSubject, Subject

from .cards import RecordCard, cards
from .models import Course, Resource

if TYPE_CHECKING:
    from platform_site.access.models import Person

# How many of each part a block shows.
SHOWN = 4
# Past this "see all" says that there are more: counting further helps nobody.
COUNTED = 1000

# On what `library` annotates: the row of PageSubject that the list is read through.
_PRIMARY = Q(strength=PageSubject.Strength.PRIMARY)
_NATIONAL = Q(subtype__in=Resource.NATIONAL)
_EXPERIENCE = Q(subtype=Resource.Type.EXPERIENCE)
_COURSE = Q(subtype=Resource.Type.COURSE)

# What a block shows under headings of their own, in this order.
PARTS: tuple[tuple[str | Promise, Q], ...] = (
    (_("Documents and profiles of countries"), _NATIONAL),
    (_("Country experiences"), _EXPERIENCE),
    (_("Studies, guides and tools"), ~(_NATIONAL | _EXPERIENCE | _COURSE)),
)


def library(subject: Subject, user: "Person") -> dict[str, Any] | None:
    """Three queries, whatever there is."""
    about = Resource.objects.published().listed_about(subject, kind="resource", user=user)
    originals = about.filter(translation_of__isnull=True)
    shown = _first_of_each(originals.annotate(strength=F("page_subjects__strength")))
    if not shown:
        return None
    by_pk = {card.record.pk: card for card in cards(shown, user, with_subjects=False)}
    count = originals.exclude(_COURSE).order_by()[: COUNTED + 1].count()
    return {
        "parts": [(title, found) for title, found in _parted(shown, by_pk) if found],
        "all": f"{reverse('resources:list')}?about={subject.code}",
        "count": min(count, COUNTED),
        "has_more": count > COUNTED,
    }


def _first_of_each(originals: Any) -> list[Resource]:
    """The newest of each part, those mainly about the subject first: one statement."""
    pieces: list[Any] = [
        originals.filter(condition & strength).newest_first()[:SHOWN]
        for _title, condition in PARTS
        for strength in (_PRIMARY, ~_PRIMARY)
    ]
    return list(pieces[0].union(*pieces[1:], all=True))


def _parted(
    shown: list[Resource], by_pk: dict[int, RecordCard]
) -> list[tuple[str | Promise, list[RecordCard]]]:
    """What was found, under its heading again; a union says nothing of its order."""
    national = set(Resource.NATIONAL)
    parts: tuple[list[RecordCard], ...] = ([], [], [])
    for record in sorted(shown, key=_standing):
        place = 0 if record.subtype in national else 1 if record.subtype == "experience" else 2
        parts[place].append(by_pk[record.pk])
    return [(PARTS[n][0], found[:SHOWN]) for n, found in enumerate(parts)]


def _standing(record: Any) -> tuple[int, float, int]:
    return -record.strength, -record.listed_at.timestamp(), -record.pk


def courses(subject: Subject, user: "Person") -> dict[str, Any] | None:
    """Training one can still apply for, the first deadline first. One query."""
    records = Resource.objects.published().listed_about(subject, kind="resource", user=user)
    open_ = records.filter(_COURSE).current().values("pk")
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
