"""Keeps the entries equal to the pages, whoever writes them: a person, an import, plain SQL.

Everything goes through search_refresh: it makes the entries of the named pages as they must be
now. manage.py rebuild_search calls it for all pages, and a test holds the two together.
The triggers are per statement, so that loading a thousand names is one refresh, not a thousand.
"""

from django.db import migrations

REFRESH = """
ALTER TABLE search_searchentry SET (toast_tuple_target = 128);
ALTER TABLE search_searchentry ALTER COLUMN vector SET STORAGE EXTERNAL;

CREATE FUNCTION search_refresh(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
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
      ) AS vector
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

DROP_REFRESH = "DROP FUNCTION search_refresh(bigint[])"

PAGE = """
CREATE FUNCTION search_on_page() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM search_refresh(ARRAY(SELECT id FROM after WHERE state = 'published'));
  ELSIF TG_OP = 'UPDATE' THEN
    -- A page that is not published has no entries, before and after: nothing to do.
    PERFORM search_refresh(ARRAY(
      SELECT after.id FROM after JOIN before USING (id)
      WHERE 'published' IN (before.state, after.state) AND (
        before.kind, before.subtype, before.slug, before.language, before.translation_of_id,
        before.title, before.summary, before.state, before.audience, before.circle_id,
        before.published_at
      ) IS DISTINCT FROM (
        after.kind, after.subtype, after.slug, after.language, after.translation_of_id,
        after.title, after.summary, after.state, after.audience, after.circle_id,
        after.published_at
      )
    ));
  ELSE
    DELETE FROM search_searchentry WHERE page_id IN (SELECT id FROM before);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER search_page_inserted AFTER INSERT ON pages_page
  REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION search_on_page();
CREATE TRIGGER search_page_updated AFTER UPDATE ON pages_page
  REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION search_on_page();
CREATE TRIGGER search_page_deleted AFTER DELETE ON pages_page
  REFERENCING OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION search_on_page();
"""

DROP_PAGE = """
DROP TRIGGER search_page_inserted ON pages_page;
DROP TRIGGER search_page_updated ON pages_page;
DROP TRIGGER search_page_deleted ON pages_page;
DROP FUNCTION search_on_page();
"""

PART = """
CREATE FUNCTION search_on_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM search_refresh(ARRAY(SELECT DISTINCT page_id FROM after));
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM search_refresh(ARRAY(SELECT DISTINCT page_id FROM before));
  ELSE
    PERFORM search_refresh(ARRAY(SELECT page_id FROM before UNION SELECT page_id FROM after));
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION search_on_moved_subject() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_refresh(ARRAY[OLD.page_id, NEW.page_id]);
  RETURN NULL;
END $$;
"""

DROP_PART = "DROP FUNCTION search_on_moved_subject(); DROP FUNCTION search_on_part();"

PART_INSERTED = """
CREATE TRIGGER search_part_inserted AFTER INSERT ON {table}
  REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION search_on_part();
CREATE TRIGGER search_part_deleted AFTER DELETE ON {table}
  REFERENCING OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION search_on_part();
"""

PART_UPDATED = """
CREATE TRIGGER search_part_updated AFTER UPDATE ON {table}
  REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION search_on_part();
"""

# Its rows are updated with every change of their page (they carry copies of its columns):
# only the two columns that make an entry matter here.
SUBJECT_UPDATED = """
CREATE TRIGGER search_part_updated AFTER UPDATE OF page_id, subject_id ON pages_pagesubject
  FOR EACH ROW EXECUTE FUNCTION search_on_moved_subject();
"""

PARTS = {
    "pages_pagetext": PART_INSERTED + PART_UPDATED,
    "pages_pagename": PART_INSERTED + PART_UPDATED,
    "pages_pagesubject": PART_INSERTED + SUBJECT_UPDATED,
}

DROP_PART_TRIGGERS = """
DROP TRIGGER search_part_inserted ON {table};
DROP TRIGGER search_part_updated ON {table};
DROP TRIGGER search_part_deleted ON {table};
"""

EXISTING = "SELECT search_refresh(ARRAY(SELECT id FROM pages_page WHERE state = 'published'))"


def triggers(table: str, forward: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        forward.format(table=table), DROP_PART_TRIGGERS.format(table=table)
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0002_entries"), ("pages", "0002_subject_copies")]

    operations = [
        migrations.RunSQL(REFRESH, DROP_REFRESH),
        migrations.RunSQL(PAGE, DROP_PAGE),
        migrations.RunSQL(PART, DROP_PART),
        *[triggers(table, forward) for table, forward in PARTS.items()],
        migrations.RunSQL(EXISTING, migrations.RunSQL.noop),
    ]
