"""Two versions of a text, line by line, with the words marked that went out and came in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.utils.html import format_html
from django.utils.safestring import SafeString

from platform_site.core.differences import word_difference

from .merging import hunks

# Lines that stay, shown around a change so that one sees where it is.
AROUND = 2


@dataclass(frozen=True)
class Passage:
    """Some lines in a row: changed, the same, or so many the same that only their number counts."""

    what: Literal["changed", "same", "skipped"]
    html: SafeString
    lines: int


def passages(before: str, after: str) -> list[Passage]:
    old = before.split("\n")
    found: list[Passage] = []
    at = 0
    for hunk in hunks(old, after.split("\n")):
        found += _unchanged(old[at : hunk.start], is_first=at == 0, is_last=False)
        changed = word_difference("\n".join(old[hunk.start : hunk.end]), "\n".join(hunk.lines))
        found.append(Passage("changed", changed, max(hunk.end - hunk.start, len(hunk.lines))))
        at = hunk.end
    return found + list(_unchanged(old[at:], is_first=at == 0, is_last=True)) if found else []


def _unchanged(lines: list[str], *, is_first: bool, is_last: bool) -> Iterator[Passage]:
    """Some lines at either end beside a change; between them, how many there are."""
    head = lines[: 0 if is_first else AROUND]
    rest = lines[len(head) :]
    tail = rest[len(rest) - (0 if is_last else min(AROUND, len(rest))) :]
    middle = rest[: len(rest) - len(tail)]
    if len(middle) == 1:
        head, middle = head + middle, []
    if head:
        yield _same(head)
    if middle:
        yield Passage("skipped", SafeString(), len(middle))
    if tail:
        yield _same(tail)


def _same(lines: list[str]) -> Passage:
    return Passage("same", format_html("{}", "\n".join(lines)), len(lines))
