"""Adding a record and correcting one."""

from .resource import ResourceForm

__all__ = ["ResourceForm"]
