"""Forums and topics, as readers and those who take part see them."""

from .forum import choose, detail, forum_list, participation
from .summary import publication, summary
from .topic import move, new_topic, topic

__all__ = [
    "choose",
    "detail",
    "forum_list",
    "move",
    "new_topic",
    "participation",
    "publication",
    "summary",
    "topic",
]
