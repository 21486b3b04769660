"""What an unsubscribe link says: whose, and which one setting. It opens nothing else."""

from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

_signer = Signer(salt="unsubscribe")

FOLLOW, TO_ME, REVIEW, DIGEST = "follow", "to_me", "review", "digest"


@dataclass(frozen=True)
class Stop:
    """One kind of mail that one person can stop; `page_id` is the followed page, or 0."""

    person_id: int
    what: str
    page_id: int = 0

    @property
    def token(self) -> str:
        signed = _signer.sign(f"{self.person_id}.{self.what}.{self.page_id}")
        return signed.replace(":", "~")

    def url(self, language: str) -> str:
        with translation.override(language):
            return settings.SITE_URL + reverse("unsubscribe", args=[self.token])


def read(token: str) -> Stop | None:
    """What a token says, or None when we did not make it. It never goes out of date."""
    try:
        person_id, what, page_id = _signer.unsign(token.replace("~", ":")).split(".")
    except (BadSignature, ValueError):
        return None
    return Stop(int(person_id), what, int(page_id))
