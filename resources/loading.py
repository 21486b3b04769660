"""The records that the project carries: reads reference/ (see SOURCES.md there) into the library.

Nothing is published by a person, so there is no activity, and nobody is sent a mail.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.utils.text import slugify

from platform_site.pages.actions import load_search_words
from platform_site.pages.loading import Say, rows
from platform_site.pages.models import Page, PageSubject, Subject, SubjectAncestor

from .actions import search_words, write_keys
from .models import DETAILS, Resource

REFERENCE = Path(__file__).parent / "reference"
# Where the year is not known; sorted last, shown nowhere.
UNDATED = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)
# With more countries than these it is about each of them, and mainly about none.
MAINLY_ABOUT = 3

OWN_COLUMNS = (
    *("authors", "organisation", "journal", "series", "number", "link", "doi", "licence"),
    *("is_label", "source", "source_url", "link_key", "title_key"),
)
PAGE_COLUMNS = ("subtype", "title", "language", "year", "published_at")


@dataclass(frozen=True)
class Source:
    name: str
    address: str


@transaction.atomic
def load_resources(*, say: Say, folder: Path = REFERENCE) -> None:
    """Adds what is missing and corrects what differs; a record changed on the site stays so."""
    sources = {
        row["code"]: Source(row["name"], row["address"]) for row in rows(folder / "sources.csv")
    }
    wanted = {row["key"]: row for row in rows(folder / "records.csv")}
    held = {resource.source_key: resource for resource in Resource.objects.exclude(source_key="")}
    new = [_record(row, sources) for key, row in wanted.items() if key not in held]
    _add(new)
    renewed = _renew(held, wanted, sources)
    untouched = {key: resource for key, resource in held.items() if resource.version == 1}
    about = {r.pk: wanted[r.source_key] for r in new} | {
        resource.pk: wanted[key] for key, resource in untouched.items() if key in wanted
    }
    _keep_subjects(about)
    load_search_words({resource.pk: search_words(resource) for resource in (*new, *renewed)})
    say(f"library: {len(wanted)} records, {len(new)} added, {len(renewed)} renewed")


def _record(row: Mapping[str, str], sources: Mapping[str, Source]) -> Resource:
    """The record of a row, not saved yet."""
    year = int(row["year"]) if row["year"] else None
    source = sources[row["source"]]
    resource = Resource(
        kind="resource",
        subtype=row["type"],
        title=row["title"],
        language=row["language"],
        year=year,
        state=Page.State.PUBLISHED,
        published_at=dt.datetime(year, 1, 1, tzinfo=dt.UTC) if year else UNDATED,
        authors=[name for name in row["authors"].split("; ") if name],
        is_label=bool(row["is_label"]),
        source_key=row["key"],
        source=source.name.replace("{entry}", row["entry"]),
        source_url=source.address,
        **{
            name: row[name]
            for name in ("organisation", "journal", "series", "number", "link", "doi", "licence")
        },
    )
    write_keys(resource)
    return resource


def _add(new: list[Resource]) -> None:
    """Parents and children in one statement each: Django refuses to do it for them."""
    _give_slugs(new)
    columns = [field for field in Page._meta.concrete_fields if field.name != "id"]
    pages = Page.objects.bulk_create(
        [
            Page(**{field.attname: getattr(record, field.attname) for field in columns})
            for record in new
        ]
    )
    for record, page in zip(new, pages, strict=True):
        record.pk = record.page_ptr_id = record.id = page.pk
    _insert(Resource, new)
    for subtype, model in DETAILS.items():
        of_type = [record.pk for record in new if record.subtype == subtype]
        details: Any = model  # which of the four, the type says
        details.objects.bulk_create([details(resource_id=pk) for pk in of_type])


def _insert(model: type[models.Model], records: list[Any]) -> None:
    if records:
        fields = model._meta.local_concrete_fields
        model._base_manager._insert(records, fields=fields, using="default")  # type: ignore[attr-defined]


def _give_slugs(new: list[Resource]) -> None:
    taken = set(Page.objects.of_kind("resource").values_list("slug", flat=True))
    for record in new:
        stem = slugify(record.title, allow_unicode=True)[:80].strip("-") or "resource"
        slug, number = stem, 2
        while slug in taken:
            slug, number = f"{stem}-{number}", number + 1
        taken.add(slug)
        record.slug = slug


def _renew(
    held: Mapping[str, Resource],
    wanted: Mapping[str, Mapping[str, str]],
    sources: Mapping[str, Source],
) -> list[Resource]:
    """Writes what the file says differently now, where no reviewed change stands."""
    renewed = []
    for key, resource in held.items():
        if key not in wanted or resource.version > 1:
            continue
        fresh = _record(wanted[key], sources)
        different = [
            name
            for name in (*PAGE_COLUMNS, *OWN_COLUMNS)
            if getattr(resource, name) != getattr(fresh, name)
        ]
        for name in different:
            setattr(resource, name, getattr(fresh, name))
        if different:
            resource.save(update_fields=different)
            renewed.append(resource)
    return renewed


def _keep_subjects(about: Mapping[int, Mapping[str, str]]) -> None:
    """What each record is about, with all that lies above; only what differs is written."""
    strengths = {pk: _strengths(row) for pk, row in about.items()}
    codes = {code for named in strengths.values() for code in named}
    pks = dict(Subject.objects.filter(code__in=codes).values_list("code", "pk"))
    above = defaultdict(set)
    lines = SubjectAncestor.objects.filter(subject__in=pks.values())
    for below, ancestor in lines.values_list("subject_id", "ancestor_id"):
        above[below].add(ancestor)
    wanted = {
        page: _with_ancestors({pks[c]: s for c, s in named.items() if c in pks}, above)
        for page, named in strengths.items()
    }
    _write_subjects(wanted)


def _strengths(row: Mapping[str, str]) -> dict[str, int]:
    countries, themes = row["countries"].split(), row["themes"].split()
    is_main = len(countries) <= MAINLY_ABOUT
    strength = PageSubject.Strength
    of_country = strength.PRIMARY if is_main else strength.SUBSTANTIAL
    return dict.fromkeys(countries, of_country.value) | dict.fromkeys(
        themes, strength.PRIMARY.value
    )


def _with_ancestors(
    direct: Mapping[int, int], above: Mapping[int, Iterable[int]]
) -> dict[int, tuple[int, bool]]:
    """Subject → its strength and whether it was named, as pages.actions.set_subjects has it."""
    found = {pk: (strength, True) for pk, strength in direct.items()}
    for pk, strength in direct.items():
        for ancestor in above.get(pk, ()):
            held, is_direct = found.get(ancestor, (0, False))
            if not is_direct:
                found[ancestor] = (max(held, strength), False)
    return found


def _write_subjects(wanted: Mapping[int, Mapping[int, tuple[int, bool]]]) -> None:
    held: dict[tuple[int, int], tuple[int, int, bool]] = {
        (page, subject): (pk, strength, is_direct)
        for pk, page, subject, strength, is_direct in PageSubject.objects.filter(
            page__in=wanted
        ).values_list("pk", "page_id", "subject_id", "strength", "is_direct")
    }
    rows_wanted = {
        (page, subject): standing
        for page, subjects in wanted.items()
        for subject, standing in subjects.items()
    }
    gone = [pk for key, (pk, *_rest) in held.items() if key not in rows_wanted]
    if gone:
        PageSubject.objects.filter(pk__in=gone).delete()
    PageSubject.objects.bulk_create(
        [
            PageSubject(page_id=page, subject_id=subject, strength=strength, is_direct=is_direct)
            for (page, subject), (strength, is_direct) in sorted(rows_wanted.items())
            if held.get((page, subject), (0, 0, False))[1:] != (strength, is_direct)
        ],
        update_conflicts=True,
        unique_fields=["page", "subject"],
        update_fields=["strength", "is_direct"],
    )
