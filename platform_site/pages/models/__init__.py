"""Everything with an address, and what sits beside it."""

from .gate import PageGrant, copies_admit, visibility
from .page import Page, PageCounters, PageName, PageQuerySet, PageText, PageWords
from .subject import PageSubject, Subject, SubjectAncestor, SubjectQuerySet

__all__ = [
    "Page",
    "PageCounters",
    "PageGrant",
    "PageName",
    "PageQuerySet",
    "PageSubject",
    "PageText",
    "PageWords",
    "Subject",
    "SubjectAncestor",
    "SubjectQuerySet",
    "copies_admit",
    "visibility",
]
