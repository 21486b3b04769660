"""Profiles of people, and what two people write to each other."""

from .conversation import Conversation, Side, UnsentMessage
from .message import Message
from .profile import Profile

__all__ = ["Conversation", "Message", "Profile", "Side", "UnsentMessage"]
