"""What an unsubscribe link says: whose, and which one setting. It opens nothing else."""

from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

_signer = Signer(salt="unsubscribe")

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
