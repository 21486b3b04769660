"""The verbs: follow, tell, gather, send, settle."""

from .digest import prepare_digests
from .fan_out import fan_out
from .follow import (
    follow_page,
    set_preference,
    stop_all_mails,
    stop_mails_of_follow,
    unfollow_page,
)
from .inbox import mark_read
from .letter import write_letter
from .saved import (
    TooManySearches,
    follow_search,
    read_searches_again,
    stop_mails_of_search,
    unfollow_search,
)
from .send import send_due
from .settle import send_again, settle

__all__ = [
    "TooManySearches",
    "fan_out",
    "follow_page",
    "follow_search",
    "mark_read",
    "prepare_digests",
    "read_searches_again",
    "send_again",
    "send_due",
    "set_preference",
    "settle",
    "stop_all_mails",
    "stop_mails_of_follow",
    "stop_mails_of_search",
    "unfollow_page",
    "unfollow_search",
    "write_letter",
]
