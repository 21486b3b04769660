"""Changes by people, and what becomes of them."""

from .report import ProblemReport
from .revision import Revision, RevisionQuerySet
from .rights import PostingRight

__all__ = ["PostingRight", "ProblemReport", "Revision", "RevisionQuerySet"]
