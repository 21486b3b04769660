"""Workspaces, who comes in and how, and who looked in."""

from .entering import Inspection
from .joining import HandOver, Invitation, JoinRequest, ShownMember
from .workspace import Workspace, WorkspaceQuerySet

__all__ = [
    "HandOver",
    "Inspection",
    "Invitation",
    "JoinRequest",
    "ShownMember",
    "Workspace",
    "WorkspaceQuerySet",
]
