"""What the links in mails say, which work without signing in, and open nothing else.

One stops mails: whose, and which one setting. One says that an address works again.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer, TimestampSigner
from django.urls import reverse
from django.utils import translation

_signer = Signer(salt="unsubscribe")
_of_addresses = TimestampSigner(salt="an address that works")
WEEK = timedelta(days=7)

FOLLOW, SEARCH, TO_ME, REVIEW, DIGEST = "follow", "search", "to_me", "review", "digest"


@dataclass(frozen=True)
class Stop:
    """One kind of mail that one person can stop; `row_id` is the followed page or search, or 0."""

    person_id: int
    what: str
    row_id: int = 0

    @property
    def token(self) -> str:
        signed = _signer.sign(f"{self.person_id}.{self.what}.{self.row_id}")
        return signed.replace(":", "~")

    def url(self, language: str) -> str:
        with translation.override(language):
            return settings.SITE_URL + reverse("unsubscribe", args=[self.token])


def read(token: str) -> Stop | None:
    """What a token says, or None when we did not make it. It never goes out of date."""
    try:
        person_id, what, row_id = _signer.unsign(token.replace("~", ":")).split(".")
    except (BadSignature, ValueError):
        return None
    return Stop(int(person_id), what, int(row_id))


def working_address_url(address: str, language: str) -> str:
    token = _of_addresses.sign_object(address.lower()).replace(":", "~")
    with translation.override(language):
        return settings.SITE_URL + reverse("working-address", args=[token])


def read_working_address(token: str) -> str | None:
    """The address, or None when we did not make the token in the last week."""
    try:
        return str(_of_addresses.unsign_object(token.replace("~", ":"), max_age=WEEK))
    except (BadSignature, ValueError):
        return None
