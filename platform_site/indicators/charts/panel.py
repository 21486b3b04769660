"""A small chart of one measure over time: one line in bold, others grey, labelled at their ends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

WIDTH, HEIGHT = 300, 176
LEFT, RIGHT, TOP, BOTTOM = 26, 92, 10, 150
LINE_HEIGHT = 14  # labels stand at least this far apart
LOWEST_LABEL = 154
FEW = 9  # below this many values each has its dot
GAP = 5  # years without a value after which the line is dashed


@dataclass(frozen=True)
class Series:
    """(year, value) in order of years; the label says the name and the last value."""

    label: str
    points: Sequence[tuple[int, float]]
    is_here: bool = False


@dataclass(frozen=True)
class Segment:
    path: str
    is_gap: bool


@dataclass(frozen=True)
class Line:
    label: str
    label_y: float
    segments: list[Segment]
    dots: list[tuple[float, float]]
    is_here: bool

    @property
    def dot_size(self) -> float:
        return 3.5 if self.is_here else 2.5


@dataclass(frozen=True)
class Panel:
    lines: list[Line]
    gridlines: list[tuple[float, float]]  # where, and the amount it stands for
    years: list[tuple[float, str, int]]  # where, how the text is anchored, the year
    label_x: int = WIDTH - RIGHT + 8
    right: int = WIDTH - RIGHT


def panel(series: Sequence[Series], *, years: tuple[int, int], high: float = 100) -> Panel:
    """The reader's line is drawn last, over the others."""
    scale = _Scale(years, high)
    lines = [_line(one, scale) for one in series if one.points]
    lines = _apart(sorted(lines, key=lambda line: line.label_y))
    first, last = years
    middle = (first + last) // 2
    return Panel(
        lines=sorted(lines, key=lambda line: line.is_here),
        gridlines=[(scale.y(amount), amount) for amount in (0, high / 2, high)],
        years=[
            (scale.x(first), "start", first),
            (scale.x(middle), "middle", middle),
            (scale.x(last), "end", last),
        ],
    )


@dataclass(frozen=True)
class _Scale:
    years: tuple[int, int]
    high: float

    def x(self, year: int) -> float:
        first, last = self.years
        return round(LEFT + (year - first) / (last - first) * (WIDTH - LEFT - RIGHT), 1)

    def y(self, value: float) -> float:
        return round(BOTTOM - value / self.high * (BOTTOM - TOP), 1)


def _line(series: Series, scale: _Scale) -> Line:
    spots = [(scale.x(year), scale.y(value)) for year, value in series.points]
    return Line(
        label=series.label,
        label_y=spots[-1][1] + 4,
        segments=_segments(series.points, spots),
        dots=spots if len(spots) < FEW else spots[-1:],
        is_here=series.is_here,
    )


def _segments(
    points: Sequence[tuple[int, float]], spots: Sequence[tuple[float, float]]
) -> list[Segment]:
    """One path as long as values follow closely; a dashed one where years lie between."""
    segments: list[Segment] = []
    for index in range(1, len(points)):
        is_gap = points[index][0] - points[index - 1][0] > GAP
        x, y = spots[index]
        if segments and not is_gap and not segments[-1].is_gap:
            segments[-1] = replace(segments[-1], path=f"{segments[-1].path}L{x:g} {y:g}")
        else:
            before = spots[index - 1]
            segments.append(Segment(f"M{before[0]:g} {before[1]:g}L{x:g} {y:g}", is_gap))
    return segments


def _apart(lines: list[Line]) -> list[Line]:
    """Labels that would collide move down, and all back up when the last leaves the chart."""
    places = [line.label_y for line in lines]
    for index in range(1, len(places)):
        places[index] = max(places[index], places[index - 1] + LINE_HEIGHT)
    if places and places[-1] > LOWEST_LABEL:
        places[-1] = LOWEST_LABEL
        for index in range(len(places) - 2, -1, -1):
            places[index] = min(places[index], places[index + 1] - LINE_HEIGHT)
    return [replace(line, label_y=round(y, 1)) for line, y in zip(lines, places, strict=True)]
