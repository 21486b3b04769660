"""What people do with their own profile, and with each other."""

from .blocking import block_person, unblock_person
from .conversations import (
    accept_conversation,
    close_conversation,
    forget_conversation,
    mute_conversation,
    read_conversation,
)
from .messages import (
    NotAllowedToWrite,
    NotOpenToContact,
    NotYet,
    TooManyMessages,
    YouBlockedThem,
    send_message,
    write_message,
)
from .profiles import NOBODY, HandleTaken, put_back, save_profile
from .reports import report_messages
from .unsent import keep_unsent, unsent_to

__all__ = [
    "NOBODY",
    "HandleTaken",
    "NotAllowedToWrite",
    "NotOpenToContact",
    "NotYet",
    "TooManyMessages",
    "YouBlockedThem",
    "accept_conversation",
    "block_person",
    "close_conversation",
    "forget_conversation",
    "keep_unsent",
    "mute_conversation",
    "put_back",
    "read_conversation",
    "report_messages",
    "save_profile",
    "send_message",
    "unblock_person",
    "unsent_to",
    "write_message",
]
