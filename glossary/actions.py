"""Writing concepts: all that hangs on them, for one or for hundreds in the same few statements."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import transaction

from platform_site.core.sort_keys import sort_key
from platform_site.pages.actions import load_search_words, set_subjects
from platform_site.pages.kinds import Snapshot
from platform_site.pages.languages import CONTENT_LANGUAGES
from platform_site.pages.models import PageName, PageSubject, Subject

from .models import Concept, Definition, Designation, Relation

type Contents = Mapping[Concept, Snapshot]
_ORDER = ["en", *(code for code, _name in CONTENT_LANGUAGES if code != "en")]


@transaction.atomic
def write_concepts(contents: Contents) -> None:
    """Makes the rows of the concepts say what their snapshots say.

    The concepts' own columns are set, not saved: the caller does that.
    """
    for concept, content in contents.items():
        _set_columns(concept, content)
    _write_designations(contents)
    _write_definitions(contents)
    _write_relations(contents)
    _write_names(contents)
    _write_subjects(contents)
    load_search_words({concept.pk: _words(content) for concept, content in contents.items()})


def _set_columns(concept: Concept, content: Snapshot) -> None:
    preferred = preferred_terms(content)
    language = next(iter(preferred), concept.language)
    concept.title = preferred.get(language, concept.title)
    concept.language = language
    definitions = (d["text"] for d in content["definitions"].values() if d["language"] == language)
    concept.summary = _one_line(next(definitions, ""))
    concept.scope_notes = dict(content["notes"])


def _one_line(text: str) -> str:
    """A definition as lists and mails show it; one that is too long for them is left out."""
    line = " ".join(text.split())
    return line if len(line) <= 600 else ""


def preferred_terms(content: Snapshot) -> dict[str, str]:
    """Language → preferred term, English first."""
    rows = content["designations"]
    return {code: rows[code]["text"] for code in _ORDER if code in rows}


def _write_designations(contents: Contents) -> None:
    def make(concept: Concept, key: str, row: dict[str, Any]) -> Designation:
        designation = Designation(concept=concept, key=key, **row)
        designation.fill_keys()
        return designation

    _write_rows(Designation, contents, "designations", make)


def _write_definitions(contents: Contents) -> None:
    def make(concept: Concept, key: str, row: dict[str, Any]) -> Definition:
        return Definition(concept=concept, key=key, **row)

    _write_rows(Definition, contents, "definitions", make)


def _write_rows(
    model: type[Designation] | type[Definition],
    contents: Contents,
    part: str,
    make: Callable[[Concept, str, dict[str, Any]], Any],
) -> None:
    wanted = {
        (concept.pk, key): make(concept, key, row)
        for concept, content in contents.items()
        for key, row in content[part].items()
    }
    manager: Any = model.objects
    held = manager.filter(concept__in=list(contents)).values_list("pk", "concept_id", "key")
    gone = [pk for pk, concept, key in held if (concept, key) not in wanted]
    manager.filter(pk__in=gone).delete()
    fields = [f.name for f in model._meta.concrete_fields if f.name not in ("id", "concept", "key")]
    manager.bulk_create(
        wanted.values(),
        update_conflicts=True,
        unique_fields=["concept", "key"],
        update_fields=fields,
    )


def _write_relations(contents: Contents) -> None:
    """A relation to a concept that is no longer there is left out."""
    slugs = {key.partition(" ")[2] for c in contents.values() for key in c["relations"]}
    known = dict(Concept.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    wanted = {
        (concept.pk, *place)
        for concept, content in contents.items()
        for key in content["relations"]
        if (place := _place(key, known)) and place[1] != concept.pk
    }
    held = Relation.objects.filter(concept__in=list(contents))
    rows = {tuple(row): pk for pk, *row in held.values_list("pk", *_PLACE)}
    Relation.objects.filter(pk__in=[pk for row, pk in rows.items() if row not in wanted]).delete()
    Relation.objects.bulk_create(
        Relation(**dict(zip(_PLACE, row, strict=True)))
        for row in sorted(wanted - rows.keys(), key=str)
    )


_PLACE = ("concept_id", "type", "target_id", "uri")


def _place(key: str, known: Mapping[str, int]) -> tuple[str, int | None, str] | None:
    """`broader old-age-benefit` or `exact https://…`: type, target and address."""
    kind, _space, where = key.partition(" ")
    if kind == Relation.Type.EXACT:
        return kind, None, where
    return (kind, known[where], "") if where in known else None


def _write_names(contents: Contents) -> None:
    """The preferred terms are the page's names: lists, search and mails know no designations."""
    wanted = {
        (concept.pk, language): text
        for concept, content in contents.items()
        for language, text in preferred_terms(content).items()
    }
    held = PageName.objects.filter(page__in=[concept.pk for concept in contents])
    rows = held.values_list("pk", "page_id", "language")
    gone = [pk for pk, page, language in rows if (page, language) not in wanted]
    PageName.objects.filter(pk__in=gone).delete()
    PageName.objects.bulk_create(
        [
            PageName(page_id=page, language=language, text=text, sort_key=sort_key(text, language))
            for (page, language), text in wanted.items()
        ],
        update_conflicts=True,
        unique_fields=["page", "language"],
        update_fields=["text", "sort_key"],
    )


def _write_subjects(contents: Contents) -> None:
    codes = {code for content in contents.values() for code in content["subjects"]}
    known = dict(Subject.objects.filter(code__in=codes).values_list("code", "pk"))
    held = PageSubject.objects.filter(page__in=[concept.pk for concept in contents])
    with_subjects = set(held.values_list("page_id", flat=True))
    for concept, content in contents.items():
        strengths = {known[c]: s for c, s in content["subjects"].items() if c in known}
        if strengths or concept.pk in with_subjects:
            set_subjects(page=concept, strengths=strengths)


def _words(content: Snapshot) -> dict[str, str]:
    """What a concept is also found by: its other terms and all its definitions, per language."""
    others = [row for key, row in content["designations"].items() if key != row["language"]]
    texts: dict[str, list[str]] = {}
    for row in [*others, *content["definitions"].values()]:
        texts.setdefault(row["language"], []).append(row["text"])
    return {language: _joined(parts) for language, parts in texts.items()}


def _joined(parts: Iterable[str]) -> str:
    return "\n".join(parts)
