"""Forums, their rounds and summary; the topics in them."""

from .forum import Forum, ForumQuerySet
from .parts import Participation, Round, Summary
from .topic import Topic, TopicQuerySet

__all__ = [
    "Forum",
    "ForumQuerySet",
    "Participation",
    "Round",
    "Summary",
    "Topic",
    "TopicQuerySet",
]
