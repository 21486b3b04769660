"""Schemes, laws, instruments and ratifications from reference/ (see SOURCES.md there)."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from platform_site.pages.loading import Say, keep_names, rows, write_differences

from .loading import REFERENCE
from .models import Country, Instrument, Law, Ratification, Scheme

NUMBERS = ("first_law_year", "source_year", "year", "as_of")
LISTS = ("branches", "types")


@transaction.atomic
def load_law(*, say: Say) -> None:
    """Adds and brings up to date; what people changed or took away stays as they left it."""
    countries = dict(Country.objects.values_list("code", "pk"))
    instruments = _load_instruments()
    schemes = _load_facts(Scheme, "schemes.csv", countries)
    laws = _load_facts(Law, "laws.csv", countries)
    ratified = _load_facts(Ratification, "ratifications.csv", countries, instruments)
    say(
        f"law: {schemes} schemes, {laws} laws, {len(instruments)} instruments,"
        f" {ratified} ratifications"
    )


def _load_instruments() -> dict[str, int]:
    path = REFERENCE / "instruments.csv"
    names: dict[tuple[int, str], str] = {}
    held = {instrument.code: instrument for instrument in Instrument.objects.all()}
    for row in rows(path):
        wanted = {
            "slug": row["slug"],
            "title": row["name_en"],
            "subtype": row["type"],
            "body": row["body"],
            "adopted": row["adopted"] or row["year"],
            "in_force": row["in_force"],
            "ratifications_reported": _number(row["ratifications"]),
            "reported_as_of": row["ratifications_as_of"],
            "reported_by": row["ratifications_source"],
            "source": row["source"],
        }
        instrument = _keep_instrument(held, row["code"], wanted)
        held[row["code"]] = instrument
        names |= {(instrument.pk, code): row[f"name_{code}"] for code in ("en", "fr", "es", "ar")}
    keep_names(names)
    return {code: instrument.pk for code, instrument in held.items()}


def _keep_instrument(held: dict[str, Instrument], code: str, wanted: dict[str, Any]) -> Instrument:
    if instrument := held.get(code):
        if instrument.version > 1:
            # A reviewed change of its names stays.
            del wanted["title"]
        write_differences(instrument, wanted)
        return instrument
    made = Instrument(
        code=code,
        kind="instrument",
        state=Instrument.State.PUBLISHED,
        published_at=timezone.now(),
        **wanted,
    )
    made.save(force_insert=True)
    return made


def _load_facts(
    model: type[Any],
    name: str,
    countries: dict[str, int],
    instruments: dict[str, int] | None = None,
) -> int:
    held = {(fact.country_id, fact.key): fact for fact in model.objects.all()}
    new, total = [], 0
    for row in rows(REFERENCE / name):
        total += 1
        country = countries[row.pop("iso3")]
        if instruments is not None:
            row["key"] = row.pop("instrument")
        key, wanted = row.pop("key"), {column: _value(column, row[column]) for column in row}
        fact = held.get((country, key))
        if fact is None:
            more = {"instrument_id": instruments[key]} if instruments is not None else {}
            new.append(model(country_id=country, key=key, **wanted, **more))
        elif not fact.is_edited:
            write_differences(fact, wanted)
    model.objects.bulk_create(new)
    return total


def _value(column: str, text: str) -> Any:
    if column in NUMBERS:
        return _number(text)
    if column in LISTS:
        return text.split(";") if text else []
    return text


def _number(text: str) -> int | None:
    return int(text) if text else None
