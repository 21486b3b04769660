"""People as others see them, what two of them write to each other, and what belongs to oneself."""

from .between import (
    acceptance,
    block,
    block_in_conversation,
    blocked,
    copy,
    end,
    mute,
    report,
    unblock,
)
from .contact import contact, unsent
from .conversations import conversation, conversation_unsent, message, messages
from .leaving import delete, export
from .profiles import detail, edit, people

__all__ = [
    "acceptance",
    "block",
    "block_in_conversation",
    "blocked",
    "contact",
    "conversation",
    "conversation_unsent",
    "copy",
    "delete",
    "detail",
    "edit",
    "end",
    "export",
    "message",
    "messages",
    "mute",
    "people",
    "report",
    "unblock",
    "unsent",
]
