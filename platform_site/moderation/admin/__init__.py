"""The review queue, the reports and the posting rights, in Django's own admin."""

from .report import ProblemReportAdmin
from .revision import RevisionAdmin
from .rights import PostingRightAdmin, ReviewLanguagesAdmin

__all__ = ["PostingRightAdmin", "ProblemReportAdmin", "ReviewLanguagesAdmin", "RevisionAdmin"]
