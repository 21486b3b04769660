"""The table that bin/bench prints, and how two things are measured side by side."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

HEADINGS = ("scenario", "ours", "limit", "ratio", "target")
SMALL = 0.1
WIDTHS = (58, 26, 38, 7, 22)


@dataclass(frozen=True)
class Line:
    """`ratio` is ours to the limit in the unit that the target speaks of.

    `differs` says what was not the same where it had to be: that alone fails the run.
    """

    scenario: str
    ours: str
    limit: str = "–"
    ratio: float | None = None
    target: str = ""
    differs: str = ""

    def __str__(self) -> str:
        line = _row((self.scenario, self.ours, self.limit, _said(self.ratio), self.target))
        return f"{line}\n  DIFFERS: {self.differs}" if self.differs else line


def _said(ratio: float | None) -> str:
    if ratio is None:
        return "–"
    return f"{ratio:.2f}" if ratio >= SMALL else f"{ratio:.1g}"


def headings() -> str:
    return f"{_row(HEADINGS)}\n{_row(tuple('-' * width for width in WIDTHS))}"


def _row(cells: tuple[str, ...]) -> str:
    return "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()


def medians(*calls: Callable[[], object], rounds: int) -> list[float]:
    """Milliseconds of each call, in turns (A B A B …): a busy machine is busy for all of them."""
    taken: list[list[float]] = [[] for _ in calls]
    for call in calls:
        call()
    for _ in range(rounds):
        for call, times in zip(calls, taken, strict=True):
            began = time.perf_counter()
            call()
            times.append((time.perf_counter() - began) * 1000)
    return [median(times) for times in taken]
