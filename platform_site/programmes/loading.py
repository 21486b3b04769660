"""Programmes from reference/ (see SOURCES.md there); `ledger.py` has the projects."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from django.db import transaction

from platform_site.pages.actions import set_subjects
from platform_site.pages.loading import (
    Say,
    held_subjects,
    keep_names,
    keep_search_words,
    keep_subject,
    rows,
    write_differences,
)
from platform_site.pages.models import PageSubject, Subject

from .actions import Roles, roles_of, set_roles
from .ledger import load_projects
from .models import Involvement, Phase, Programme, Result

REFERENCE = Path(__file__).parent / "reference"
LANGUAGES = ("en", "fr", "es", "ar")


@transaction.atomic
def load_programmes(*, say: Say) -> None:
    """Countries, themes and organisations must be there before: programmes are about them."""
    listed = list(rows(REFERENCE / "programmes.csv"))
    held = held_subjects(Programme)
    # What people changed after review stays: the file does not know better than they.
    open_rows = [row for row in listed if _is_open(held.get(row["code"]))]
    programmes = held | {row["code"]: _keep(held, row) for row in open_rows}
    keep_names(
        {
            (programmes[row["code"]].pk, language): row[f"name_{language}"]
            for row in open_rows
            for language in LANGUAGES
        }
    )
    _keep_words({programmes[row["code"]].pk: _texts(row, "about") for row in open_rows})
    for row in open_rows:
        _keep_what_it_is_about(programmes[row["code"]], row)
    _keep_phases(programmes)
    results = _keep_results(programmes)
    say(f"programmes: {len(listed)}, {results} results as stated")
    load_projects(say=say)


def _is_open(programme: Programme | None) -> bool:
    return programme is None or programme.version == 1


def _texts(row: Mapping[str, str], name: str) -> dict[str, str]:
    return {language: row[f"{name}_{language}"] for language in LANGUAGES}


def _keep(held: dict[str, Programme], row: dict[str, str]) -> Programme:
    return keep_subject(
        Programme,
        held,
        code=row["code"],
        slug=row["slug"],
        title=row["name_en"],
        subtype=row["type"],
        summary=row["about_en"],
        about=_texts(row, "about"),
        starts=row["starts"],
        ends=row["ends"],
        others=row["others"],
        link=row["link"],
        source=row["source"],
    )


def _keep_words(about: Mapping[int, Mapping[str, str]]) -> None:
    """Found by what they are for in the other languages; the English text is the summary."""
    keep_search_words(
        {
            pk: {language: text for language, text in texts.items() if language != "en"}
            for pk, texts in about.items()
        }
    )


def _keep_what_it_is_about(programme: Programme, row: dict[str, str]) -> None:
    roles = _roles(programme.code)
    if roles_of(programme) != roles:
        set_roles(page=programme, roles=roles)
    wanted = {*filter(None, row["themes"].split(";")), *_codes(roles)}
    rows_held = PageSubject.objects.filter(page=programme.pk, is_direct=True)
    if set(rows_held.values_list("subject__code", flat=True)) != wanted:
        pks = Subject.objects.filter(code__in=wanted).values_list("pk", flat=True)
        strength = PageSubject.Strength.SUBSTANTIAL.value
        set_subjects(page=programme, strengths=dict.fromkeys(pks, strength))


def _roles(code: str) -> dict[str, dict[str, str]]:
    roles: dict[str, dict[str, str]] = {role: {} for role in Involvement.Role.values}
    for row in rows(REFERENCE / "roles.csv"):
        if row["programme"] == code:
            roles[row["role"]][row["organisation"]] = row["as_named"]
    return roles


def _codes(roles: Roles) -> Iterable[str]:
    return {code for held in roles.values() for code in held}


def _keep_phases(programmes: Mapping[str, Programme]) -> None:
    held = {(phase.programme_id, phase.number): phase for phase in Phase.objects.all()}
    for row in rows(REFERENCE / "phases.csv"):
        programme, number = programmes[row["programme"]], int(row["number"])
        wanted = {
            "starts": row["starts"],
            "ends": row["ends"],
            "scope": _texts(row, "scope"),
            "focus": _texts(row, "focus"),
            "source": row["source"],
        }
        if phase := held.get((programme.pk, number)):
            write_differences(phase, wanted)
        else:
            Phase.objects.create(programme=programme, number=number, **wanted)


def _keep_results(programmes: Mapping[str, Programme]) -> int:
    held = {result.code: result for result in Result.objects.all()}
    listed = list(rows(REFERENCE / "results.csv"))
    for row in listed:
        wanted = {
            "page_id": programmes[row["programme"]].pk,
            "nature": row["nature"],
            "statement": _texts(row, "statement"),
            "scope": _texts(row, "scope"),
            "number": row["number"],
            "unit": row["unit"],
            "comparator": row["comparator"],
            "countries_number": int(row["countries"]) if row["countries"] else None,
            "period": row["period"],
            "source": row["source"],
        }
        if result := held.get(row["code"]):
            write_differences(result, wanted)
        else:
            Result.objects.create(code=row["code"], **wanted)
    return len(listed)
