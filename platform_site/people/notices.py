"""How a message is said to the one person it was written to."""

from collections.abc import Sequence
from email.utils import formataddr
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from platform_site.activity.models import Activity
from platform_site.activity.notices import Notice, Said, register

from .models import Message

if TYPE_CHECKING:
    from platform_site.accounts.models import User


def say_messages(activities: Sequence[Activity], reader: "User") -> dict[int, Said]:
    """Nobody else is ever told that there was a message."""
    ids = [activity.detail.get("message") for activity in activities]
    received = Message.objects.filter(profile__user=reader).select_related("sender").in_bulk(ids)
    return {
        activity.pk: _said(received[number])
        for activity, number in zip(activities, ids, strict=True)
        if number in received
    }


def _said(message: Message) -> Said:
    who = {"who": message.sender.display_name, "address": message.sender.email}
    answer = _("Answer to %(who)s by mail: %(address)s. Only then do they see your address.") % who
    return Said(
        line=_("%(who)s wrote to you through your profile") % who,
        path=message.get_absolute_url(),
        text=f"{message.text}\n\n{answer}",
        reply_to=formataddr((message.sender.display_name, message.sender.email)),
    )


def several_messages(number: int, page: str) -> str:
    return ngettext(
        "%(n)d message through your profile", "%(n)d messages through your profile", number
    ) % {"n": number}


register(Activity.Verb.CONTACTED, Notice(say=say_messages, several=several_messages))
