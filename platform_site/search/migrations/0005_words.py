"""Entries are found by the words that a page was given besides title, names, summary and text."""

from importlib import import_module

from django.db import migrations

triggers = import_module("platform_site.search.migrations.0003_triggers")

WORDS = """
-- Words of no language belong to every entry of the page, those of a language to its entry, or to
-- the one in the page's own language where the page has no name in theirs.
CREATE FUNCTION page_words_vector(page bigint, entry varchar, own varchar) RETURNS tsvector
LANGUAGE sql STABLE PARALLEL SAFE RETURN (
  SELECT
    setweight(to_tsvector(
      page_config(entry),
      page_words(page_config(entry), coalesce(string_agg(left(text, 20000), ' ')
        FILTER (WHERE language = entry), ''))
    ), 'B')
    || setweight(to_tsvector('site_simple'::regconfig, coalesce(string_agg(left(text, 20000), ' ')
        FILTER (WHERE language <> entry), '')), 'B')
  FROM pages_pagewords AS words
  WHERE words.page_id = page AND (
    language IN ('', entry) OR entry = own AND NOT EXISTS (
      SELECT FROM pages_pagename AS name
      WHERE name.page_id = words.page_id AND name.language = words.language
    )
  )
);
"""

REFRESH = """
CREATE OR REPLACE FUNCTION search_refresh(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  touched bigint[];
BEGIN
  IF cardinality(ids) = 0 THEN
    RETURN;
  END IF;
  -- Of two transactions that change parts of one page the second waits here, and the statement
  -- below sees what the first wrote. Translations are about what their original is about.
  SELECT array_agg(id) INTO touched FROM (
    SELECT id FROM pages_page WHERE id = ANY(ids) OR translation_of_id = ANY(ids)
    ORDER BY id FOR NO KEY UPDATE
  ) AS locked;

  WITH wanted AS (
    SELECT
      page.id AS page_id,
      coalesce(page.translation_of_id, page.id) AS original_id,
      name.language,
      page.kind,
      page.subtype,
      CASE WHEN name.code = '' THEN extract(year FROM page.published_at AT TIME ZONE 'UTC') END
        AS year,
      page.audience,
      page.circle_id,
      page.published_at,
      ARRAY(
        SELECT DISTINCT subject_id FROM pages_pagesubject
        WHERE page_id IN (page.id, page.translation_of_id) ORDER BY subject_id
      ) AS subjects,
      name.code,
      search_fold(name.text) AS title_folded,
      page_vector(
        name.language, name.code, name.text,
        CASE WHEN name.language = page.language THEN page.summary ELSE '' END,
        CASE WHEN name.language = page.language THEN coalesce(words.html, '') ELSE '' END
      ) || page_words_vector(page.id, name.language, page.language) AS vector
    FROM pages_page AS page
    LEFT JOIN pages_pagetext AS words ON words.page_id = page.id
    -- One entry for each name of a reference page, else one for the title.
    CROSS JOIN LATERAL (
      SELECT language, text, page.slug AS code FROM pages_pagename WHERE page_id = page.id
      UNION ALL
      SELECT page.language, page.title,
        CASE WHEN EXISTS (SELECT FROM pages_pagename WHERE page_id = page.id)
          THEN page.slug ELSE '' END
      WHERE NOT EXISTS (
        SELECT FROM pages_pagename WHERE page_id = page.id AND language = page.language
      )
    ) AS name
    WHERE page.id = ANY(touched) AND page.state = 'published'
  ), gone AS (
    DELETE FROM search_searchentry AS entry
    WHERE entry.page_id = ANY(touched) AND NOT EXISTS (
      SELECT FROM wanted
      WHERE wanted.page_id = entry.page_id AND wanted.language = entry.language
    )
  )
  INSERT INTO search_searchentry AS entry (
    page_id, original_id, language, kind, subtype, year, audience, circle_id, published_at,
    subjects, code, title_folded, vector
  )
  SELECT * FROM wanted ORDER BY page_id, language
  ON CONFLICT (page_id, language) DO UPDATE SET
    original_id = excluded.original_id, kind = excluded.kind, subtype = excluded.subtype,
    year = excluded.year, audience = excluded.audience, circle_id = excluded.circle_id,
    published_at = excluded.published_at, subjects = excluded.subjects, code = excluded.code,
    title_folded = excluded.title_folded, vector = excluded.vector
  WHERE (
    entry.original_id, entry.kind, entry.subtype, entry.year, entry.audience, entry.circle_id,
    entry.published_at, entry.subjects, entry.code, entry.title_folded, entry.vector
  ) IS DISTINCT FROM (
    excluded.original_id, excluded.kind, excluded.subtype, excluded.year, excluded.audience,
    excluded.circle_id, excluded.published_at, excluded.subjects, excluded.code,
    excluded.title_folded, excluded.vector
  );
END $$;
"""


def _again(earlier: str) -> str:
    function = earlier[earlier.index("CREATE FUNCTION") :]
    return function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)


class Migration(migrations.Migration):
    dependencies = [("search", "0004_rank"), ("pages", "0003_pagewords")]

    operations = [
        migrations.RunSQL(
            WORDS, "DROP FUNCTION page_words_vector(bigint, varchar, varchar)"
        ),
        migrations.RunSQL(REFRESH, _again(triggers.REFRESH)),
        triggers.triggers("pages_pagewords", triggers.PART_INSERTED + triggers.PART_UPDATED),
    ]
