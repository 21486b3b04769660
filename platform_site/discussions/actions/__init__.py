"""The verbs of a talk: write, change, keep a draft, moderate."""

from .drafts import drop_draft, keep_draft, throw_draft_away
from .moderate import (
    NothingToDo,
    date_talk,
    flag_post,
    hide_post,
    leave_post,
    lock_talk,
    move_posts,
    pin_talk,
    unhide_post,
    unlock_talk,
)
from .write import (
    CannotChange,
    ChangedMeanwhile,
    Paused,
    TalkIsClosed,
    edit_post,
    withdraw_post,
    write_post,
)

__all__ = [
    "CannotChange",
    "ChangedMeanwhile",
    "NothingToDo",
    "Paused",
    "TalkIsClosed",
    "date_talk",
    "drop_draft",
    "edit_post",
    "flag_post",
    "hide_post",
    "keep_draft",
    "leave_post",
    "lock_talk",
    "move_posts",
    "pin_talk",
    "throw_draft_away",
    "unhide_post",
    "unlock_talk",
    "withdraw_post",
    "write_post",
]
