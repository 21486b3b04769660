"""How reference data becomes pages: what the loaders of the sections share.

A second load writes nothing; what people changed after review stays as they made it.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from django.db.models import Exists, Model, OuterRef
from django.utils import timezone

from platform_site.core.sort_keys import sort_key

from .actions import load_search_words, set_ancestors
from .models import Page, PageName, PageSubject, PageWords, Subject, SubjectAncestor

type Say = Callable[[str], None]


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def write_differences(instance: Model, wanted: Mapping[str, object]) -> bool:
    """Writes only what differs, so that a second load leaves every row as it was."""
    different = [name for name, value in wanted.items() if getattr(instance, name) != value]
    for name in different:
        setattr(instance, name, wanted[name])
    if different:
        instance.save(update_fields=different)
    return bool(different)


def held_subjects[S: Subject](model: type[S]) -> dict[str, S]:
    """The subjects of a kind that are there already, by code."""
    subjects = cast("Iterable[S]", model.objects.all())
    return {subject.code: subject for subject in subjects}


def keep_subject[S: Subject](
    model: type[S], held: dict[str, S], *, code: str, slug: str, title: str, **columns: Any
) -> S:
    """The page of a row of reference data, made or brought up to date."""
    wanted = {"slug": slug, "title": title} | columns
    if subject := held.get(code):
        if subject.version > 1:
            # A reviewed change of its names stays.
            del wanted["title"]
        write_differences(subject, wanted)
        return subject
    made = model(
        code=code,
        kind=model._meta.model_name or "",
        state=model.State.PUBLISHED,
        published_at=timezone.now(),
        **wanted,
    )
    made.save(force_insert=True)
    return made


def keep_names(wanted: Mapping[tuple[int, str], str]) -> None:
    """(page, language) → name, in one statement for the new and the changed ones.

    What people changed after review stays: the file does not know better than they.
    """
    pages = {page for page, _language in wanted}
    changed = set(Page.objects.filter(pk__in=pages, version__gt=1).values_list("pk", flat=True))
    held = {
        (name.page_id, name.language): name.text for name in PageName.objects.filter(page__in=pages)
    }
    PageName.objects.bulk_create(
        [
            PageName(page_id=page, language=language, text=text, sort_key=sort_key(text, language))
            for (page, language), text in wanted.items()
            if text and page not in changed and held.get((page, language)) != text
        ],
        update_conflicts=True,
        unique_fields=["page", "language"],
        update_fields=["text", "sort_key"],
    )


def keep_search_words(wanted: Mapping[int, Mapping[str, str]]) -> None:
    """Page id → language → what it is also found by; pages whose words are those already stay."""
    held: dict[int, dict[str, str]] = {page: {} for page in wanted}
    for words in PageWords.objects.filter(page__in=wanted):
        held[words.page_id][words.language] = words.text
    texts = {
        page: {k: t.strip() for k, t in one.items() if t.strip()} for page, one in wanted.items()
    }
    load_search_words({page: one for page, one in texts.items() if held[page] != one})


def keep_ancestors(wanted: Mapping[int, set[int]]) -> None:
    """Subject id → ids of all that lies above it, at any distance. Subjects not named stay."""
    held: dict[int, set[int]] = {}
    lines = SubjectAncestor.objects.filter(subject__in=wanted)
    for below, ancestor in lines.values_list("subject", "ancestor"):
        held.setdefault(below, set()).add(ancestor)
    differing = {pk: above for pk, above in wanted.items() if held.get(pk, set()) != above}
    known = differing.keys() & (held.keys() | _with_pages(differing))
    for subject in Subject.objects.filter(pk__in=known):
        # Pages about it move along.
        ancestors = Subject.objects.filter(pk__in=differing[subject.pk])
        set_ancestors(subject=subject, ancestors=ancestors)
    SubjectAncestor.objects.bulk_create(
        SubjectAncestor(subject_id=pk, ancestor_id=ancestor)
        for pk, above in differing.items()
        if pk not in known
        for ancestor in sorted(above)
    )


def _with_pages(subjects: Iterable[int]) -> set[int]:
    found = Subject.objects.filter(pk__in=subjects)
    about = Exists(PageSubject.objects.filter(subject=OuterRef("pk")))
    return set(found.filter(about).values_list("pk", flat=True))
