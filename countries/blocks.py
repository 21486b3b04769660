"""What is law, on the page of a country; who has such a scheme, on the page of a branch."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platform_site.pages import blocks
from platform_site.pages.models import Subject

from .models import Country, Instrument, Law, Ratification, Scheme
from .models.law import Branch

if TYPE_CHECKING:
    from platform_site.access.models import Person


def _address(part: str) -> Callable[[Subject], str]:
    return lambda country: reverse("countries:add-row", args=[country.slug, part])


def schemes(subject: Subject, user: "Person") -> dict[str, Any] | None:
    held = Scheme.objects.visible_to(user).filter(country=subject.pk)
    found = sorted(held, key=lambda scheme: (_place(scheme), -scheme.source_year, scheme.pk))
    return {"schemes": found, "country": subject} if found else None


def _place(fact: Scheme | Law) -> int:
    """By branch, in the order of the Parts of Convention No. 102; the general ones first."""
    order = list(Branch)
    return min((order.index(Branch(branch)) for branch in fact.branches), default=-1)


def laws(subject: Subject, user: "Person") -> dict[str, Any] | None:
    held = Law.objects.visible_to(user).filter(country=subject.pk)
    found = sorted(held, key=lambda law: (-(law.year or 0), law.pk))
    return {"laws": found, "country": subject} if found else None


def ratifications(subject: Subject, user: "Person") -> dict[str, Any] | None:
    named = Instrument.objects.published().visible_to(user).named()
    held = Ratification.objects.visible_to(user).filter(country=subject.pk)
    held = held.prefetch_related(Prefetch("instrument", named)).order_by("key")
    found = [row for row in held if hasattr(row.instrument, "name")]
    return {"ratifications": found, "country": subject} if found else None


def in_countries(subject: Subject, user: "Person") -> dict[str, Any] | None:
    """Which countries have a scheme of this branch entered here. Other themes have none."""
    if subject.slug not in Branch.values:
        return None
    countries = Country.objects.published().visible_to(user).named()
    held = Scheme.objects.visible_to(user).filter(branches__contains=[subject.slug])
    held = held.prefetch_related(Prefetch("country", countries))
    found = sorted(
        (scheme for scheme in held if hasattr(scheme.country, "name")),
        key=lambda scheme: (getattr(scheme.country, "sort_name", ""), -scheme.source_year),
    )
    return {"schemes": found} if found else None


blocks.register(
    blocks.Block(
        name="schemes",
        title=_("Schemes"),
        template="countries/schemes.html",
        content=schemes,
        missing=_("No scheme is entered"),
        add=_address("schemes"),
        order=20,
        about=("country",),
    )
)
blocks.register(
    blocks.Block(
        name="legislation",
        title=_("National legislation"),
        template="countries/laws.html",
        content=laws,
        missing=_("No law is entered"),
        add=_address("laws"),
        order=21,
        about=("country",),
    )
)
blocks.register(
    blocks.Block(
        name="ratifications",
        title=_("International instruments"),
        template="countries/ratifications.html",
        content=ratifications,
        missing=_("No ratification is entered; that does not mean there is none"),
        add=_address("ratifications"),
        order=22,
        about=("country",),
    )
)
blocks.register(
    blocks.Block(
        name="schemes-of-countries",
        title=_("Schemes by country"),
        template="countries/schemes_by_country.html",
        content=in_countries,
        missing=_("No scheme of this theme is entered for any country"),
        add=lambda subject: reverse("countries:list"),
        order=30,
        about=("theme",),
    )
)
