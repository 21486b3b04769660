"""How words of each language are read: extensions, text search configurations, functions.

Accents are dropped inside the configurations, so a vector needs no wrapper around unaccent().
Bodies are in the SQL standard's form, not text in $$: pg_dump then knows what they stand on, and
a restore, which runs with an empty search_path, finds it.
"""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

STEMMERS = {
    "site_en": "english",
    "site_fr": "french",
    "site_es": "spanish",
    "site_ar": "arabic",
    "site_pt": "portuguese",
    "site_ru": "russian",
    "site_simple": "simple",
}

CONFIGURATION = """
CREATE TEXT SEARCH CONFIGURATION {name} (COPY = pg_catalog.{stemmer});
ALTER TEXT SEARCH CONFIGURATION {name} ALTER MAPPING FOR hword, hword_part, word
  WITH unaccent, {dictionary};
"""

FUNCTIONS = r"""
CREATE FUNCTION page_config(language varchar) RETURNS regconfig
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE left(language, 2)
  WHEN 'en' THEN 'site_en'::regconfig
  WHEN 'fr' THEN 'site_fr'::regconfig
  WHEN 'es' THEN 'site_es'::regconfig
  WHEN 'ar' THEN 'site_ar'::regconfig
  WHEN 'pt' THEN 'site_pt'::regconfig
  WHEN 'ru' THEN 'site_ru'::regconfig
  ELSE 'site_simple'::regconfig
END;

-- The stemmer takes the article off والحماية only when the "and" before it is gone.
CREATE FUNCTION page_words(config regconfig, words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE
  WHEN config = 'site_ar'::regconfig THEN regexp_replace(words, '\mوال', 'ال', 'g')
  ELSE words
END;

-- Without left() a text of too many different words could not be saved at all.
CREATE FUNCTION page_vector(language varchar, code varchar, title varchar, summary text, body text)
RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  setweight(to_tsvector('site_simple'::regconfig, code), 'A')
  || setweight(to_tsvector(page_config(language), page_words(page_config(language), title)), 'A')
  || setweight(to_tsvector(page_config(language), page_words(page_config(language), summary)), 'B')
  || setweight(
       to_tsvector(page_config(language), page_words(page_config(language), left(body, 200000))), 'C'
     );

-- What people mean when they type quickly: small letters without accents, harakat or punctuation,
-- one form of alef, ya and ta marbuta, one space between words.
CREATE FUNCTION search_fold(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN btrim(regexp_replace(
  translate(
    regexp_replace(
      normalize(lower(unaccent(normalize(words, NFKC))), NFKD),
      '[\u0300-\u036f\u064b-\u065f\u0670\u0640]', '', 'g'
    ),
    'أإآٱىة', 'اااايه'
  ),
  '[^[:alnum:]]+', ' ', 'g'
));
"""

DROP_FUNCTIONS = """
DROP FUNCTION search_fold(text);
DROP FUNCTION page_vector(varchar, varchar, varchar, text, text);
DROP FUNCTION page_words(regconfig, text);
DROP FUNCTION page_config(varchar);
"""


def configuration(name: str, stemmer: str) -> migrations.RunSQL:
    dictionary = "simple" if stemmer == "simple" else f"{stemmer}_stem"
    return migrations.RunSQL(
        CONFIGURATION.format(name=name, stemmer=stemmer, dictionary=dictionary),
        f"DROP TEXT SEARCH CONFIGURATION {name}",
    )


class Migration(migrations.Migration):
    dependencies = []

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        *[configuration(name, stemmer) for name, stemmer in STEMMERS.items()],
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
    ]
