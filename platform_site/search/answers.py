"""Questions that have a short answer: sections that know some register here.

A section fills it in a module of its own, found by name (`answers.py`), and says what is true in
so many words: what the figure counts, where, when, and who says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from .query import Query

if TYPE_CHECKING:
    from platform_site.access.models import Person


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A figure as its source has it. `url` leads to where it stands among others."""

    label: str | Promise
    place: str
    figure: str
    of_whom: str | Promise
    year: int
    source: str | Promise
    url: str
    remarks: tuple[str | Promise, ...] = ()


type Answerer = Callable[[Query, "Person"], Answer | None]

_answerers: list[Answerer] = []


def register(answerer: Answerer) -> None:
    """It is asked for every search and should find out without a query that it has no answer."""
    _answerers.append(answerer)


def answer_to(query: Query, *, user: "Person") -> Answer | None:
    if not query.folded:
        return None
    found = (answerer(query, user) for answerer in _answerers)
    return next((answer for answer in found if answer), None)
