"""Talks under pages, and what hangs on them."""

from .flag import PostFlag
from .post import SIZE, MovedPost, Post, PostQuerySet, PostVersion, page_of, place_of
from .reading import Draft, ReadMark, mark_read, unread_counts
from .talk import Talk, TalkModerator, may_moderate, moderated_by, moderators_of

__all__ = [
    "SIZE",
    "Draft",
    "MovedPost",
    "Post",
    "PostFlag",
    "PostQuerySet",
    "PostVersion",
    "ReadMark",
    "Talk",
    "TalkModerator",
    "mark_read",
    "may_moderate",
    "moderated_by",
    "moderators_of",
    "page_of",
    "place_of",
    "unread_counts",
]
