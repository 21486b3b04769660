"""Who follows what, what each person is told, and what became of each mail."""

from .delivery import Delivery, DeliveryQuerySet, Letter, Outbox
from .follow import Follow, FollowQuerySet, Frequency, MailPreference
from .saved import SavedSearch

__all__ = [
    "Delivery",
    "DeliveryQuerySet",
    "Follow",
    "FollowQuerySet",
    "Frequency",
    "Letter",
    "MailPreference",
    "Outbox",
    "SavedSearch",
]
