"""The verbs that publish: contribute, suggest, decide, report."""

from .contribute import NotAllowedToContribute, contribute_page, resubmit, suggest_change
from .decide import (
    AlreadyDecided,
    ConflictingChange,
    PageChanged,
    ReasonMissing,
    accept_revision,
    archive_page,
    ask_for_changes,
    assign_revision,
    refuse_revision,
)
from .report import answer_report, report_problem

__all__ = [
    "AlreadyDecided",
    "ConflictingChange",
    "NotAllowedToContribute",
    "PageChanged",
    "ReasonMissing",
    "accept_revision",
    "answer_report",
    "archive_page",
    "ask_for_changes",
    "assign_revision",
    "contribute_page",
    "refuse_revision",
    "report_problem",
    "resubmit",
    "suggest_change",
]
