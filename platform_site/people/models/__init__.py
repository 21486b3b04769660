"""Profiles of people, and what is written to them."""

from .message import Message
from .profile import Profile

__all__ = ["Message", "Profile"]
