"""Settling what a kill or a silent server left open.

Whether a mail in doubt arrived, only the mail server knows. With a look into its log each is
settled rightly. Without one the rule is by kind: a letter (confirm, reset, security) goes out
again with the same Message-ID, because a person waits for it and twice is better than never;
any other mail stays in doubt, which its reader sees in the list of mails, and the inbox has told
it anyway.
"""

from collections.abc import Callable

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from ..models import Delivery, Letter

# Given Message-IDs without their brackets and domain, those that the mail server took.
type Log = Callable[[set[str]], set[str]]

SEND_AGAIN = {"state": Delivery.State.WAITING, "lease_until": None}
SETTLE_LINES = """
UPDATE notifications_delivery l
   SET state = d.state, skipped_because = d.skipped_because, settled_at = d.settled_at
  FROM notifications_delivery d
 WHERE d.id = l.sent_in_id AND l.channel = 'digest' AND l.state = 'claimed'
   AND d.state IN ('sent', 'skipped', 'failed')
"""


def settle(*, log: Log | None = None) -> None:
    """Frees what a dead sender held, and settles what is in doubt."""
    left = Delivery.objects.filter(lease_until__lt=Now())
    left.filter(state=Delivery.State.CLAIMED).update(**SEND_AGAIN)
    doubtful = left.filter(state=Delivery.State.IN_DOUBT)
    if log is None:
        letters = doubtful.filter(letter__isnull=False).values_list("pk", flat=True)
        left.filter(pk__in=list(letters)).update(**SEND_AGAIN)
    else:
        _ask(log, doubtful)
    settle_lines()
    erase_letters()


def send_again(*, deliveries: QuerySet[Delivery]) -> int:
    """A person decides that what is in doubt shall go again; returns how many that is."""
    return deliveries.filter(state=Delivery.State.IN_DOUBT).update(**SEND_AGAIN)


def _ask(log: Log, doubtful: QuerySet[Delivery]) -> None:
    keys = {str(key): pk for pk, key in doubtful.values_list("pk", "message_id")}
    taken = log(set(keys))
    arrived = [pk for key, pk in keys.items() if key in taken]
    Delivery.objects.filter(pk__in=arrived).update(state=Delivery.State.SENT, lease_until=None)
    doubtful.exclude(pk__in=arrived).update(**SEND_AGAIN)


def settle_lines() -> None:
    """Gives the lines of a digest what became of it."""
    with connection.cursor() as cursor:
        cursor.execute(SETTLE_LINES)


def erase_letters() -> None:
    """A letter's body holds a way into an account: gone as soon as it is of no more use."""
    over = Q(delivery__state__in=["sent", "skipped", "failed"])
    Letter.objects.filter(over).exclude(text="").update(text="", html="")
