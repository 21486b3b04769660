"""How it is said to one person that another one wrote: who it was, never what they wrote."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from platform_site.accounts.models import Block
from platform_site.activity.models import Activity
from platform_site.activity.notices import Notice, Said, register

from .models import Conversation, Message

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from platform_site.accounts.models import User


def say_messages(activities: Sequence[Activity], reader: "User") -> dict[int, Said]:
    """Nobody but the two is told; nor who has blocked the writer since."""
    numbers = [activity.detail.get("message") for activity in activities]
    received = Message.objects.visible_to(reader).exclude(sender=reader)
    wanted = received.exclude(sender__in=_blocked_by(reader)).in_bulk(filter(None, numbers))
    messages = wanted.values()
    held = Conversation.objects.visible_to(reader).select_related("asker", "asked")
    conversations = held.in_bulk(_conversations(activities) | {m.conversation_id for m in messages})
    said = {}
    for activity, number in zip(activities, numbers, strict=True):
        if message := wanted.get(number):
            said[activity.pk] = _said(message, conversations[message.conversation_id], reader)
        elif number is None and (agreed := conversations.get(activity.detail.get("conversation"))):
            said[activity.pk] = _agreed(agreed, reader)
    return said


def _blocked_by(reader: "User") -> "QuerySet[Block, int]":
    return Block.objects.filter(person=reader).values_list("blocked", flat=True)


def _conversations(activities: Sequence[Activity]) -> set[int]:
    return {activity.detail.get("conversation", 0) for activity in activities}


def _said(message: Message, conversation: Conversation, reader: "User") -> Said:
    who = {"who": conversation.other(reader) or _("A former member")}
    asks = conversation.asked_id == reader.pk and not conversation.is_accepted
    return Said(
        line=_("%(who)s would like to write with you") % who
        if asks
        else _("%(who)s wrote to you") % who,
        path=message.get_absolute_url(),
    )


def _agreed(conversation: Conversation, reader: "User") -> Said:
    who = {"who": conversation.other(reader) or _("A former member")}
    return Said(line=_("%(who)s accepted your message") % who, path=conversation.get_absolute_url())


def several_messages(number: int, page: str) -> str:
    return ngettext("%(n)d private message for you", "%(n)d private messages for you", number) % {
        "n": number
    }


register(Activity.Verb.CONTACTED, Notice(say=say_messages, several=several_messages))
