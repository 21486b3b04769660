"""Following, one's inbox, one's mails, and stopping them."""

from .follow import follow, follows, preferences
from .inbox import inbox, mails, read
from .unsubscribe import unsubscribe

__all__ = ["follow", "follows", "inbox", "mails", "preferences", "read", "unsubscribe"]
