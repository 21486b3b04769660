"""What people can change of a concept, as one value; read for one concept or for many at once.

{"designations": {"fr": {"language", "text", "status"}},
 "definitions": {"fr-1a2b3c4d": {"language", "text", "origin", "source", "source_url", "year"}},
 "notes": {"fr": "…"},
 "relations": {"broader old-age-benefit": "broader"},
 "subjects": {"BR.OLD": 3}}
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import PageSubject

from .models import Concept, Definition, Designation, Relation

NAMED = ("language", "text", "status")
DEFINED = ("language", "text", "origin", "source", "source_url", "year")


def snapshots(concepts: Iterable[Concept]) -> dict[int, Snapshot]:
    """Concept id → snapshot. Four queries, however many concepts."""
    concepts = list(concepts)
    ids = [concept.pk for concept in concepts]
    designations = _children(Designation.objects.filter(concept__in=ids), NAMED)
    definitions = _children(Definition.objects.filter(concept__in=ids), DEFINED)
    relations, subjects = _relations(ids), _subjects(ids)
    return {
        concept.pk: {
            "designations": designations[concept.pk],
            "definitions": definitions[concept.pk],
            "notes": dict(concept.scope_notes),
            "relations": relations[concept.pk],
            "subjects": subjects[concept.pk],
        }
        for concept in concepts
    }


def _children(rows: Any, columns: tuple[str, ...]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for pk, key, *values in rows.order_by("pk").values_list("concept_id", "key", *columns):
        found[pk][key] = dict(zip(columns, values, strict=True))
    return found


def _relations(ids: list[int]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = Relation.objects.filter(concept__in=ids).order_by("pk")
    for pk, kind, slug, uri in rows.values_list("concept_id", "type", "target__slug", "uri"):
        found[pk][f"{kind} {slug or uri}"] = kind
    return found


def _subjects(ids: list[int]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = PageSubject.objects.filter(page__in=ids, is_direct=True).order_by("subject")
    for pk, code, strength in rows.values_list("page_id", "subject__code", "strength"):
        found[pk][code] = strength
    return found
