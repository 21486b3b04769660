"""Everything with an address, and what sits beside it."""

from .gate import PageGrant, copies_admit, visibility
from .link import PageLink
from .page import Page, PageCounters, PageName, PageQuerySet, PageText, PageWords
from .subject import PageSubject, Subject, SubjectAncestor, SubjectQuerySet
from .tag import PageTag, Tag

__all__ = [
    "Page",
    "PageCounters",
    "PageGrant",
    "PageLink",
    "PageName",
    "PageQuerySet",
    "PageSubject",
    "PageTag",
    "PageText",
    "PageWords",
    "Subject",
    "SubjectAncestor",
    "SubjectQuerySet",
    "Tag",
    "copies_admit",
    "visibility",
]
