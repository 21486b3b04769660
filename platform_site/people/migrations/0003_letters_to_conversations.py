"""What people wrote through profiles so far becomes conversations; those where both wrote stand
as accepted. A letter to oneself was never possible."""

from django.db import migrations

FORWARD = """
INSERT INTO people_conversation (asker_id, asked_id, begun_at, accepted_at)
SELECT (array_agg(m.sender_id ORDER BY m.id))[1], (array_agg(p.user_id ORDER BY m.id))[1],
       min(m.sent_at),
       CASE WHEN count(DISTINCT m.sender_id) = 2 THEN max(m.sent_at) END
  FROM people_message m JOIN people_profile p ON p.page_ptr_id = m.profile_id
 GROUP BY least(m.sender_id, p.user_id), greatest(m.sender_id, p.user_id);

UPDATE people_message m SET conversation_id = c.id
  FROM people_profile p, people_conversation c
 WHERE p.page_ptr_id = m.profile_id
   AND least(c.asker_id, c.asked_id) = least(m.sender_id, p.user_id)
   AND greatest(c.asker_id, c.asked_id) = greatest(m.sender_id, p.user_id);

-- Everything so far was told by mail, with its text: nothing of it counts as unread.
INSERT INTO people_side (conversation_id, person_id, forgotten_up_to, read_up_to, last_received,
                         last_message, last_at)
SELECT c.id, one.person_id, 0, max(m.id),
       COALESCE(max(m.id) FILTER (WHERE m.sender_id <> one.person_id), 0), max(m.id),
       max(m.sent_at)
  FROM people_conversation c
 CROSS JOIN LATERAL (VALUES (c.asker_id), (c.asked_id)) AS one (person_id)
  JOIN people_message m ON m.conversation_id = c.id
 GROUP BY c.id, one.person_id;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_conversations")]

    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
