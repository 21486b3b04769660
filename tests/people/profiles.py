"""Profiles and messages for tests, made by the real verbs."""

import uuid
from typing import Any

from platform_site.accounts.models import User
from platform_site.pages.models import Subject
from platform_site.people.actions import (
    accept_conversation,
    save_profile,
    send_message,
    write_message,
)
from platform_site.people.models import Conversation, Message, Profile
from tests.factories import make_user

ORCID = "0000-0002-1825-0097"


def content(person: User, **fields: Any) -> dict[str, Any]:
    """What the form hands to the verb."""
    return {
        "display_name": person.display_name,
        "handle": f"handle-{person.pk}",
        "works_for": "academia",
        "role": "Actuary",
        "organisation": "Institute of Examples",
        "country": "",
        "subjects": [],
        "languages": ["en"],
        "text": "Knows **pensions**.",
        "language": "en",
        "orcid": "",
        "shown_to": "public",
        "is_open_to_contact": True,
    } | fields


def make_profile(person: User | str = "Elias", *about: Subject, **fields: Any) -> Profile:
    user = make_user(person) if isinstance(person, str) else person
    codes = [subject.code for subject in about]
    return save_profile(by=user, content=content(user, subjects=codes) | fields)


def write_to(profile: Profile, by: User, text: str = "May I ask you something?") -> Message:
    return send_message(to=profile, by=by, text=text, language="en", key=uuid.uuid4())


def answer_to(conversation: Conversation, by: User, text: str = "Gladly.") -> Message:
    return write_message(
        conversation=conversation, by=by, text=text, language="en", key=uuid.uuid4()
    )


def in_touch(profile: Profile, by: User, text: str = "May I ask you something?") -> Conversation:
    """Who wrote first, and the answer that it was welcome."""
    conversation = write_to(profile, by, text).conversation
    accept_conversation(conversation=conversation, by=profile.user)
    return Conversation.objects.select_related("asker", "asked").get(pk=conversation.pk)
