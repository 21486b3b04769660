"""Arabic words without their article, misspelled words, and the rank of the best reading.

The stemmer makes الضم of الضمان but ضمان of ضمان, and طال of بطالة: so titles and summaries are
also kept as they stand without the article.
"""

from importlib import import_module

from django.db import migrations

languages = import_module("platform_site.search.migrations.0001_languages")
rank = import_module("platform_site.search.migrations.0004_rank")

BARE = r"""
CREATE FUNCTION page_bare(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  regexp_replace(words, '\m[وف]?(ال|لل|بال|كال)(?=\w{3})', '', 'g');
"""

VECTOR = languages.FUNCTIONS[languages.FUNCTIONS.index("-- Without left()") :]
VECTOR = VECTOR[: VECTOR.index("-- What people mean")].replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)
BARE_VECTOR = """
     )
  || CASE WHEN page_config(language) = 'site_ar'::regconfig
       THEN setweight(to_tsvector('site_simple'::regconfig, page_bare(title)), 'A')
         || setweight(to_tsvector('site_simple'::regconfig, page_bare(summary)), 'B')
       ELSE ''::tsvector
     END;
"""

# "socail" shares too few threes of letters with "social" for the usual threshold of 0.3.
ALIKE = """
CREATE FUNCTION search_words_like(word text) RETURNS SETOF text
LANGUAGE sql STABLE SET pg_trgm.similarity_threshold = 0.2 AS $$
  SELECT text FROM search_word WHERE folded % search_fold(word)
  ORDER BY similarity(folded, search_fold(word)) DESC, entries DESC, folded LIMIT 20
$$;
"""

# An OR of readings would share one rank among all of them: the best of them counts.
RANK = """
CREATE FUNCTION search_rank(vector tsvector, whole tsquery[], wide tsquery[], match tsquery)
RETURNS float8 LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
BEGIN
  -- Whole words count most: "age" must not find every agency before old age. What says the same
  -- counts less than what was typed.
  RETURN greatest(
    coalesce((SELECT max(ts_rank(vector, q)) FROM unnest(whole) q WHERE vector @@ q), 0),
    coalesce((SELECT max(ts_rank(vector, q)) FROM unnest(wide) q WHERE vector @@ q), 0) * 0.7
  ) + ts_rank(vector, match) / 10;
END $$;
DROP FUNCTION search_rank(tsvector, tsquery, tsquery);
"""

AGAIN = "SELECT search_refresh(ARRAY(SELECT id FROM pages_page WHERE state = 'published'))"


class Migration(migrations.Migration):
    dependencies = [("search", "0006_year")]

    operations = [
        migrations.RunSQL(BARE, "DROP FUNCTION page_bare(text)"),
        migrations.RunSQL(VECTOR.replace("\n     );", BARE_VECTOR), VECTOR),
        migrations.RunSQL(ALIKE, "DROP FUNCTION search_words_like(text)"),
        migrations.RunSQL(
            RANK,
            "DROP FUNCTION search_rank(tsvector, tsquery[], tsquery[], tsquery);" + rank.FORWARD,
        ),
        migrations.RunSQL(AGAIN, AGAIN),
    ]
