"""What two people made of one text, put together line by line; nothing here knows of documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# The comparison takes as long as both sides multiplied; past this, what lies between the first
# and the last change counts as one change.
_LARGEST = 4_000_000


class Overlap(Exception):
    """Both changed the same place: a person must say what should stand there."""


@dataclass(frozen=True, order=True)
class Hunk:
    """The lines `start` to `end` of a text became `lines`; if both are equal, these came in."""

    start: int
    end: int
    lines: tuple[str, ...]

    def meets(self, other: "Hunk") -> bool:
        """Whether the two change the same place.

        Next to each other is not the same place; but what is put in between two lines has no
        place of its own, so there even touching is too near.
        """
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end


def merge(*, base: str, mine: str, theirs: str) -> str:
    """The text with both sides' changes in it. Raises Overlap."""
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    lines = base.split("\n")
    ours, others = hunks(lines, mine.split("\n")), hunks(lines, theirs.split("\n"))
    if any(a != b and a.meets(b) for a, b in _neighbours(ours, others)):
        raise Overlap
    return "\n".join(_apply(lines, sorted({*ours, *others})))


def hunks(before: Sequence[str], after: Sequence[str]) -> list[Hunk]:
    """What makes `after` of `before`, from the first line to the last, without touching."""
    start = _same_at_start(before, after)
    end = _same_at_end(before, after, start)
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    if not (old or new):
        return []
    if len(old) * len(new) > _LARGEST:
        return [Hunk(start, start + len(old), tuple(new))]
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    return [
        Hunk(start + a, start + b, tuple(new[c:d]))
        for what, a, b, c, d in matcher.get_opcodes()
        if what != "equal"
    ]


def _same_at_start(before: Sequence[str], after: Sequence[str]) -> int:
    shortest = min(len(before), len(after))
    return next((n for n in range(shortest) if before[n] != after[n]), shortest)


def _same_at_end(before: Sequence[str], after: Sequence[str], start: int) -> int:
    shortest = min(len(before), len(after)) - start
    differing = (n for n in range(shortest) if before[-1 - n] != after[-1 - n])
    return next(differing, shortest)


def _neighbours(ours: list[Hunk], others: list[Hunk]) -> list[tuple[Hunk, Hunk]]:
    """The pairs that can meet at all: each list is in order, so one walk finds them."""
    pairs, first = [], 0
    for hunk in ours:
        while first < len(others) and others[first].end < hunk.start:
            first += 1
        for other in others[first:]:
            if other.start > hunk.end:
                break
            pairs.append((hunk, other))
    return pairs


def _apply(lines: Sequence[str], changes: Sequence[Hunk]) -> list[str]:
    merged: list[str] = []
    at = 0
    for hunk in changes:
        merged += lines[at : hunk.start]
        merged += hunk.lines
        at = hunk.end
    return merged + list(lines[at:])
