"""Following, one's inbox, one's mails, and stopping them."""

from .follow import follow, follows, preferences
from .inbox import inbox, mails, read
from .search import follow_a_search
from .unsubscribe import unsubscribe

__all__ = [
    "follow",
    "follow_a_search",
    "follows",
    "inbox",
    "mails",
    "preferences",
    "read",
    "unsubscribe",
]
