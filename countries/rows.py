"""Schemes, laws and ratifications of a country as rows of its snapshot, and back."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from platform_site.pages import reference
from platform_site.pages.kinds import Snapshot, Text
from platform_site.pages.models import Page

from .models import Instrument, Law, Ratification, Scheme


@dataclass(frozen=True)
class Part:
    """One part of the snapshot: the table that holds it and the columns people can change."""

    model: type[Any]
    columns: tuple[str, ...]
    label: Text


PARTS: dict[str, Part] = {
    "schemes": Part(
        Scheme,
        (
            *("name", "branches", "types", "contributory", "institution", "first_law_year"),
            *("current_laws", "covered", "rate_insured", "rate_employer", "rate_government"),
            *("age_men", "age_women", "notes", "source", "source_year", "source_url"),
        ),
        _("Scheme"),
    ),
    "laws": Part(
        Law,
        ("title", "branches", "year", "status", "as_of", "note", "source", "source_url"),
        _("Law"),
    ),
    "ratifications": Part(
        Ratification,
        ("kind", "registered", "effective", "status", "parts", "source"),
        _("Ratification"),
    ),
}


def snapshot(page: Page) -> Snapshot:
    parts = {name: _rows(part, page.pk) for name, part in PARTS.items()}
    return reference.snapshot(page) | parts


def _rows(part: Part, country: int) -> dict[str, dict[str, Any]]:
    held = part.model.objects.filter(country=country, is_removed=False).order_by("key")
    return {row.pop("key"): row for row in held.values("key", *part.columns)}


def apply(page: Page, content: Snapshot) -> None:
    """A part that an older snapshot does not have stays as it is."""
    reference.apply(page, content)
    for name, part in PARTS.items():
        if name in content:
            _write(part, page.pk, content[name])


def _write(part: Part, country: int, wanted: dict[str, dict[str, Any]]) -> None:
    held = _rows(part, country)
    for key in held.keys() - wanted.keys():
        part.model.objects.filter(country=country, key=key).update(is_removed=True, is_edited=True)
    for key, row in wanted.items():
        if held.get(key) == row:
            continue
        columns = {column: row[column] for column in part.columns} | _instrument(part, key)
        part.model.objects.update_or_create(
            country_id=country,
            key=key,
            defaults=columns | {"is_edited": True, "is_removed": False},
        )


def _instrument(part: Part, key: str) -> dict[str, Any]:
    """A ratification's key is the code of what was ratified."""
    if part.model is not Ratification:
        return {}
    return {"instrument": Instrument.objects.get(code=key)}


def say_row(path: tuple[str, ...], row: Any) -> tuple[str, str]:
    """What a reviewer calls the row, and the row in words, a line for each filled column."""
    if path[0] not in PARTS:
        return path[1], str(row)
    lines = [
        f"{column}: {_said(value)}" for column, value in row.items() if value not in ("", None)
    ]
    return str(row.get("title") or row.get("name") or path[1]), "\n".join(lines)


def _said(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)
