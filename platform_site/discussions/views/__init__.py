"""A talk: writing in it, reading on, looking after it."""

from .changing import edit, history, withdraw
from .moderating import flag, flags, moderate_post, moderate_talk
from .reading import post, unread
from .writing import comment, draft

__all__ = [
    "comment",
    "draft",
    "edit",
    "flag",
    "flags",
    "history",
    "moderate_post",
    "moderate_talk",
    "post",
    "unread",
    "withdraw",
]
