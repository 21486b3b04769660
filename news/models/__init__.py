"""News items and events."""

from .article import Article
from .event import Event

__all__ = ["Article", "Event"]
