"""No term stands above itself: what is broader leads upwards and ends."""

from collections.abc import Collection, Iterable
from typing import Any

from .models import Concept, Designation, Relation


def below(concepts: Collection[int], slugs: Iterable[str]) -> list[str]:
    """Those of the slugs whose concepts are one of these, or stand below one: none of them can
    be broader than it."""
    found = dict(Concept.objects.filter(slug__in=list(slugs)).values_list("slug", "pk"))
    return [slug for slug, pk in found.items() if set(concepts) & _above(pk)]


def _above(pk: int) -> set[int]:
    """The concept and all that is broader: one query for each step up."""
    reached, step = {pk}, {pk}
    while step:
        rows = Relation.objects.filter(type=Relation.Type.BROADER, concept__in=step)
        step = set(rows.values_list("target", flat=True)) - reached
        reached |= step
    return reached


def called(designations: Iterable[dict[str, Any]]) -> set[int]:
    """The concepts that have all of these terms: one, unless two collections agree in all."""
    wanted: set[int] | None = None
    for row in designations:
        held = Designation.objects.filter(language=row["language"], text=row["text"])
        concepts = set(held.values_list("concept", flat=True))
        wanted = concepts if wanted is None else wanted & concepts
    return wanted or set()
