"""What is held of a person's profile and of what they wrote to each other."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from platform_site.accounts.holdings import Fate, Holding, Row, register
from platform_site.accounts.models import User

from .models import Message, Profile


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
    return {
        message.pk: {
            "from_name": message.sender.display_name,
            "to_name": message.profile.title,
        }
        for message in messages
    }


register(
    Holding(
        name="messages_sent",
        title=_("Messages you wrote through profiles"),
        model=Message,
        fate=Fate.GOES,
        by="sender",
        more=names,
    ),
    Holding(
        name="messages_received",
        title=_("Messages to you"),
        model=Message,
        fate=Fate.GOES,
        find=lambda person: Message.objects.filter(profile__user=person),
        more=names,
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
