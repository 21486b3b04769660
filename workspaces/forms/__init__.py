"""What people fill in around a workspace."""

from .face import WorkspaceForm

__all__ = ["WorkspaceForm"]
