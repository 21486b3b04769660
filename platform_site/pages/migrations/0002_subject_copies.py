"""Keeps the copies in PageSubject equal to the page's own columns, whoever changes them."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION pages_copy_to_subject() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT kind, audience, circle_id, CASE WHEN state = 'published' THEN published_at END
    INTO NEW.kind, NEW.audience, NEW.circle_id, NEW.published_at
    FROM pages_page WHERE id = NEW.page_id;
  RETURN NEW;
END $$;

CREATE TRIGGER pages_pagesubject_copy BEFORE INSERT ON pages_pagesubject
  FOR EACH ROW EXECUTE FUNCTION pages_copy_to_subject();

CREATE FUNCTION pages_copy_to_subjects() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE pages_pagesubject SET
    kind = NEW.kind, audience = NEW.audience, circle_id = NEW.circle_id,
    published_at = CASE WHEN NEW.state = 'published' THEN NEW.published_at END
    WHERE page_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER pages_page_copy AFTER UPDATE OF kind, audience, circle_id, state, published_at
  ON pages_page FOR EACH ROW
  WHEN ((OLD.kind, OLD.audience, OLD.circle_id, OLD.state, OLD.published_at)
    IS DISTINCT FROM (NEW.kind, NEW.audience, NEW.circle_id, NEW.state, NEW.published_at))
  EXECUTE FUNCTION pages_copy_to_subjects();
"""

BACKWARD = """
DROP TRIGGER pages_page_copy ON pages_page;
DROP FUNCTION pages_copy_to_subjects();
DROP TRIGGER pages_pagesubject_copy ON pages_pagesubject;
DROP FUNCTION pages_copy_to_subject();
"""


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
