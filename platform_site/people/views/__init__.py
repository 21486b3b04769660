"""People as others see them, what is written to them, and what belongs to oneself."""

from .contact import contact, message, messages, report
from .leaving import delete, export
from .profiles import detail, edit, people

__all__ = [
    "contact",
    "delete",
    "detail",
    "edit",
    "export",
    "message",
    "messages",
    "people",
    "report",
]
