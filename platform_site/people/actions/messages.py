"""Writing to another person: the first message asks, and the next wait until it is taken up."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from platform_site.accounts.models import User
from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.moderation.permissions import may_contribute

from ..limits import wait_to_begin, wait_to_write
from ..models import Conversation, Message, Profile, Side
from .pairs import blocks, hold
from .unsent import forget_unsent


class NotOpenToContact(Exception):
    """This person does not take messages, or none from this writer. Never say which."""


class NotAllowedToWrite(Exception):
    """A moderator has taken this person's right to contribute, and so to write to others."""


class NotYet(Exception):
    """The first message has not been taken up: until then there is one."""


class YouBlockedThem(Exception):
    """They could not answer."""


class TooManyMessages(Exception):
    """`wait` is how long until there is room for one more; `to_begin`: for somebody new."""

    def __init__(self, wait: timedelta, *, to_begin: bool) -> None:
        super().__init__(wait)
        self.wait, self.to_begin = wait, to_begin


@transaction.atomic
def send_message(*, to: Profile, by: User, text: str, language: str, key: UUID) -> Message:
    """Writes to the person of a profile: the first message asks, later ones join the conversation.

    The same key a second time gives the first message. Raises NotOpenToContact,
    NotAllowedToWrite, NotYet, YouBlockedThem, TooManyMessages.
    """
    people = hold(to.user, by)
    if earlier := Message.objects.filter(submission_key=key, sender=by).first():
        return earlier
    if by.pk not in people:
        raise NotAllowedToWrite
    if to.user_id not in people or to.user_id == by.pk:
        raise NotOpenToContact
    conversation = Conversation.objects.between(by, to.user).first()
    if conversation is None:
        return _begin(to, people[by.pk], text, language, key)
    return _write(conversation, by, text, language, key)


@transaction.atomic
def write_message(
    *, conversation: Conversation, by: User, text: str, language: str, key: UUID
) -> Message:
    """Adds to a conversation; writing to who asked takes it up, and so does writing where one had
    ended it oneself. Keys and errors as in `send_message`."""
    other = conversation.other(by)
    people = hold(*filter(None, [other, by]))
    if earlier := Message.objects.filter(submission_key=key, sender=by).first():
        return earlier
    if by.pk not in people:
        raise NotAllowedToWrite
    now = Conversation.objects.select_related("asker", "asked").get(pk=conversation.pk)
    return _write(now, by, text, language, key)


def _begin(to: Profile, by: User, text: str, language: str, key: UUID) -> Message:
    profile = Profile.objects.select_related("user").get(pk=to.pk)
    _check(by, profile.user)
    if not profile.can_be_written_to(by):
        raise NotOpenToContact
    if wait := wait_to_begin(by):
        raise TooManyMessages(wait, to_begin=True)
    conversation = Conversation.objects.create(asker=by, asked=profile.user)
    Side.objects.bulk_create(
        Side(conversation=conversation, person=person) for person in (by, profile.user)
    )
    return _add(conversation, by, text, language, key)


def _write(conversation: Conversation, by: User, text: str, language: str, key: UUID) -> Message:
    other = conversation.other(by)
    if other is None or not other.is_active:
        raise NotOpenToContact
    _check(by, other)
    sides = {side.person_id: side for side in conversation.sides.all()}
    if sides[other.pk].closed_at is not None or blocks(other, by):
        raise NotOpenToContact
    if not conversation.is_accepted:
        _take_up(conversation, by)
    Side.objects.filter(pk=sides[by.pk].pk).update(closed_at=None)
    return _add(conversation, by, text, language, key)


def _take_up(conversation: Conversation, by: User) -> None:
    if conversation.asker_id == by.pk:
        raise NotYet
    conversation.accepted_at = timezone.now()
    conversation.save(update_fields=["accepted_at"])


def _check(by: User, other: User) -> None:
    if not may_contribute(by):
        raise NotAllowedToWrite
    if blocks(by, other):
        raise YouBlockedThem
    if wait := wait_to_write(by):
        raise TooManyMessages(wait, to_begin=False)


def _add(conversation: Conversation, by: User, text: str, language: str, key: UUID) -> Message:
    """The instant is taken under the lock: the order of instants is that of numbers."""
    message = Message.objects.create(
        conversation=conversation,
        sender=by,
        text=text,
        language=language,
        submission_key=key,
        sent_at=timezone.now(),
    )
    sides = Side.objects.filter(conversation=conversation)
    sides.update(last_message=message.pk, last_at=message.sent_at)
    sides.filter(person=by).update(read_up_to=message.pk)
    sides.exclude(person=by).update(last_received=message.pk)
    if reader := conversation.other(by):
        forget_unsent(to=reader, by=by)
        tell(conversation=conversation, reader=reader, by=by, message=message.pk)
    return message


def tell(*, conversation: Conversation, reader: User, by: User, **detail: int) -> None:
    """Has one of the two told that the other did something, unless they muted it.

    It happens on the reader's own profile, which they always see; on the writer's where the
    reader has none.
    """
    if Side.objects.filter(
        conversation=conversation, person=reader, muted_at__isnull=False
    ).exists():
        return
    both = Profile.objects.filter(user__in=[reader, by])
    profiles = {profile.user_id: profile for profile in both}
    if page := profiles.get(reader.pk) or profiles.get(by.pk):
        record(
            verb=Activity.Verb.CONTACTED,
            page=page,
            actor=by,
            concerns=reader,
            conversation=conversation.pk,
            **detail,
        )
