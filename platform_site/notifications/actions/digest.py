"""Making the digests that are due: one for a person and a day, however many beats there are."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from ..models import Delivery
from ..schedule import last_due

# Someone who moves to another time zone does not get two digests in one day.
APART = timedelta(hours=20)

# What was told after seven waits for the next morning.
MAKE = """
INSERT INTO notifications_delivery
       (person_id, channel, priority, frequency, period_start, due_at)
SELECT u.id, 'mail', %(priority)s, 'daily', %(day)s, %(due)s
  FROM accounts_user u
 WHERE u.is_active AND u.time_zone = %(zone)s
   AND u.id IN (SELECT person_id FROM notifications_delivery
                 WHERE channel = 'digest' AND state = 'waiting' AND created_at <= %(due)s)
   AND NOT EXISTS (SELECT FROM notifications_delivery d
                    WHERE d.person_id = u.id AND d.frequency = 'daily'
                      AND d.period_start IS NOT NULL AND d.due_at > %(apart)s)
ON CONFLICT DO NOTHING
RETURNING id, person_id
"""

# A statement of its own, with arrays: joined to MAKE in one, the planner takes the new digests
# for one row and compares every line with every one of them (20,000 people: over 30 s, now 1).
GATHER = """
UPDATE notifications_delivery l SET state = 'claimed', sent_in_id = made.id
  FROM unnest(%(ids)s::bigint[], %(people)s::bigint[]) AS made (id, person_id)
 WHERE l.person_id = made.person_id
   AND l.channel = 'digest' AND l.state = 'waiting' AND l.created_at <= %(due)s
"""


def prepare_digests(*, now: datetime | None = None) -> int:
    """Gathers what waits into digests; returns how many were made."""
    now = now or timezone.now()
    waiting = Delivery.objects.filter(channel=Delivery.Channel.DIGEST, state=Delivery.State.WAITING)
    zones = waiting.filter(person__is_active=True).values_list("person__time_zone", flat=True)
    return sum(_prepare(zone, now) for zone in zones.distinct())


@transaction.atomic
def _prepare(zone: str, now: datetime) -> int:
    day, due = last_due(zone, now)
    priority = Delivery.Priority.DIGEST.value
    with connection.cursor() as cursor:
        cursor.execute(
            MAKE,
            {"zone": zone, "day": day, "due": due, "apart": due - APART, "priority": priority},
        )
        made = cursor.fetchall()
        ids, people = [row[0] for row in made], [row[1] for row in made]
        cursor.execute(GATHER, {"ids": ids, "people": people, "due": due})
    return len(made)
