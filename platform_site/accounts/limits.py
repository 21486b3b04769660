"""How often one client, or anyone on one account, may try something.

Counted in PostgreSQL, so that every worker counts the same, and before anything costly is done.
A success counts like a failure and clears nothing: else whoever guesses could sign in to an
account of their own now and then and begin again.
"""

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .clients import client_network
from .models import Attempts


@dataclass(frozen=True)
class Limit:
    number: int
    per: Literal["client", "account", "client and account"]
    window: timedelta = timedelta(minutes=10)


HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

# Asked in this order, and the first that is reached ends the asking: who is stopped as a client
# does not use up what others may try on the same account. A workshop signs in from one address.
LIMITS: dict[str, tuple[Limit, ...]] = {
    "sign-in": (
        Limit(50, "client"),
        Limit(10, "client and account"),
        Limit(60, "account", HOUR),
    ),
    "second-step": (Limit(50, "client"), Limit(10, "account"), Limit(50, "account", DAY)),
    "sign-up": (Limit(50, "client", HOUR),),
    "reset": (Limit(20, "client", HOUR), Limit(10, "account", HOUR)),
    "set-password": (Limit(20, "client"),),
    "own-password": (Limit(50, "client"), Limit(10, "account")),
    "change-email": (Limit(20, "client", HOUR), Limit(10, "account", HOUR)),
    "notice-of-account": (Limit(3, "account", HOUR),),
    "keep-typed": (Limit(30, "client", HOUR),),
    "report": (Limit(20, "client", HOUR),),
    "post": (Limit(20, "account"), Limit(200, "account", DAY)),
    "flag": (Limit(20, "account", HOUR),),
    "contact": (Limit(5, "account", HOUR), Limit(20, "account", DAY)),
    "export": (Limit(5, "account", HOUR),),
}

# When the count cannot be kept, these are refused: an unlimited guess, or hours of hashing,
# is worse than a person who has to come back. All others are let through.
CLOSED = frozenset({"sign-in", "second-step", "sign-up", "reset", "set-password", "own-password"})


def allow(request: HttpRequest, name: str, *, account: str = "") -> bool:
    """Counts one more; whether it is within the limits of that name."""
    return wait(request, name, account=account) is None


def wait(request: HttpRequest, name: str, *, account: str = "") -> timedelta | None:
    """Counts one more; None when it is within the limits, else how long it is until one is."""
    try:
        for limit in LIMITS[name]:
            if stop := _stop(limit, name=name, client=client_network(request), account=account):
                return stop
    except DatabaseError:
        if name in CLOSED:
            raise
    return None


def once(what: str, *, within: timedelta) -> bool:
    """Whether this is the first time in that span, anywhere: for codes that work once."""
    # No salt of the day here: at midnight a code would work once more.
    key = salted_hmac("accounts.limits.once", what, algorithm="sha256").hexdigest()
    number, _ends_at = Attempts.objects.record(key=key, window=within)
    return number == 1


def seconds(span: timedelta) -> int:
    return max(1, math.ceil(span.total_seconds()))


def _stop(limit: Limit, *, name: str, client: str, account: str) -> timedelta | None:
    if limit.per != "client" and not account:
        return None
    who = {
        "client": (client,),
        "account": (account.strip().lower(),),
        "client and account": (client, account.strip().lower()),
    }[limit.per]
    key = _key(name, str(limit.window), limit.per, *who)
    number, ends_at = Attempts.objects.record(key=key, window=limit.window)
    return ends_at - timezone.now() if number > limit.number else None


def _key(*parts: str) -> str:
    """A digest with a salt of the day: rows of two days cannot be laid side by side."""
    today = timezone.now().date().isoformat()
    return salted_hmac(f"accounts.limits.{today}", "|".join(parts), algorithm="sha256").hexdigest()
