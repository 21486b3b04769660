"""How much one person may write to others: counted on the rows themselves, under their lock."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from platform_site.accounts.models import User
from platform_site.moderation.permissions import publishes_at_once

from .models import Conversation, Message

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
# Whoever has just signed up may be a machine.
NEW = timedelta(days=7)
BEGUN_BY_NEW, BEGUN, BEGUN_BY_TRUSTED = 3, 10, 50
PER_MINUTE = 10


def beginnings(person: User) -> int:
    """How many people a person may write to first within 24 hours."""
    if publishes_at_once(person):
        return BEGUN_BY_TRUSTED
    is_new = timezone.now() - person.joined_at < NEW
    return BEGUN_BY_NEW if is_new else BEGUN


def wait_to_begin(person: User) -> timedelta | None:
    """None when the person may write to somebody new, else how long until they may."""
    number = beginnings(person)
    begun = Conversation.objects.filter(asker=person).order_by("-begun_at")
    return _wait(begun.values_list("begun_at", flat=True)[number - 1 : number], DAY)


def wait_to_write(person: User) -> timedelta | None:
    """None when the person may send one more message, else how long until they may."""
    sent = Message.objects.filter(sender=person).order_by("-pk")
    return _wait(sent.values_list("sent_at", flat=True)[PER_MINUTE - 1 : PER_MINUTE], MINUTE)


def _wait(last_counted: Iterable[datetime], span: timedelta) -> timedelta | None:
    """The oldest of the last so many, if there are as many, says when there is room again."""
    for oldest in last_counted:
        left = oldest + span - timezone.now()
        return left if left > timedelta() else None
    return None
