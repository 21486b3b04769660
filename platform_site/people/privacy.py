"""What is held of a person's profile and of what they and others wrote to each other."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.holdings import Fate, Holding, Row, register
from platform_site.accounts.models import User

from .models import Conversation, Message, Profile, Side, UnsentMessage


def texts(profiles: Sequence[Profile], person: User) -> dict[Any, Row]:
    """The biography as it was written, and the subjects."""
    return {
        profile.pk: {
            "text": profile.text.source,
            "subjects": sorted(
                profile.page_subjects.filter(is_direct=True).values_list("subject__code", flat=True)
            ),
        }
        for profile in profiles
    }


def names(messages: Sequence[Message], person: User) -> dict[Any, Row]:
    """Who wrote to whom, as the person saw it."""
    conversations = Conversation.objects.select_related("asker", "asked").in_bulk(
        {message.conversation_id for message in messages}
    )
    said = {}
    for message in messages:
        writer = message.sender
        others = conversations[message.conversation_id].other(writer)
        said[message.pk] = {"from_name": writer.display_name, "to_name": _name(others)}
    return said


def others(conversations: Sequence[Conversation], person: User) -> dict[Any, Row]:
    return {one.pk: {"with": _name(one.other(person))} for one in conversations}


def addressees(unsent: Sequence[UnsentMessage], person: User) -> dict[Any, Row]:
    return {one.pk: {"to_name": one.to.display_name} for one in unsent}


def _name(person: User | None) -> str:
    return person.display_name if person else _now("A former member")


def received(person: User) -> QuerySet[Message]:
    """Of what the person deleted, nothing."""
    return Message.objects.filter(
        conversation__sides__person=person, pk__gt=F("conversation__sides__forgotten_up_to")
    ).exclude(sender=person)


def nothing(rows: QuerySet[Any], person: User) -> None:
    """Somebody else's own words: they keep them, and nobody else can read them."""


def without_person(rows: QuerySet[Any], person: User) -> None:
    """After the person's own messages are gone. What the other wrote stays theirs; a conversation
    in which nobody is left, or nothing is said, goes."""
    held = list(rows.values_list("pk", flat=True))
    conversations = Conversation.objects.filter(pk__in=held)
    conversations.filter(asker=person).update(asker=None)
    conversations.filter(asked=person).update(asked=None)
    alone = Q(asker__isnull=True, asked__isnull=True)
    conversations.filter(alone | Q(messages__isnull=True)).delete()


register(
    Holding(
        name="messages_sent",
        title=_("Private messages you wrote"),
        model=Message,
        fate=Fate.GOES,
        by="sender",
        more=names,
    ),
    Holding(
        name="messages_received",
        title=_("Private messages to you, which stay with their writers"),
        model=Message,
        fate=Fate.STAYS,
        find=received,
        more=names,
        erase=nothing,
    ),
    Holding(
        name="messages_unsent",
        title=_("Private messages you have not sent"),
        model=UnsentMessage,
        fate=Fate.GOES,
        by="person",
        more=addressees,
    ),
    Holding(
        name="messages_unsent_to_you",
        title=_("Private messages that others have not sent"),
        model=UnsentMessage,
        fate=Fate.GOES,
        by="to",
        is_secret=True,
    ),
    Holding(
        name="conversation_sides",
        title=_("How far you read your conversations, and what you muted or ended"),
        model=Side,
        fate=Fate.GOES,
        by="person",
    ),
    Holding(
        name="conversations_begun",
        title=_("Conversations you began"),
        model=Conversation,
        fate=Fate.STAYS,
        by="asker",
        more=others,
        erase=without_person,
    ),
    Holding(
        name="conversations_asked",
        title=_("Conversations that others began with you"),
        model=Conversation,
        fate=Fate.STAYS,
        by="asked",
        more=others,
        erase=without_person,
    ),
    Holding(
        name="profile",
        title=_("Your profile"),
        model=Profile,
        fate=Fate.GOES,
        by="user",
        more=texts,
    ),
)
