"""The projects of reference/: seven of the Flagship Programme, and the World Bank's list.

Imported rows write no activity and no mail. They are made as drafts and published together at
the end, so that the search takes them in once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from platform_site.organisations.models import Organisation
from platform_site.pages.loading import Say, keep_search_words, rows, write_differences
from platform_site.pages.models import Page, PageSubject, Subject, SubjectAncestor

from .models import Involvement, Project
from .models.period import YEAR, as_date

REFERENCE = Path(__file__).parent / "reference"
LIST_DATE = "2025-03-31"
LIST_SOURCE = "World Bank projects list, 31 March 2025 (CC BY 4.0)"
LIST_ADDRESS = "https://projects.worldbank.org/en/projects-operations/project-detail/"
WORLD_BANK = {Involvement.Role.FUNDER.value: {"ORG.WB": "World Bank"}}
MAINLY, PARTLY = PageSubject.Strength.PRIMARY.value, PageSubject.Strength.SUBSTANTIAL.value


@dataclass(frozen=True)
class Incoming:
    """A row of a list: the columns of its page, what it is about, who takes part."""

    code: str
    columns: dict[str, Any]
    # Subject's code → strength.
    subjects: dict[str, int]
    # Role → organisation's code → how it is named.
    roles: dict[str, dict[str, str]] = field(default_factory=dict)


@transaction.atomic
def load_projects(*, say: Say) -> None:
    incoming = [*_of_the_flagship(), *_of_the_world_bank()]
    held = {p.code: p for p in Project.objects.exclude(code="")}
    new = [row for row in incoming if row.code not in held]
    # What people changed after review stays.
    known = [row for row in incoming if row.code in held and held[row.code].version == 1]
    for row in known:
        write_differences(held[row.code], row.columns)
    made = {project.code: project.pk for project in _make(new)}
    pks = made | {row.code: held[row.code].pk for row in known}
    _keep_roles({pks[row.code]: row for row in (*new, *known)})
    _keep_subjects({pks[row.code]: row for row in (*new, *known)})
    keep_search_words({made[row.code]: {"": _words(row)} for row in new})
    Page.objects.filter(pk__in=made.values()).update(state=Page.State.PUBLISHED)
    say(f"projects: {len(incoming)}, {len(new)} of them new")


def _of_the_flagship() -> Iterator[Incoming]:
    for row in rows(REFERENCE / "projects.csv"):
        programmes = row["programmes"].split(";")
        subjects = dict.fromkeys(_split(row["countries"]) + _split(row["themes"]), MAINLY)
        # Its own programme comes first, where it is one.
        subjects |= dict.fromkeys(programmes, PARTLY)
        subjects |= {programmes[0]: MAINLY} if len(programmes) > 1 else {}
        roles = {
            Involvement.Role.FUNDER.value: _named(row["funders"]),
            Involvement.Role.PARTNER.value: _named(row["partners"]),
        }
        columns = {
            "title": row["title"],
            "slug": slugify(row["title"])[:100].strip("-"),
            "subtype": Project.Type.NAMED.value,
            "summary": row["summary"],
            "starts": row["starts"],
            "ends": row["ends"],
            "countries_note": row["countries_note"],
            "link": row["link"],
            "source": row["source"],
        }
        yield Incoming(row["code"], columns, subjects | _organisations(roles), roles)


def _of_the_world_bank() -> Iterator[Incoming]:
    types = {"name": Project.Type.NAMED.value, "sector": Project.Type.SECTOR.value}
    for row in rows(REFERENCE / "world_bank.csv"):
        subjects = dict.fromkeys([row["country"], *_split(row["themes"])], MAINLY)
        columns = {
            "title": row["title"],
            "slug": f"{slugify(row['title'])[:60].strip('-')}-{row['code'].lower()}",
            "subtype": types[row["matched_by"]],
            "starts": row["starts"],
            "ends": row["ends"],
            "status": row["status"],
            "commitment_usd": int(row["commitment_usd"]) if row["commitment_usd"] else None,
            "as_of": LIST_DATE,
            "agency": row["agency"],
            "sector": row["sector"],
            "link": LIST_ADDRESS + row["code"],
            "source": LIST_SOURCE,
        }
        yield Incoming(row["code"], columns, subjects | _organisations(WORLD_BANK), WORLD_BANK)


def _split(cell: str) -> list[str]:
    return [value for value in cell.split(";") if value]


def _named(cell: str) -> dict[str, str]:
    """`ORG.EU=European Union;…` as code → name."""
    return dict(pair.split("=", 1) for pair in _split(cell))


def _organisations(roles: Mapping[str, Mapping[str, str]]) -> dict[str, int]:
    return {code: PARTLY for named in roles.values() for code in named}


def _words(row: Incoming) -> str:
    return f"{row.code} {row.columns.get('agency', '')}"


def _make(incoming: Iterable[Incoming]) -> list[Project]:
    """Parents in one statement; Django has no bulk_create for the children."""
    projects = [
        Project(
            kind="project",
            code=row.code,
            year=int(row.columns["starts"][:YEAR]),
            published_at=_instant(row.columns["starts"]),
            **row.columns,
        )
        for row in incoming
    ]
    columns = [column.attname for column in Page._meta.local_concrete_fields if column.name != "id"]
    # Their dates are the database's own.
    columns = [name for name in columns if name not in {"created_at", "changed_at"}]
    pages = [Page(**{name: getattr(project, name) for name in columns}) for project in projects]
    for page, project in zip(Page.objects.bulk_create(pages), projects, strict=True):
        project.pk = page.pk
        project.id = page.pk
        # raw: the parent is there.
        project.save_base(raw=True, force_insert=True)
    return projects


def _instant(starts: str) -> datetime:
    """Noon of the day it starts, or of the first day of its year; never in the future."""
    day = as_date(starts) or timezone.now().date()
    return min(datetime(day.year, day.month, day.day, 12, tzinfo=UTC), timezone.now())


def _keep_roles(wanted: Mapping[int, Incoming]) -> None:
    organisations = dict(Organisation.objects.values_list("code", "pk"))
    held = {
        (one.page_id, one.organisation_id, one.role): one
        for one in Involvement.objects.filter(page__in=wanted)
    }
    rows = {
        (pk, organisations[code], role): named
        for pk, row in wanted.items()
        for role, names in row.roles.items()
        for code, named in names.items()
        if code in organisations
    }
    gone = [one.pk for key, one in held.items() if key not in rows]
    Involvement.objects.filter(pk__in=gone).delete()
    Involvement.objects.bulk_create(
        Involvement(page_id=page, organisation_id=organisation, role=role, as_named=named)
        for (page, organisation, role), named in rows.items()
        if (page, organisation, role) not in held
    )


def _keep_subjects(wanted: Mapping[int, Incoming]) -> None:
    """Each with all that lies above it, as pages.actions.set_subjects does for one page."""
    codes = {code for row in wanted.values() for code in row.subjects}
    pks = dict(Subject.objects.filter(code__in=codes).values_list("code", "pk"))
    above = defaultdict(list)
    lines = SubjectAncestor.objects.filter(subject__in=pks.values())
    for below, ancestor in lines.values_list("subject", "ancestor"):
        above[below].append(ancestor)
    held = {
        (one.page_id, one.subject_id): (one.strength, one.is_direct)
        for one in PageSubject.objects.filter(page__in=wanted)
    }
    rows = {
        (page, subject): link
        for page, row in wanted.items()
        for subject, link in _links(row, pks, above).items()
    }
    gone = [key for key in held if key not in rows]
    for page, subject in gone:
        PageSubject.objects.filter(page=page, subject=subject).delete()
    PageSubject.objects.bulk_create(
        [
            PageSubject(page_id=page, subject_id=subject, strength=strength, is_direct=is_direct)
            for (page, subject), (strength, is_direct) in rows.items()
            if held.get((page, subject)) != (strength, is_direct)
        ],
        update_conflicts=True,
        unique_fields=["page", "subject"],
        update_fields=["strength", "is_direct"],
    )


def _links(
    row: Incoming, pks: Mapping[str, int], above: Mapping[int, list[int]]
) -> dict[int, tuple[int, bool]]:
    """Subject id → strength, and whether the row names it."""
    links = {pks[code]: (strength, True) for code, strength in row.subjects.items() if code in pks}
    for pk, (strength, _direct) in list(links.items()):
        for ancestor in above.get(pk, []):
            held, is_direct = links.get(ancestor, (0, False))
            if not is_direct:
                links[ancestor] = (max(held, strength), False)
    return links
