"""Loading the observations, beside COPY of the same rows into a table with the same indexes."""

from collections.abc import Iterator

from django.db import connection

from platform_site.indicators.loading import load_observations
from tests.benchmarks.stage import Stage
from tests.benchmarks.table import Line, medians

COLUMNS = (
    "id, area_id, indicator_id, year, sex, breakdown, value_text, status, nature, source,"
    " release_id, imported_at"
)


def measure(stage: Stage) -> Iterator[Line]:
    kept = exported()
    rows = len(kept.splitlines())
    took, limit = medians(load, lambda: copy(kept), rounds=stage.rounds)
    ours, of_copy = rows / took * 1000, rows / limit * 1000
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM indicators_observation")
        (loaded,) = cursor.fetchone()
    yield Line(
        f"{rows:,} observations into an empty table",
        f"{ours:,.0f} rows/s",
        f"COPY {of_copy:,.0f} rows/s",
        ours / of_copy,
        "≥ 20,000/s, aim ≥ 0.5",
        "" if loaded == rows else f"{loaded} rows after {rows}",
    )


def exported() -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TABLE IF EXISTS bench_copy;"
            "CREATE TABLE bench_copy (LIKE indicators_observation INCLUDING ALL)"
        )
        with cursor.copy(f"COPY indicators_observation ({COLUMNS}) TO STDOUT") as copy:
            return b"".join(bytes(block) for block in copy)


def load() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE indicators_observation, indicators_standing")
    load_observations(say=lambda line: None)


def copy(kept: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE bench_copy")
        with cursor.copy(f"COPY bench_copy ({COLUMNS}) FROM STDIN") as copy:
            copy.write(kept)
