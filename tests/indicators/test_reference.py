"""The figures carried by the project are those of the publishers' files, to the last character."""

import csv
import hashlib
from collections.abc import Iterable, Mapping

import pytest

from platform_site.indicators.loading import REFERENCE, figures, rows

# Taken from the files these were made from: see SOURCES.md.
COUNTRIES = (40_941, "1005051847289d42060ef882ab09e22800df342089467ea9b1ec1e7fcaae7554")
AGGREGATES = (11_084, "248290ad6374429be782d241ff82c13cba4038ead783313dd7633eaa6d143925")


def checksum(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def definitions() -> Mapping[str, Mapping[str, str]]:
    return {row["code"]: row for row in rows(REFERENCE / "indicators.csv")}


@pytest.mark.parametrize(
    ("pattern", "expected"), [("*.countries.csv", COUNTRIES), ("*.aggregates.csv", AGGREGATES)]
)
def test_every_figure_of_the_source_is_here_exactly_as_written(
    pattern: str, expected: tuple[int, str]
) -> None:
    known = definitions()
    sources = {code: row["source"] for code, row in known.items()}

    lines = [
        ",".join(
            (
                *(f.area, f.indicator, str(f.year), f.sex, f.breakdown, f.value_text),
                *(known[f.indicator]["unit"], f.nature, f.status, f.source),
                known[f.indicator]["sdg_number"],
            )
        )
        for path in REFERENCE.glob(pattern)
        for f in figures(path, sources)
    ]

    assert (len(lines), checksum(lines)) == expected


def test_no_file_is_too_large_to_read_in_a_review() -> None:
    assert all(path.stat().st_size < 1_500_000 for path in REFERENCE.glob("*.csv"))


def test_every_series_belongs_to_a_release_and_a_definition() -> None:
    releases = {row["code"] for row in rows(REFERENCE / "releases.csv")}
    named = set(definitions())

    for path in REFERENCE.glob("*.*.csv"):
        assert path.name.split(".")[0] in releases
        with path.open(encoding="utf-8", newline="") as file:
            assert {row["indicator"] for row in csv.DictReader(file)} <= named
