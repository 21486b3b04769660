"""From TopoJSON to short SVG paths in Equal Earth: used once, when the world is compiled."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

Point = tuple[float, float]
Grid = list[tuple[int, int]]

MIDDLE = 11.0  # degrees east: the map is cut in the Bering Strait, and cuts only Russia's tip
SCALE = 362.0
WIDTH, HEIGHT = 1870, 852
_A = (1.340264, -0.081106, 0.000893, 0.003796)


def equal_earth(longitude: float, latitude: float) -> Point:
    """Where a place lies on the map; `longitude` may leave ±180 for rings that cross the cut."""
    east, north = math.radians(longitude - MIDDLE), math.radians(latitude)
    t = math.asin(math.sqrt(3) / 2 * math.sin(north))
    t2, t6 = t * t, t**6
    x = (
        2
        * math.sqrt(3)
        * east
        * math.cos(t)
        / (3 * (9 * _A[3] * t6 * t2 + 7 * _A[2] * t6 + 3 * _A[1] * t2 + _A[0]))
    )
    y = t * (_A[3] * t6 * t2 + _A[2] * t6 + _A[1] * t2 + _A[0])
    return 915 + x * SCALE, 490 - y * SCALE


def across(longitude: float) -> float:
    """The same meridian, counted so that everything east of the cut comes first."""
    return (longitude - MIDDLE + 180) % 360 - 180 + MIDDLE


@dataclass(frozen=True)
class Topology:
    """The arcs of one TopoJSON file as longitudes and latitudes, and its countries."""

    arcs: list[list[Point]]
    countries: list[dict[str, Any]]

    @classmethod
    def of(cls, data: dict[str, Any]) -> Self:
        scale, shift = data["transform"]["scale"], data["transform"]["translate"]
        arcs = [_unpacked(arc, scale, shift) for arc in data["arcs"]]
        return cls(arcs, data["objects"]["countries"]["geometries"])

    def simplified(self, tolerance: float) -> Self:
        """Each arc with fewer points: borders shared by two countries stay shared."""
        return type(self)([fewer_points(arc, tolerance) for arc in self.arcs], self.countries)

    def rings(self, geometry: dict[str, Any]) -> Iterable[list[Point]]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                yield self._joined(ring)

    def _joined(self, ring: Sequence[int]) -> list[Point]:
        points: list[Point] = []
        for index in ring:
            arc = self.arcs[index] if index >= 0 else self.arcs[~index][::-1]
            points += arc if not points else arc[1:]
        return points


def _unpacked(arc: list[list[int]], scale: Point, shift: Point) -> list[Point]:
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
    return points


def fewer_points(points: list[Point], tolerance: float) -> list[Point]:
    """Douglas and Peucker, measured on the map: `tolerance` is in its units."""
    flat = [equal_earth(*point) for point in points]
    keep = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        farthest, distance = _farthest(flat, first, last)
        if distance > tolerance:
            keep.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return [points[index] for index in sorted(keep)]


def _farthest(flat: list[Point], first: int, last: int) -> tuple[int, float]:
    (x1, y1), (x2, y2) = flat[first], flat[last]
    dx, dy = x2 - x1, y2 - y1
    length = math.hypot(dx, dy)
    best, at = 0.0, first
    for index in range(first + 1, last):
        x, y = flat[index]
        away = abs(dy * (x - x1) - dx * (y - y1)) / length if length else math.hypot(x - x1, y - y1)
        if away > best:
            best, at = away, index
    return at, best


def on_the_map(ring: list[Point], grid: int) -> list[Grid]:
    """The ring in steps of `1/grid`; one that crosses the cut becomes two, closed at the edge."""
    unwrapped = _unwrapped(ring)
    low, high = MIDDLE - 180, MIDDLE + 180
    pieces = []
    for turn in (-360, 0, 360):
        moved = [(x + turn, y) for x, y in unwrapped]
        clipped = _clipped(_clipped(moved, low, above=True), high, above=False)
        if len(clipped) > 2:
            pieces.append(_snapped(clipped, grid))
    return [piece for piece in pieces if len(piece) > 2]


def _unwrapped(ring: list[Point]) -> list[Point]:
    """Longitudes without jumps: Natural Earth cuts Russia and Fiji at 180°, we do not."""
    out = [(across(ring[0][0]), ring[0][1])]
    for longitude, latitude in ring[1:]:
        before = out[-1][0]
        out.append((before + (longitude - before + 180) % 360 - 180, latitude))
    return out


def _clipped(ring: list[Point], edge: float, *, above: bool) -> list[Point]:
    """Sutherland and Hodgman against one meridian."""
    out: list[Point] = []
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        inside1, inside2 = (x1 >= edge, x2 >= edge) if above else (x1 <= edge, x2 <= edge)
        if inside1:
            out.append((x1, y1))
        if inside1 != inside2:
            out.append((edge, y1 + (y2 - y1) * (edge - x1) / (x2 - x1)))
    return out


def _snapped(ring: list[Point], grid: int) -> Grid:
    snapped: Grid = []
    for point in ring:
        x, y = equal_earth(*point)
        cell = (round(x * grid), round(y * grid))
        if not snapped or cell != snapped[-1]:
            snapped.append(cell)
    if len(snapped) > 1 and snapped[0] == snapped[-1]:
        snapped.pop()
    return snapped


def area(ring: Grid) -> float:
    return (
        abs(
            sum(
                x1 * y2 - x2 * y1
                for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True)
            )
        )
        / 2
    )


def extent(rings: Iterable[Grid]) -> tuple[int, int, int, int]:
    """Left, top, width, height of the rings together."""
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def path(ring: Grid) -> str:
    """The shortest common spelling: one absolute point, then relative steps."""
    (x, y), steps = ring[0], ""
    here = (x, y)
    for point in ring[1:]:
        for distance in (point[0] - here[0], point[1] - here[1]):
            steps += f"{distance}" if distance < 0 or not steps else f" {distance}"
        here = point
    return f"M{x} {y}l{steps}z"
