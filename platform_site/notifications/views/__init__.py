"""Following, one's inbox, one's mails, and stopping them."""

from .address import address, working_address
from .follow import bulk, follow, follows, preferences
from .inbox import inbox, mails, read
from .search import follow_a_search
from .unsubscribe import unsubscribe

__all__ = [
    "address",
    "bulk",
    "follow",
    "follow_a_search",
    "follows",
    "inbox",
    "mails",
    "preferences",
    "read",
    "unsubscribe",
    "working_address",
]
