"""Who follows what, what each person is told, and what became of each mail."""

from .bounce import Bounce, PausedAddress, address_is_paused
from .delivery import Delivery, DeliveryQuerySet, Letter, Outbox
from .follow import (
    DIGEST_HOUR,
    GATHERED,
    Follow,
    FollowQuerySet,
    Frequency,
    MailPreference,
)
from .saved import SavedSearch

__all__ = [
    "DIGEST_HOUR",
    "GATHERED",
    "Bounce",
    "Delivery",
    "DeliveryQuerySet",
    "Follow",
    "FollowQuerySet",
    "Frequency",
    "Letter",
    "MailPreference",
    "Outbox",
    "PausedAddress",
    "SavedSearch",
    "address_is_paused",
]
