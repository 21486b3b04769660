"""Keep what was typed by somebody whose session was over, and give it back once."""

import json
import secrets
from collections.abc import Mapping

from django.http import QueryDict

from .models import KeptForm, User
from .models.kept import digest_of

LARGEST = 200_000
NEVER_KEPT = ("password", "csrfmiddlewaretoken")

type Typed = Mapping[str, list[str]]


class TooMuchToKeep(Exception):
    """More was typed than we keep for somebody we do not know."""


def keep_form(*, path: str, typed: QueryDict) -> str:
    """The token that gives the fields back at this path."""
    data = harmless(typed)
    if len(path) > 500 or len(json.dumps(data)) > LARGEST:
        raise TooMuchToKeep
    token = secrets.token_urlsafe(24)
    KeptForm.objects.create(digest=digest_of(token), path=path, data=data)
    return token


def give_back(*, path: str, token: str, to: User) -> QueryDict | None:
    """What was typed, as the form would read it. Reading takes nothing away; it says whose it is,
    so that it goes with the person who leaves."""
    kept = KeptForm.objects.held_by(token=token, path=path).first()
    if kept is None:
        return None
    if kept.person_id is None:
        KeptForm.objects.filter(pk=kept.pk).update(person=to)
    typed = QueryDict(mutable=True)
    for name, values in kept.data.items():
        typed.setlist(name, values)
    typed._mutable = False
    return typed


def forget_form(*, path: str, token: str) -> None:
    KeptForm.objects.held_by(token=token, path=path).delete()


def harmless(typed: QueryDict) -> dict[str, list[str]]:
    """The fields that may be kept or shown again: no secrets, no NUL (PostgreSQL stores none)."""
    return {
        name.replace("\0", ""): [value.replace("\0", "") for value in values]
        for name, values in typed.lists()
        if not any(part in name.lower() for part in NEVER_KEPT)
    }
