"""Making the digests that are due: one for a person and a period, however many beats there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Min
from django.db.models.functions import Coalesce
from django.utils import timezone

from ..models import DIGEST_HOUR, GATHERED, Delivery, Frequency
from ..schedule import last_due

# What was told after the hour waits for the next time. The index on person, frequency and day is
# what makes a second beat at the same instant do nothing.
MAKE = """
INSERT INTO notifications_delivery
       (person_id, channel, priority, frequency, period_start, due_at)
SELECT u.id, 'mail', %(priority)s, %(frequency)s, %(day)s, %(due)s
  FROM accounts_user u LEFT JOIN notifications_mailpreference m ON m.user_id = u.id
 WHERE u.is_active AND u.time_zone = %(zone)s AND COALESCE(m.digest_hour, %(usual)s) = %(hour)s
   -- After a pause it comes at the usual hour, not at midnight.
   AND (m.paused_until IS NULL OR m.paused_until <= %(due)s)
   AND u.id IN (SELECT person_id FROM notifications_delivery
                 WHERE channel = 'digest' AND state = 'waiting' AND frequency = %(frequency)s
                   AND created_at <= %(due)s)
 -- In one order for all beats: no deadlock.
 ORDER BY u.id
ON CONFLICT DO NOTHING
RETURNING id, person_id
"""

# A statement of its own, with arrays: joined to MAKE in one, the planner takes the new digests
# for one row and compares every line with every one of them (20,000 people: over 30 s, now 1).
GATHER = """
UPDATE notifications_delivery l SET state = 'claimed', sent_in_id = made.id
  FROM unnest(%(ids)s::bigint[], %(people)s::bigint[]) AS made (id, person_id)
 WHERE l.person_id = made.person_id AND l.frequency = ANY(%(gathered)s::text[])
   AND l.channel = 'digest' AND l.state = 'waiting' AND l.created_at <= %(due)s
"""


@dataclass(frozen=True)
class Due:
    """One period that ended for those of one zone who want their mail at one hour."""

    zone: str
    hour: int
    frequency: str
    day: date
    at: datetime

    @property
    def gathered(self) -> list[str]:
        """A week's mail takes the last day's lines along: one mail in a morning, not two."""
        return [str(one) for one in GATHERED[: GATHERED.index(Frequency(self.frequency)) + 1]]


def prepare_digests(*, now: datetime | None = None) -> int:
    """Gathers what waits into digests; returns how many were made."""
    now = now or timezone.now()
    longest_first = sorted(_due(now), key=lambda due: -len(due.gathered))
    return sum(_prepare(due) for due in longest_first)


def _due(now: datetime) -> Iterator[Due]:
    """Only where something waits that is old enough."""
    waiting = Delivery.objects.filter(channel=Delivery.Channel.DIGEST, state=Delivery.State.WAITING)
    groups = (
        waiting.filter(person__is_active=True, frequency__in=GATHERED)
        .values_list(
            "frequency",
            "person__time_zone",
            Coalesce(F("person__mail_preference__digest_hour"), DIGEST_HOUR),
        )
        .annotate(oldest=Min("created_at"))
    )
    for frequency, zone, hour, oldest in groups:
        day, at = last_due(zone, now, hour=hour, frequency=frequency)
        if oldest <= at:
            yield Due(zone, hour, frequency, day, at)


@transaction.atomic
def _prepare(due: Due) -> int:
    asked: dict[str, Any] = {
        "zone": due.zone,
        "hour": due.hour,
        "usual": DIGEST_HOUR,
        "frequency": due.frequency,
        "day": due.day,
        "due": due.at,
        "priority": Delivery.Priority.DIGEST.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(MAKE, asked)
        made = cursor.fetchall()
        ids, people = [row[0] for row in made], [row[1] for row in made]
        asked |= {"ids": ids, "people": people, "gathered": due.gathered}
        cursor.execute(GATHER, asked)
    return len(made)
