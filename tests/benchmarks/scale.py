"""A community of any size, made by the database itself: a quarter of a million pages in minutes.

Triggers and foreign keys are off meanwhile; test_scale.py holds the result to what the site's own
verbs would have written.
"""

from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction

SQL = Path(__file__).with_name("scale.sql")
FEW, MANY = 5, 200  # circles of an ordinary person, and of a very busy one
BATCH = 5000
WORDS = (
    "pension maternity sickness unemployment invalidity survivors family housing reform coverage"
    " contribution benefit scheme fund reserve actuary law decree strategy dialogue inspection"
    " worker employer farmer fisher migrant nurse teacher child mother elder informal rural urban"
    " health insurance transfer floor register payment mobile audit budget review report new wider"
    " faster equal adequate annual national regional joint public first second third"
).split()


@dataclass(frozen=True)
class Size:
    """How many rows a table holds."""

    pages: int
    links: int
    posts: int


def fill(*, size: int) -> Size:
    make(size=size)
    tidy()
    return count()


def make(*, size: int, people: int = 1000, circles: int = 500, posts: int = 20) -> None:
    """Adds `size` pages with all that hangs on them: 3 subjects each with their ancestors, `posts`
    under each tenth page, a tenth of the pages in circles. The reference data must be there.

    The last of the people is in 200 circles and publishes at once; the others are in 5.
    """
    values = {
        "size": size,
        "people": people,
        "circles": circles,
        "few": FEW,
        "many": MANY,
        "posts": posts,
        "words": WORDS,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0; SET LOCAL work_mem = '128MB'")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(SQL.read_text(), values)
        cursor.execute("SET LOCAL session_replication_role = origin")
    make_searchable()


def make_searchable() -> None:
    """What the triggers would have done, in batches."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM pages_page AS page WHERE state = 'published' AND NOT EXISTS"
            " (SELECT FROM search_searchentry WHERE page_id = page.id) ORDER BY id"
        )
        ids = [pk for (pk,) in cursor.fetchall()]
        for start in range(0, len(ids), BATCH):
            cursor.execute("SELECT search_refresh(%s)", [ids[start : start + BATCH]])


def tidy() -> None:
    """What autovacuum does in time: statistics, and the map that index-only scans rely on."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM (ANALYZE)")
        cursor.execute("RESET statement_timeout")


def count() -> Size:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM pages_page), (SELECT count(*) FROM pages_pagesubject),"
            " (SELECT count(*) FROM discussions_post)"
        )
        return Size(*cursor.fetchone())
