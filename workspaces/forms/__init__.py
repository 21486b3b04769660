"""What people fill in around a workspace."""

from .face import WorkspaceForm
from .joining import AnswerForm, AskForm, InviteForm, ReasonForm

__all__ = ["AnswerForm", "AskForm", "InviteForm", "ReasonForm", "WorkspaceForm"]
