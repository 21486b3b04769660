"""Where one country is among all: a tick for each, the middle one dashed, the reader's in bold."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

WIDTH = 300


@dataclass(frozen=True)
class Strip:
    """`ticks` is one path for all countries; `middle` and `here` are positions from the left."""

    ticks: str
    middle: float
    here: float | None


def strip(
    values: Iterable[float], *, here: float | None, low: float = 0, high: float = 100
) -> Strip | None:
    """None without values. What lies beyond `low` or `high` stands at the edge."""
    places = [_place(value, low, high) for value in values]
    if not places:
        return None
    ticks = "".join(f"M{place} 4v12" for place in sorted({round(place) for place in places}))
    return Strip(
        ticks=ticks,
        middle=round(median(places), 1),
        here=None if here is None else round(_place(here, low, high), 1),
    )


def _place(value: float, low: float, high: float) -> float:
    return (min(max(value, low), high) - low) / (high - low) * WIDTH
