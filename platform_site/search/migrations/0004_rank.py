"""Ranks that are worked out last, for the rows that a LIMIT leaves.

The planner takes ts_rank for cheap and works it out for every match before it sorts. A function
that says what it costs is put off; it is plpgsql because the body of an SQL function would be
written into the query, where its cost is forgotten.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION search_rank(vector tsvector, whole tsquery, match tsquery) RETURNS float8
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
BEGIN
  -- Whole words count most: "age" must not find every agency before old age.
  RETURN ts_rank(vector, whole) + ts_rank(vector, match) / 10;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0003_triggers")]

    operations = [
        migrations.RunSQL(FORWARD, "DROP FUNCTION search_rank(tsvector, tsquery, tsquery)")
    ]
