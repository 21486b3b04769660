"""The verbs: follow, tell, gather, send, settle."""

from .bounce import ask_whether_address_works, resume_address, take_report
from .digest import prepare_digests
from .fan_out import fan_out
from .follow import (
    change_follows,
    follow_by_doing,
    follow_page,
    set_preference,
    stop_all_mails,
    stop_mails_of_follow,
    unfollow_page,
)
from .inbox import mark_read, mark_unread
from .letter import write_framed_letter, write_letter
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
    "ask_whether_address_works",
    "change_follows",
    "fan_out",
    "follow_by_doing",
    "follow_page",
    "follow_search",
    "mark_read",
    "mark_unread",
    "prepare_digests",
    "read_searches_again",
    "resume_address",
    "send_again",
    "send_due",
    "set_preference",
    "settle",
    "stop_all_mails",
    "stop_mails_of_follow",
    "stop_mails_of_search",
    "take_report",
    "unfollow_page",
    "unfollow_search",
    "write_framed_letter",
    "write_letter",
]
