"""Sending what is due: claim a batch, check each mail anew, mark it in doubt, give it away.

A kill between the mark and the next one leaves at most one row in doubt; `settle` deals with it.
"""

import logging
import time
from collections.abc import Mapping
from datetime import timedelta

from django.db import connection
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from ..mails import NotToBeSent, compose, fetch
from ..models import Delivery
from ..smtp import HANGS_UP, Line, LineDown, Refused, Unanswered
from .bounce import count_refusal
from .settle import erase_letters, settle_lines

logger = logging.getLogger(__name__)

BATCH = 50
# Longer than a task may run (CELERY_TASK_TIME_LIMIT): a lease that ran out has no living holder.
LEASE = timedelta(seconds=180)
BUDGET = 60.0
# Minutes until the next try after the first, second, … refusal "for now"; then the last again.
BACKOFF = (1, 5, 15, 60, 120, 240)
GIVE_UP = timedelta(hours=48)
# So many refusals to talk in a row mean that the server, not the mails, has a problem.
HANG_UPS = 3

# The one statement per mail: the last one arrived, this one is about to leave. By id only: with
# statistics of before a burst, a condition on the state costs ten times as much.
MARK = """
UPDATE notifications_delivery
   SET state = CASE id WHEN %(leaving)s THEN 'in_doubt' ELSE 'sent' END,
       settled_at = statement_timestamp()
 WHERE id = ANY(%(ids)s)
"""

CLAIM = """
UPDATE notifications_delivery
   SET state = 'claimed', lease_until = statement_timestamp() + make_interval(secs => %s),
       attempts = attempts + 1
 WHERE id IN (
   SELECT id FROM notifications_delivery
    WHERE channel = 'mail' AND state = 'waiting' AND due_at <= statement_timestamp()
    ORDER BY priority, due_at
      FOR UPDATE SKIP LOCKED LIMIT %s)
RETURNING priority, due_at, id
"""


def send_due(*, budget: float = BUDGET) -> int:
    """Sends until nothing is due, the line is down or the time is up; returns how many left."""
    end = time.monotonic() + budget
    total = 0
    while ids := _claim():
        batch = _Batch(ids, end)
        batch.run()
        total += batch.sent
        if batch.waiting:
            break
    settle_lines()
    erase_letters()
    return total


def _claim() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [LEASE.total_seconds(), BATCH])
        return [pk for _priority, _due_at, pk in sorted(cursor.fetchall())]


class _Batch:
    """Claimed rows on one line to the server."""

    def __init__(self, ids: list[int], end: float) -> None:
        self.waiting = ids
        self.end = end
        self.arrived: int | None = None
        self.sent = 0
        self.hang_ups = 0
        self.line = Line()

    def run(self) -> None:
        """Whatever is left in `waiting` afterwards was not tried and is free again."""
        try:
            with self.line:
                self._send_all()
        except LineDown as problem:
            logger.warning("No line to the mail server, mails wait: %s", problem)
        finally:
            self._mark(leaving=None)
            _release(self.waiting)

    def _send_all(self) -> None:
        while self.waiting and time.monotonic() < self.end:
            # Fetched one by one, as late as can be: a person may close the account meanwhile.
            if delivery := fetch(self.waiting[0]):
                self._send(delivery)
            self.waiting.pop(0)

    def _send(self, delivery: Delivery) -> None:
        try:
            mail = compose(delivery)
            self.line.send(mail, before_dot=lambda: self._mark(leaving=delivery.pk))
        except NotToBeSent as skipped:
            _skip(delivery, skipped)
        except Refused as refusal:
            _refuse(delivery, refusal)
            if refusal.is_final and refusal.is_of_address:
                count_refusal(delivery=delivery, address=mail.address, answer=refusal.answer)
            self._count_hang_ups(refusal)
        except Unanswered as problem:
            logger.warning("Delivery %s is in doubt: %s", delivery.pk, problem)
        except LineDown:
            raise
        except Exception:  # one mail that cannot be written never stops the others
            logger.exception("Delivery %s could not be written", delivery.pk)
            _refuse(delivery, Refused(451, "could not be written"))
        else:
            self.arrived = delivery.pk
            self.sent += 1
            self.hang_ups = 0
            _leave_out(mail.left_out)

    def _mark(self, *, leaving: int | None) -> None:
        ids = [pk for pk in (self.arrived, leaving) if pk is not None]
        if ids:
            with connection.cursor() as cursor:
                cursor.execute(MARK, {"leaving": leaving, "ids": ids})
        self.arrived = None

    def _count_hang_ups(self, refusal: Refused) -> None:
        self.hang_ups = self.hang_ups + 1 if refusal.code == HANGS_UP else 0
        if self.hang_ups == HANG_UPS:
            raise LineDown(refusal.answer)


def _skip(delivery: Delivery, skipped: NotToBeSent) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(
        state=Delivery.State.SKIPPED, skipped_because=skipped.reason, settled_at=Now()
    )
    _leave_out(skipped.left_out)


def _leave_out(lines: Mapping[int, str]) -> None:
    for pk, reason in lines.items():
        Delivery.objects.filter(pk=pk).update(
            state=Delivery.State.SKIPPED, skipped_because=reason, settled_at=Now()
        )


def _refuse(delivery: Delivery, refusal: Refused) -> None:
    """Later again when the server said so, for two days; else never."""
    row = Delivery.objects.filter(pk=delivery.pk)
    now = timezone.now()
    if refusal.is_final or now - delivery.created_at > GIVE_UP:
        row.update(state=Delivery.State.FAILED, answer=refusal.answer, settled_at=now)
        return
    minutes = BACKOFF[min(delivery.attempts, len(BACKOFF)) - 1]
    row.update(
        state=Delivery.State.WAITING,
        answer=refusal.answer,
        due_at=now + timedelta(minutes=minutes),
        lease_until=None,
    )


def _release(ids: list[int]) -> None:
    Delivery.objects.filter(pk__in=ids, state=Delivery.State.CLAIMED).update(
        state=Delivery.State.WAITING, lease_until=None, attempts=F("attempts") - 1
    )
