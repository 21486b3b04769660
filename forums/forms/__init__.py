"""Writing a topic, changing a forum, moving a topic, summing up."""

from .forum import ForumForm
from .summary import SummaryForm
from .topic import MoveForm, TopicForm

__all__ = ["ForumForm", "MoveForm", "SummaryForm", "TopicForm"]
