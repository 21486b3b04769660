"""Organisations from reference/ (see SOURCES.md there)."""

from pathlib import Path

from django.db import transaction

from platform_site.pages.loading import (
    Say,
    held_subjects,
    keep_ancestors,
    keep_names,
    keep_search_words,
    keep_subject,
    rows,
)
from platform_site.pages.models import Subject

from .models import Organisation

REFERENCE = Path(__file__).parent / "reference"
LANGUAGES = ("en", "fr", "es", "ar")


@transaction.atomic
def load_organisations(*, say: Say) -> None:
    """Countries must be there before: organisations belong to them."""
    listed = list(rows(REFERENCE / "organisations.csv"))
    organisations = _keep(listed)
    keep_names(
        {
            (organisations[row["code"]].pk, language): row[f"name_{language}"]
            for row in listed
            for language in LANGUAGES
        }
    )
    keep_ancestors(
        {
            organisations[row["code"]].pk: {organisations[row["above"]].pk}
            for row in listed
            if row["above"]
        }
    )
    # By acronym in any language.
    keep_search_words({organisations[row["code"]].pk: {"": row["words"]} for row in listed})
    say(f"organisations: {len(listed)}")


def _keep(listed: list[dict[str, str]]) -> dict[str, Organisation]:
    held = held_subjects(Organisation)
    wanted = {row["country"] for row in listed}
    countries = dict(Subject.objects.filter(code__in=wanted).values_list("code", "pk"))
    return {
        row["code"]: _unless_changed(held, row, countries.get(row["country"])) for row in listed
    }


def _unless_changed(
    held: dict[str, Organisation], row: dict[str, str], country: int | None
) -> Organisation:
    """What people changed after review stays: the file does not know better than they."""
    if (organisation := held.get(row["code"])) and organisation.version > 1:
        return organisation
    return keep_subject(
        Organisation,
        held,
        code=row["code"],
        slug=row["slug"],
        title=row["name_en"],
        subtype=row["type"],
        acronym=row["acronym"],
        country_id=country,
        link=row["link"],
    )
