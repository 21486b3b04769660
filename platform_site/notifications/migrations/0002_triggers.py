"""Puts every new activity into the outbox, and keeps the number of followers of a page."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION notifications_to_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO notifications_outbox (activity_id) SELECT id FROM happened;
  RETURN NULL;
END $$;

CREATE TRIGGER notifications_activity_to_outbox AFTER INSERT ON activity_activity
  REFERENCING NEW TABLE AS happened FOR EACH STATEMENT
  EXECUTE FUNCTION notifications_to_outbox();

-- A muted page is not followed. Changes are added up for each page, in the order of pages, so
-- that many new followers are one write and two such writes never wait for each other.
-- When a page goes, its counters may be gone before its follows: only a new follower makes a row.
CREATE FUNCTION notifications_add_followers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO pages_pagecounters (page_id, posts, followers)
    SELECT page_id, 0, count(*) FILTER (WHERE level <> 'muted')
      FROM come GROUP BY page_id ORDER BY page_id
    ON CONFLICT (page_id)
    DO UPDATE SET followers = pages_pagecounters.followers + excluded.followers;
  RETURN NULL;
END $$;

CREATE FUNCTION notifications_take_followers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE pages_pagecounters c SET followers = c.followers - g.number
    FROM (SELECT page_id, count(*) AS number FROM gone WHERE level <> 'muted' GROUP BY page_id) g
   WHERE c.page_id = g.page_id;
  RETURN NULL;
END $$;

CREATE FUNCTION notifications_change_followers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE pages_pagecounters c SET followers = c.followers + g.number
    FROM (SELECT page_id, sum(number) AS number
            FROM (SELECT page_id, 1 AS number FROM come WHERE level <> 'muted'
                   UNION ALL SELECT page_id, -1 FROM gone WHERE level <> 'muted') both_sides
           GROUP BY page_id HAVING sum(number) <> 0) g
   WHERE c.page_id = g.page_id;
  RETURN NULL;
END $$;

CREATE TRIGGER notifications_follow_add AFTER INSERT ON notifications_follow
  REFERENCING NEW TABLE AS come FOR EACH STATEMENT
  EXECUTE FUNCTION notifications_add_followers();
CREATE TRIGGER notifications_follow_take AFTER DELETE ON notifications_follow
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT
  EXECUTE FUNCTION notifications_take_followers();
CREATE TRIGGER notifications_follow_change AFTER UPDATE ON notifications_follow
  REFERENCING OLD TABLE AS gone NEW TABLE AS come FOR EACH STATEMENT
  EXECUTE FUNCTION notifications_change_followers();
"""

BACKWARD = """
DROP TRIGGER notifications_follow_change ON notifications_follow;
DROP TRIGGER notifications_follow_take ON notifications_follow;
DROP TRIGGER notifications_follow_add ON notifications_follow;
DROP FUNCTION notifications_change_followers();
DROP FUNCTION notifications_take_followers();
DROP FUNCTION notifications_add_followers();
DROP TRIGGER notifications_activity_to_outbox ON activity_activity;
DROP FUNCTION notifications_to_outbox();
"""


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
