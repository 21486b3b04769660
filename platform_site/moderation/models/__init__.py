"""Changes by people, and what becomes of them."""

from .report import ProblemReport
from .revision import Revision, RevisionQuerySet
from .rights import PostingRight, ReviewLanguages, languages_of

__all__ = [
    "PostingRight",
    "ProblemReport",
    "ReviewLanguages",
    "Revision",
    "RevisionQuerySet",
    "languages_of",
]
