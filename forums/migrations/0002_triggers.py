"""Keeps when somebody wrote last in a topic, and says that it lies within its forum."""

from django.db import migrations

FORWARD = """
-- Lists of topics are read along this one column; the counters lie in a table of their own.
CREATE FUNCTION forums_wrote_last() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE forums_topic SET last_at = NEW.last_post_at WHERE page_ptr_id = NEW.page_id;
  RETURN NULL;
END $$;

CREATE TRIGGER forums_post_written AFTER INSERT OR UPDATE OF last_post_at ON pages_pagecounters
  FOR EACH ROW WHEN (NEW.last_post_at IS NOT NULL)
  EXECUTE FUNCTION forums_wrote_last();

-- A whole page is saved when a change of it is accepted: with the moment it was read with, which
-- a post may have passed since.
CREATE FUNCTION forums_never_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.last_at := GREATEST(OLD.last_at, NEW.last_at);
  RETURN NEW;
END $$;

CREATE TRIGGER forums_topic_never_back BEFORE UPDATE OF last_at ON forums_topic
  FOR EACH ROW EXECUTE FUNCTION forums_never_back();

-- A topic that waited for review is new on the day it is published.
CREATE FUNCTION forums_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE forums_topic SET last_at = NEW.published_at WHERE page_ptr_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER forums_topic_published AFTER UPDATE OF published_at ON pages_page
  FOR EACH ROW WHEN (NEW.kind = 'topic' AND OLD.published_at IS NULL AND NEW.published_at IS NOT NULL)
  EXECUTE FUNCTION forums_published();

-- What lies below the sections (who is told, who moderates) reads it from this link.
CREATE FUNCTION forums_lies_within() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM pages_pagelink
   WHERE page_id = NEW.page_ptr_id AND kind = 'within' AND target_id <> NEW.forum_id;
  INSERT INTO pages_pagelink (page_id, target_id, kind)
    VALUES (NEW.page_ptr_id, NEW.forum_id, 'within') ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER forums_topic_within AFTER INSERT OR UPDATE OF forum_id ON forums_topic
  FOR EACH ROW EXECUTE FUNCTION forums_lies_within();
"""

BACKWARD = """
DROP TRIGGER forums_topic_within ON forums_topic;
DROP FUNCTION forums_lies_within();
DROP TRIGGER forums_topic_published ON pages_page;
DROP FUNCTION forums_published();
DROP TRIGGER forums_topic_never_back ON forums_topic;
DROP FUNCTION forums_never_back();
DROP TRIGGER forums_post_written ON pages_pagecounters;
DROP FUNCTION forums_wrote_last();
"""


class Migration(migrations.Migration):
    dependencies = [("forums", "0001_initial"), ("pages", "0006_links")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
