"""Concepts for tests, as they stand in the database: published and public unless said otherwise."""

import uuid
from typing import Any

from django.utils import timezone

from glossary.models import Concept
from platform_site.pages import kinds
from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import Page, Subject


def designation(language: str, text: str, status: str = "preferred") -> dict[str, str]:
    return {"language": language, "text": text, "status": status}


def definition(language: str, text: str, **more: Any) -> dict[str, Any]:
    return {
        "language": language,
        "text": text,
        "origin": "contributed",
        "source": "",
        "source_url": "",
        "year": None,
    } | more


def content(**parts: dict[str, Any]) -> Snapshot:
    empty: Snapshot = {
        part: {} for part in ("designations", "definitions", "notes", "relations", "subjects")
    }
    return empty | parts


def make_concept(
    *,
    about: tuple[Subject, ...] = (),
    defined: dict[str, str] | None = None,
    also: dict[str, tuple[str, str]] | None = None,
    relations: dict[str, str] | None = None,
    columns: dict[str, Any] | None = None,
    **terms: str,
) -> Concept:
    """`make_concept(en="pension", fr="pension", defined={"en": "A payment."})`.

    `also` is key → (text, status), the key beginning with the language: {"en-1": ("SP", …)}.
    """
    fields: dict[str, Any] = {
        "kind": "concept",
        "slug": f"slug-{uuid.uuid4().hex[:12]}",
        "state": Page.State.PUBLISHED,
        "subtype": Concept.Collection.OWN,
        "published_at": timezone.now(),
        **(columns or {}),
    }
    if fields["state"] in (Page.State.DRAFT, Page.State.PENDING):
        fields["published_at"] = None
    concept = Concept.objects.create(title="–", **fields)
    named = {code: designation(code, text) for code, text in terms.items()}
    others = {
        key: designation(key.partition("-")[0], text, status)
        for key, (text, status) in (also or {}).items()
    }
    write(
        concept,
        content(
            designations=named | others,
            definitions={f"{c}-1": definition(c, text) for c, text in (defined or {}).items()},
            relations=relations or {},
            subjects={subject.code: 3 for subject in about},
        ),
    )
    return concept


def write(concept: Concept, snapshot: Snapshot) -> None:
    kinds.get("concept").apply(concept, snapshot)
    concept.save()


def snapshot(concept: Concept) -> Snapshot:
    return kinds.get("concept").snapshot(Concept.objects.get(pk=concept.pk))
