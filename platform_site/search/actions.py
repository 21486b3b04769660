"""Making again what the search stands on."""

from itertools import batched

from django.db import connection, transaction

from platform_site.pages.models import Page

from .models import SearchEntry, Word

STEP = 500

# Built-in `simple`, not the site's: it keeps the accents, which an offered word must have.
_WORDS = """
WITH known AS (
  SELECT DISTINCT ON (search_fold(word)) search_fold(word) AS folded, word AS text, ndoc AS entries
  FROM ts_stat($titles$
    SELECT to_tsvector('simple', coalesce(name.text, page.title))
    FROM search_searchentry AS entry
    JOIN pages_page AS page ON page.id = entry.page_id
    LEFT JOIN pages_pagename AS name
      ON name.page_id = entry.page_id AND name.language = entry.language
    WHERE entry.audience = 'public' AND page.state = 'published' AND page.audience = 'public'
  $titles$)
  WHERE word ~ '^[[:alpha:]]{4,100}$' AND search_fold(word) <> ''
  ORDER BY search_fold(word), ndoc DESC, word
), gone AS (
  DELETE FROM search_word WHERE folded NOT IN (SELECT folded FROM known)
)
INSERT INTO search_word AS held (folded, text, entries) SELECT * FROM known
ON CONFLICT (folded) DO UPDATE SET text = excluded.text, entries = excluded.entries
WHERE (held.text, held.entries) IS DISTINCT FROM (excluded.text, excluded.entries)
"""


def rebuild_entries() -> int:
    """Makes every entry anew from the pages and says how many there are.

    In steps, each a transaction of its own: the search goes on meanwhile, and no statement
    takes longer than any other may.
    """
    published = Page.objects.published().order_by("pk").values_list("pk", flat=True)
    SearchEntry.objects.exclude(page__in=published).delete()
    for ids in batched(list(published), STEP):
        _rebuild(list(ids))
    return SearchEntry.objects.count()


@transaction.atomic
def _rebuild(ids: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_searchentry WHERE page_id = ANY(%s)", [ids])
        cursor.execute("SELECT search_refresh(%s)", [ids])


@transaction.atomic
def refresh_lexicon() -> int:
    """Collects the words of what everyone may read: no other page may lend us a word."""
    with connection.cursor() as cursor:
        # Two at once would both insert the same words.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('search.refresh_lexicon'))")
        cursor.execute(_WORDS)
    return Word.objects.count()
