"""The list, the face, and the inside of workspaces."""

from .face import detail, workspace_list
from .inside import discussions, members, overview

__all__ = ["detail", "discussions", "members", "overview", "workspace_list"]
