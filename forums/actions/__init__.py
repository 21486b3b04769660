"""Making forums, opening and moving topics, taking part, summing up."""

from .forum import change_forum, name_facilitators, open_forum, set_audience
from .participation import join, leave
from .summary import SummaryMissing, SummaryNotAccepted, publish_summary, write_summary
from .topic import CannotMove, NotOpen, move_topic, open_topic

__all__ = [
    "CannotMove",
    "NotOpen",
    "SummaryMissing",
    "SummaryNotAccepted",
    "change_forum",
    "join",
    "leave",
    "move_topic",
    "name_facilitators",
    "open_forum",
    "open_topic",
    "publish_summary",
    "set_audience",
    "write_summary",
]
