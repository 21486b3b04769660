"""The terms that the project carries: reads reference/ (see SOURCES.md there) into concepts."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from platform_site.core.sort_keys import fold
from platform_site.pages.kinds import Snapshot
from platform_site.pages.loading import Say, rows, write_differences
from platform_site.pages.models import Page, Subject

from .actions import write_concepts
from .models import Concept, Definition, Designation, Relation
from .snapshots import snapshots

REFERENCE = Path(__file__).parent / "reference"
LANGUAGES = ("en", "fr", "es", "ar", "ru")
YEAR = 2026  # in which the definitions were written
THESAURUS_SOURCE = "UNESCO Thesaurus, © UNESCO"
THESAURUS_LICENCE = "CC BY-SA 3.0 IGO"
OWN_LICENCE = "CC0 1.0"

type Row = dict[str, str]


@dataclass(frozen=True)
class Entry:
    """One row of a file: the concept's own columns, and what hangs on it."""

    code: str
    columns: dict[str, Any]
    content: Snapshot = field(repr=False)


@transaction.atomic
def load_glossary(*, say: Say) -> None:
    """Adds and renews; a concept that people have changed stays as they left it."""
    entries = [*_own_entries(), *_thesaurus_entries()]
    held = {concept.code: concept for concept in Concept.objects.exclude(code="")}
    kept = {e.code: held.get(e.code) or _concept(e) for e in entries}
    _insert([kept[e.code] for e in entries if e.code not in held])
    _write([(kept[e.code], e) for e in entries if kept[e.code].version == 1])
    new = len(kept.keys() - held.keys())
    say(f"glossary: {len(entries)} terms, {new} of them new")


def _own_entries() -> Iterator[Entry]:
    files = list(rows(REFERENCE / "core.csv"))
    slugs = {row["code"]: row["slug"] for row in files}
    definitions = _definitions()
    for row in files:
        columns = {"subtype": Concept.Collection.OWN, "licence": OWN_LICENCE, "source": ""}
        content = _content(row, slugs) | {"definitions": definitions[row["code"]]}
        content["subjects"] = dict.fromkeys(filter(None, row["subjects"].split(";")), 3)
        yield Entry(row["code"], columns | {"slug": row["slug"]}, content)


def _thesaurus_entries() -> Iterator[Entry]:
    files = list(rows(REFERENCE / "unesco.csv"))
    slugs = {row["code"]: row["slug"] for row in files}
    for row in files:
        columns = {
            "subtype": Concept.Collection.THESAURUS,
            "licence": THESAURUS_LICENCE,
            "source": THESAURUS_SOURCE,
        }
        content = _content(row, slugs)
        content["relations"][f"exact {row['uri']}"] = Relation.Type.EXACT.value
        yield Entry(row["code"], columns | {"slug": row["slug"]}, content)


def _content(row: Row, slugs: dict[str, str]) -> Snapshot:
    relations = [
        (f"{kind} {slugs[code]}", kind)
        for kind in ("broader", "related")
        for code in filter(None, row[kind].split(";"))
    ]
    return {
        "designations": dict(_designations(row)),
        "definitions": {},
        "notes": {},
        "relations": dict(relations),
        "subjects": {},
    }


def _designations(row: Row) -> Iterator[tuple[str, dict[str, str]]]:
    for language in LANGUAGES:
        if text := row.get(language):
            yield language, _designation(language, text, Designation.Status.PREFERRED)
    for also in filter(None, row["also"].split("|")):
        language, _colon, text = also.partition(":")
        key = f"{language}-{fold(text).replace(' ', '-')}"[:40]
        yield key, _designation(language, text, Designation.Status.ADMITTED)


def _designation(language: str, text: str, status: Designation.Status) -> dict[str, str]:
    return {"language": language, "text": text, "status": status.value}


def _definitions() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in rows(REFERENCE / "definitions.csv"):
        found[row["code"]][row["language"]] = {
            "language": row["language"],
            "text": row["text"],
            "origin": Definition.Origin.PLATFORM.value,
            "source": row["source"],
            "source_url": "",
            "year": YEAR,
        }
    return found


def _concept(entry: Entry) -> Concept:
    now = timezone.now()
    return Concept(
        code=entry.code,
        kind="concept",
        state=Page.State.PUBLISHED,
        published_at=now,
        title=entry.content["designations"]["en"]["text"],
        **entry.columns,
    )


def _insert(concepts: list[Concept]) -> None:
    for concept in concepts:
        concept.save(force_insert=True)


def _write(pairs: list[tuple[Concept, Entry]]) -> None:
    """Writes only what differs, so that a second load leaves every row as it was."""
    held = snapshots([concept for concept, _entry in pairs])
    known = set(Subject.objects.values_list("code", flat=True))
    changed = {}
    for concept, entry in pairs:
        wanted = entry.content | {
            "subjects": {c: s for c, s in entry.content["subjects"].items() if c in known}
        }
        write_differences(concept, entry.columns)
        if held[concept.pk] != wanted:
            changed[concept] = wanted
    if changed:
        write_concepts(changed)
    for concept in changed:
        concept.save(update_fields=["title", "language", "summary", "scope_notes"])
