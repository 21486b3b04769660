"""The figures that the project carries: reads reference/ (see SOURCES.md there) into the tables."""

from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from platform_site.pages.loading import Say, keep_names, rows, write_differences

from .actions import Incoming, rebuild_standings, record_observations
from .models import Area, Indicator, Release

REFERENCE = Path(__file__).parent / "reference"
LANGUAGES = ("en", "fr", "es", "ar")


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
