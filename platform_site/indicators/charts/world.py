"""The world map: which shape or point stands for a country, where, and in which class of amount."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("world.json")
LEFT, WIDTH, HEIGHT = -60, 3840, 1730  # Kiribati and the Cook Islands lie at the very edges
VIEW_BOX = f"{LEFT} 0 {WIDTH} {HEIGHT}"
STEPS = (10, 25, 50, 75, 90)  # where the classes of a percentage begin
LOCATOR = (304, 208)  # the little map beside a country's name


class Drawn(IntEnum):
    """How a country appears: its shape, the same with more room to press, or a point."""

    SHAPE = 0
    SMALL = 1
    POINT = 2


@dataclass(frozen=True)
class Place:
    x: int
    y: int
    width: int
    height: int
    drawn: Drawn


@dataclass(frozen=True)
class Area:
    """One country on the map; `amount` is its class, q1 to q6, or q0 without a figure."""

    iso3: str
    title: str
    url: str
    amount: str
    place: Place

    @property
    def has_shape(self) -> bool:
        return self.place.drawn != Drawn.POINT

    @property
    def has_point(self) -> bool:
        return self.place.drawn == Drawn.POINT

    @property
    def is_hard_to_hit(self) -> bool:
        return self.place.drawn != Drawn.SHAPE


@cache
def places() -> Mapping[str, Place]:
    """Every country and territory but Antarctica, by ISO code."""
    table: dict[str, list[int]] = json.loads(TABLE.read_text())
    return {
        iso3: Place(x, y, width, height, Drawn(drawn))
        for iso3, (x, y, width, height, drawn) in table.items()
    }


def amount(value: float | None, steps: tuple[float, ...] = STEPS) -> str:
    """The class of a value; no figure is never the lightest colour."""
    return "q0" if value is None else f"q{1 + sum(value >= step for step in steps)}"


def in_order(areas: Iterable[Area]) -> list[Area]:
    """Shapes first, so that points lie on top of them."""
    return sorted(areas, key=lambda area: area.place.drawn)


@dataclass(frozen=True)
class Locator:
    """A window on the world round one country."""

    iso3: str
    view_box: str
    place: Place

    @property
    def has_point(self) -> bool:
        return self.place.drawn == Drawn.POINT


def locator(iso3: str) -> Locator | None:
    place = places().get(iso3)
    if place is None:
        return None
    least = 900 if place.drawn == Drawn.POINT else 420
    shape = LOCATOR[0] / LOCATOR[1]
    width = min(max(place.width * 2.6, place.height * 2.6 * shape, least), HEIGHT * shape)
    return Locator(iso3, _view(place.x, place.y, width, width / shape), place)


def window(chosen: Iterable[Place]) -> str:
    """The part of the world that holds some places, a little more, and not too narrow."""
    held = list(chosen)
    if not held:
        return VIEW_BOX
    left = min(place.x - place.width / 2 for place in held)
    right = max(place.x + place.width / 2 for place in held)
    top = min(place.y - place.height / 2 for place in held)
    bottom = max(place.y + place.height / 2 for place in held)
    width = min(max((right - left) * 1.15, (bottom - top) * 2.3, 500), WIDTH)
    height = min(max((bottom - top) * 1.15, width / 2.4), HEIGHT)
    return _view((left + right) / 2, (top + bottom) / 2, width, height)


def _view(x: float, y: float, width: float, height: float) -> str:
    """A view box round a place, moved so that it does not leave the map."""
    left = min(max(x - width / 2, LEFT), LEFT + WIDTH - width)
    top = min(max(y - height / 2, 0), HEIGHT - height)
    return f"{left:.0f} {top:.0f} {width:.0f} {height:.0f}"
