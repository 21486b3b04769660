"""The figures that the project carries: reads reference/ (see SOURCES.md there) into the tables."""

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from platform_site.core.sort_keys import sort_key
from platform_site.pages.models import Page, PageName

from .actions import Incoming, rebuild_standings, record_observations
from .models import Area, Indicator, Release

REFERENCE = Path(__file__).parent / "reference"
LANGUAGES = ("en", "fr", "es", "ar")

type Say = Callable[[str], None]


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@transaction.atomic
def load_indicators(*, say: Say) -> None:
    """Releases, definitions with their names, and the publisher's own areas."""
    releases = {
        code: _release(row) for row in rows(REFERENCE / "releases.csv") if (code := row["code"])
    }
    held = {indicator.code: indicator for indicator in Indicator.objects.all()}
    for row in rows(REFERENCE / "indicators.csv"):
        held[row["code"]] = _indicator(row, held.get(row["code"]), releases[row["release"]])
    names = {
        (held[row["code"]].pk, language): row[f"name_{language}"]
        for row in rows(REFERENCE / "indicators.csv")
        for language in LANGUAGES
    }
    keep_names(names)
    areas = [
        Area(code=row["m49"], name=row["name"]) for row in rows(REFERENCE / "aggregate_areas.csv")
    ]
    Area.objects.bulk_create(areas, ignore_conflicts=True)
    say(f"indicators: {len(held)} measures, {len(areas)} areas of the publishers")


def _release(row: dict[str, str]) -> Release:
    release, _created = Release.objects.get_or_create(code=row["code"], defaults=row)
    return release


def _indicator(row: dict[str, str], indicator: Indicator | None, release: Release) -> Indicator:
    wanted = {
        "title": row["name_en"],
        "unit": row["unit"],
        "direction": row["direction"],
        "main_sex": row["main_sex"],
        "sdg_number": row["sdg_number"],
        "ilostat_classif1": row["ilostat_classif1"],
        "source": row["source"],
    }
    if indicator is None:
        return Indicator.objects.create(
            kind="indicator",
            code=row["code"],
            slug=row["code"].lower(),
            state=Indicator.State.PUBLISHED,
            published_at=timezone.now(),
            release=release,
            **wanted,
        )
    if write_differences(indicator, wanted):
        rebuild_standings()
    return indicator


def write_differences(instance: Model, wanted: Mapping[str, object]) -> bool:
    """Writes only what differs, so that a second load leaves every row as it was."""
    different = [name for name, value in wanted.items() if getattr(instance, name) != value]
    for name in different:
        setattr(instance, name, wanted[name])
    if different:
        instance.save(update_fields=different)
    return bool(different)


def keep_names(wanted: dict[tuple[int, str], str]) -> None:
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


def load_observations(*, say: Say) -> None:
    """Every release's files. Areas and indicators must be there before."""
    sources = dict(Indicator.objects.values_list("code", "source"))
    for release in Release.objects.order_by("released"):
        for path in sorted(REFERENCE.glob(f"{release.code}.*.csv")):
            done = record_observations(release=release, figures=figures(path, sources))
            say(
                f"{path.name}: {done.added} figures added, {done.superseded} superseded,"
                f" {done.unchanged} as before"
            )


def figures(path: Path, sources: dict[str, str]) -> Iterator[Incoming]:
    """Unfolds `nature:status year=value year=value nature:status …`, one figure for each year."""
    for row in rows(path):
        nature = status = ""
        for word in row["series"].split(" "):
            year, is_value, value = word.partition("=")
            if not is_value:
                nature, status = word.split(":")
                continue
            yield Incoming(
                row["area"],
                row["indicator"],
                int(year),
                row["sex"],
                row["breakdown"],
                value,
                status,
                nature,
                sources[row["indicator"]],
            )
