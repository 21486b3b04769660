"""What the account itself holds of a person, with what Django and allauth keep for it."""

from collections.abc import Sequence
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from .holdings import Fate, Holding, Row, register, sessions_of
from .models import Block, KeptForm, User


def log_about(person: User) -> QuerySet[LogEntry]:
    """Entries by other staff that name the person, or something that is called after them."""
    named = Q()
    for words in (person.display_name, person.email):
        named |= Q(object_repr__icontains=words) | Q(change_message__icontains=words)
    return LogEntry.objects.filter(named).exclude(user=person)


def without_words(entries: QuerySet[Any], person: User) -> None:
    """Who changed what row and when stays on record."""
    entries.update(object_repr="", change_message="")


def kept_forms(person: User) -> QuerySet[KeptForm]:
    """Those given back to the person, and those in which their address was typed."""
    return KeptForm.objects.filter(Q(person=person) | Q(data__icontains=person.email))


def groups_of(people: Sequence[User], person: User) -> dict[Any, Row]:
    return {one.pk: {"groups": [group.name for group in one.groups.all()]} for one in people}


def whom(blocks: Sequence[Block], person: User) -> dict[Any, Row]:
    return {block.pk: {"name": block.blocked.display_name} for block in blocks}


register(
    Holding(
        name="blocks",
        title=_("People you blocked"),
        model=Block,
        fate=Fate.GOES,
        by="person",
        more=whom,
    ),
    Holding(
        name="blocks_by_others",
        title=_("People who blocked you"),
        model=Block,
        fate=Fate.GOES,
        by="blocked",
        is_secret=True,
    ),
    Holding(
        name="sessions",
        title=_("Where you are signed in"),
        model=Session,
        fate=Fate.GOES,
        find=sessions_of,
        only=("expire_date",),
    ),
    Holding(
        name="kept_forms",
        title=_("What you had typed when a session ended"),
        model=KeptForm,
        fate=Fate.GOES,
        by="person",
        find=kept_forms,
        without=("digest",),
    ),
    Holding(
        name="addresses",
        title=_("Your e-mail addresses"),
        model=EmailAddress,
        fate=Fate.GOES,
        by="user",
    ),
    Holding(
        name="second_steps",
        title=_("Your second steps and passkeys"),
        model=Authenticator,
        fate=Fate.GOES,
        by="user",
        without=("data",),
    ),
    Holding(
        name="staff_actions",
        title=_("What you did as staff"),
        model=LogEntry,
        fate=Fate.GOES,
        by="user",
    ),
    Holding(
        name="staff_actions_about_you",
        title=_("What staff changed of your account"),
        model=LogEntry,
        fate=Fate.STAYS,
        find=log_about,
        only=("action_time", "object_repr", "action_flag", "change_message"),
        erase=without_words,
    ),
    Holding(
        name="groups",
        title=_("Groups you belong to"),
        model=User.groups.through,
        fate=Fate.GOES,
        by="user",
    ),
    Holding(
        name="permissions",
        title=_("Rights given to you"),
        model=User.user_permissions.through,
        fate=Fate.GOES,
        by="user",
    ),
    Holding(
        name="account",
        title=_("Your account"),
        model=User,
        fate=Fate.GOES,
        find=lambda person: User.objects.filter(pk=person.pk),
        without=("password",),
        more=groups_of,
        # Last of all, by the verb itself.
        erase=lambda rows, person: None,
    ),
)
