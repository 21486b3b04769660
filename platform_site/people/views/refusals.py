"""Why a message does not go: one word for the template, and the status of the answer."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponse

from platform_site.accounts.limits import seconds

from ..actions import (
    NotAllowedToWrite,
    NotOpenToContact,
    NotYet,
    TooManyMessages,
    YouBlockedThem,
)

REFUSALS = (NotAllowedToWrite, NotOpenToContact, NotYet, TooManyMessages, YouBlockedThem)


@dataclass(frozen=True)
class Refusal:
    why: str
    status: int = 409
    wait: timedelta | None = None

    @property
    def minutes(self) -> int:
        return -(-seconds(self.wait) // 60) if self.wait else 0

    @property
    def hours(self) -> int:
        return -(-self.minutes // 60)

    def on(self, response: HttpResponse) -> HttpResponse:
        if self.wait:
            response["Retry-After"] = str(seconds(self.wait))
        return response


CLOSED = Refusal("closed")


def refusal(error: Exception) -> Refusal:
    if isinstance(error, TooManyMessages):
        return Refusal("begun" if error.to_begin else "often", 429, error.wait)
    if isinstance(error, NotAllowedToWrite):
        return Refusal("blocked", 403)
    if isinstance(error, NotYet):
        return Refusal("waiting")
    return Refusal("yours") if isinstance(error, YouBlockedThem) else CLOSED
