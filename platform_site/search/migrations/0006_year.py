"""The year of an entry is that of the work its page records, else that of its publication here.

What is dated before 1901 was never dated: see resources/reference/SOURCES.md.
"""

from importlib import import_module

from django.db import migrations

triggers = import_module("platform_site.search.migrations.0003_triggers")
words = import_module("platform_site.search.migrations.0005_words")

_EARLIER = (
    "CASE WHEN name.code = '' THEN extract(year FROM page.published_at AT TIME ZONE 'UTC') END"
)
_NOW = """CASE WHEN name.code = '' AND page.published_at >= '1901-01-01' THEN
        coalesce(page.year, extract(year FROM page.published_at AT TIME ZONE 'UTC'))
      END"""

ON_PAGE = triggers.PAGE[
    triggers.PAGE.index("CREATE FUNCTION") : triggers.PAGE.index("CREATE TRIGGER")
]


def _replace(function: str) -> str:
    return function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)


def _with_year(function: str) -> str:
    for side in ("before", "after"):
        function = function.replace(f"{side}.published_at\n", f"{side}.published_at, {side}.year\n")
    return function


REFRESH = words.REFRESH.replace(_EARLIER, _NOW)


class Migration(migrations.Migration):
    dependencies = [("search", "0005_words"), ("pages", "0004_page_year")]

    operations = [
        migrations.RunSQL(REFRESH, words.REFRESH),
        migrations.RunSQL(_replace(_with_year(ON_PAGE)), _replace(ON_PAGE)),
    ]
