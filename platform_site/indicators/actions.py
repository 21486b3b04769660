"""How figures come in: set-based, safe to repeat, and without losing what they replace."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction

from .models import Release

INCOMING = """
CREATE TEMPORARY TABLE incoming (
    area text, indicator text, year smallint, sex text, breakdown text,
    value_text text, status text, nature text, source text
) ON COMMIT DROP
"""

# What differs from the current value, unless that came from a later release than this one.
CHANGED = """
CREATE TEMPORARY TABLE changed ON COMMIT DROP AS
SELECT nextval(pg_get_serial_sequence('indicators_observation', 'id')) AS id, change.*
FROM (
    SELECT a.id AS area_id, i.page_ptr_id AS indicator_id, n.year, n.sex, n.breakdown,
           n.value_text, n.status, n.nature, n.source, o.id AS replaces
    FROM incoming n
    JOIN indicators_area a ON a.code = n.area
    JOIN indicators_indicator i ON i.code = n.indicator
    LEFT JOIN indicators_observation o
      ON o.area_id = a.id AND o.indicator_id = i.page_ptr_id AND o.year = n.year
     AND o.sex = n.sex AND o.breakdown = n.breakdown AND o.superseded_by_id IS NULL
    LEFT JOIN indicators_release r ON r.id = o.release_id
    WHERE o.id IS NULL
       OR (r.released <= %s
           AND (o.value_text, o.status, o.nature, o.source)
            <> (n.value_text, n.status, n.nature, n.source))
    ORDER BY a.id, i.page_ptr_id, n.sex, n.breakdown, n.year
) change
"""

SUPERSEDE = """
UPDATE indicators_observation o SET superseded_by_id = c.id
FROM changed c WHERE o.id = c.replaces
"""

INSERT = """
INSERT INTO indicators_observation
    (id, area_id, indicator_id, year, sex, breakdown,
     value_text, status, nature, source, release_id)
SELECT id, area_id, indicator_id, year, sex, breakdown, value_text, status, nature, source, %s
FROM changed
"""

UNKNOWN = """
SELECT DISTINCT n.area, n.indicator FROM incoming n
LEFT JOIN indicators_area a ON a.code = n.area
LEFT JOIN indicators_indicator i ON i.code = n.indicator
WHERE a.id IS NULL OR i.page_ptr_id IS NULL ORDER BY 1, 2
"""

# The latest current value of each country, and nothing written where nothing changed.
STANDINGS = """
WITH latest AS (
    SELECT DISTINCT ON (o.indicator_id, o.area_id)
           o.indicator_id, a.code,
           jsonb_build_array(o.year, o.value_text, o.status) AS figure
    FROM indicators_observation o
    JOIN indicators_indicator i ON i.page_ptr_id = o.indicator_id AND i.main_sex = o.sex
    JOIN indicators_area a ON a.id = o.area_id AND a.subject_id IS NOT NULL
    WHERE o.superseded_by_id IS NULL AND o.breakdown = ''
    ORDER BY o.indicator_id, o.area_id, o.year DESC
), standing AS (
    SELECT i.page_ptr_id AS indicator_id,
           coalesce(
               jsonb_object_agg(l.code, l.figure) FILTER (WHERE l.code IS NOT NULL), '{}'
           ) AS figures
    FROM indicators_indicator i LEFT JOIN latest l ON l.indicator_id = i.page_ptr_id
    GROUP BY i.page_ptr_id
)
INSERT INTO indicators_standing AS kept (indicator_id, figures)
SELECT indicator_id, figures FROM standing
ON CONFLICT (indicator_id) DO UPDATE SET figures = excluded.figures
WHERE kept.figures <> excluded.figures
"""


class UnknownAreaOrIndicatorError(Exception):
    """Figures came for an area or an indicator that the platform does not hold."""


@dataclass(frozen=True)
class Incoming:
    """One figure of a source, in the source's words."""

    area: str
    indicator: str
    year: int
    sex: str
    breakdown: str
    value_text: str
    status: str
    nature: str
    source: str


@dataclass(frozen=True)
class Recorded:
    added: int
    superseded: int
    unchanged: int


@transaction.atomic
def record_observations(*, release: Release, figures: Iterable[Incoming]) -> Recorded:
    """Adds what is new; what differs supersedes the value held, which stays readable."""
    with connection.cursor() as cursor:
        cursor.execute(INCOMING)
        arrived = _copy(cursor, figures)
        cursor.execute(UNKNOWN)
        if unknown := cursor.fetchall():
            raise UnknownAreaOrIndicatorError(unknown)
        cursor.execute(CHANGED, [release.released])
        cursor.execute(SUPERSEDE)
        superseded = cursor.rowcount
        cursor.execute(INSERT, [release.pk])
        changed = cursor.rowcount
        # A second release in the same transaction brings its own.
        cursor.execute("DROP TABLE incoming, changed")
        if changed:
            # Without fresh statistics the first comparison after a load takes a bad plan.
            cursor.execute("ANALYZE indicators_observation")
            cursor.execute(STANDINGS)
    return Recorded(changed - superseded, superseded, arrived - changed)


def _copy(cursor: object, figures: Iterable[Incoming]) -> int:
    """COPY through psycopg's own cursor; Django's wrapper passes it on."""
    arrived = 0
    with cursor.copy("COPY incoming FROM STDIN") as copy:  # type: ignore[attr-defined]
        for f in figures:
            copy.write_row(
                (
                    f.area,
                    f.indicator,
                    f.year,
                    f.sex,
                    f.breakdown,
                    f.value_text,
                    f.status,
                    f.nature,
                    f.source,
                )
            )
            arrived += 1
    return arrived


def rebuild_standings() -> int:
    """Needed beyond an import only when an indicator's main series changes."""
    with connection.cursor() as cursor:
        cursor.execute(STANDINGS)
        return cursor.rowcount
