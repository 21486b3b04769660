"""Workspaces, who comes in and how, who looked in, and what is inside."""

from .document import Document, DocumentQuerySet, DocumentVersion, Draft, GuestWriter
from .entering import Inspection
from .joining import HandOver, Invitation, JoinRequest, ShownMember
from .outcome import LibraryEntry
from .task import Task, TaskList, TaskPerson, TaskQuerySet
from .workspace import Workspace, WorkspaceQuerySet

__all__ = [
    "Document",
    "DocumentQuerySet",
    "DocumentVersion",
    "Draft",
    "GuestWriter",
    "HandOver",
    "Inspection",
    "Invitation",
    "JoinRequest",
    "LibraryEntry",
    "ShownMember",
    "Task",
    "TaskList",
    "TaskPerson",
    "TaskQuerySet",
    "Workspace",
    "WorkspaceQuerySet",
]
