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

-- A muted page is not followed. When a page goes, its counters may be gone before its follows,
-- so only a new follower may write a row of counters.
CREATE FUNCTION notifications_count_followers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.level <> 'muted' THEN
    UPDATE pages_pagecounters SET followers = followers - 1 WHERE page_id = OLD.page_id;
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.level <> 'muted' THEN
    INSERT INTO pages_pagecounters (page_id, posts, followers) VALUES (NEW.page_id, 0, 1)
      ON CONFLICT (page_id) DO UPDATE SET followers = pages_pagecounters.followers + 1;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER notifications_follow_count AFTER INSERT OR DELETE OR UPDATE OF level, page_id
  ON notifications_follow FOR EACH ROW
  EXECUTE FUNCTION notifications_count_followers();
"""

BACKWARD = """
DROP TRIGGER notifications_follow_count ON notifications_follow;
DROP FUNCTION notifications_count_followers();
DROP TRIGGER notifications_activity_to_outbox ON activity_activity;
DROP FUNCTION notifications_to_outbox();
"""


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
