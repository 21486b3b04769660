"""How what happened is said to a person: apps register their words in a `notices.py`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .models import Activity

if TYPE_CHECKING:
    from platform_site.accounts.models import User


@dataclass(frozen=True)
class Said:
    """One thing that happened, in the reader's language: a line, where it leads, what it says."""

    line: str
    path: str
    # Plain text of any length. Never shown of a circle's page.
    text: str = ""
    # Whom the reader answers by answering the mail; nobody, where it is empty.
    reply_to: str = ""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """The words for one verb.

    `say` gets activities of one verb whose `page` has a `name` in the reader's language, and the
    reader. It leaves out what is gone since; what it leaves out is not told. `several` gives the
    line for so many of them on a page of that name.
    """

    say: Callable[[Sequence[Activity], "User"], dict[int, Said]]
    several: Callable[[int, str], str]
    # Who comes, goes or looks in: said of a circle's page too, because it repeats nothing of it.
    tells_nothing_inside: bool = False


_notices: dict[str, Notice] = {}


def register(verb: str, notice: Notice) -> None:
    if verb in _notices:
        raise ValueError(f"words for {verb!r} are registered already")
    _notices[verb] = notice


def get(verb: str) -> Notice | None:
    return _notices.get(verb)


def verbs() -> list[str]:
    """Those that can be told at all."""
    return list(_notices)
