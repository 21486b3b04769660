"""Making the digests that are due: one for a person and a day, however many beats there are."""

from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from ..models import Delivery
from ..schedule import last_due

# Someone who moves to another time zone does not get two digests in one day.
APART = timedelta(hours=20)

# What was told after seven waits for the next morning.
PREPARE = """
WITH made AS (
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
  RETURNING id, person_id)
UPDATE notifications_delivery l SET state = 'claimed', sent_in_id = made.id
  FROM made
 WHERE l.person_id = made.person_id
   AND l.channel = 'digest' AND l.state = 'waiting' AND l.created_at <= %(due)s
RETURNING made.id
"""


def prepare_digests(*, now: datetime | None = None) -> int:
    """Gathers what waits into digests; returns how many were made."""
    now = now or timezone.now()
    waiting = Delivery.objects.filter(channel=Delivery.Channel.DIGEST, state=Delivery.State.WAITING)
    zones = waiting.filter(person__is_active=True).values_list("person__time_zone", flat=True)
    return sum(_prepare(zone, now) for zone in zones.distinct())


def _prepare(zone: str, now: datetime) -> int:
    day, due = last_due(zone, now)
    with connection.cursor() as cursor:
        cursor.execute(
            PREPARE,
            {
                "zone": zone,
                "day": day,
                "due": due,
                "apart": due - APART,
                "priority": Delivery.Priority.DIGEST.value,
            },
        )
        return len({pk for (pk,) in cursor.fetchall()})
