"""The world map: which shape or point stands for a country, where, and in which class of amount."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("world.json")
VIEW_BOX = "160 0 3420 1704"  # what the file leaves empty at its edges is cut off
STEPS = (10, 25, 50, 75, 90)  # where the classes of a percentage begin
LOCATOR = (304, 208)  # the little map beside a country's name


class Drawn(IntEnum):
    """How a country appears: as its shape, as a shape with a larger place to press, or as a point."""

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
    """One country on the map. `amount` is q1 to q6, q0 without a figure, or empty outside the data."""

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
    return {iso3: Place(*numbers[:4], Drawn(numbers[4])) for iso3, numbers in table.items()}


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
    width = min(max(place.width * 2.6, place.height * 2.6 * LOCATOR[0] / LOCATOR[1], 420), 3400)
    height = width * LOCATOR[1] / LOCATOR[0]
    return Locator(
        iso3,
        f"{place.x - width / 2:.0f} {place.y - height / 2:.0f} {width:.0f} {height:.0f}",
        place,
    )


def window(chosen: Iterable[Place], margin: float = 1.15) -> str:
    """The part of the world that holds some places, as wide as a page's map is."""
    held = list(chosen)
    if not held:
        return VIEW_BOX
    left = min(place.x - place.width / 2 for place in held)
    right = max(place.x + place.width / 2 for place in held)
    top = min(place.y - place.height / 2 for place in held)
    bottom = max(place.y + place.height / 2 for place in held)
    width = max((right - left) * margin, (bottom - top) * margin * 2, 500)
    width = min(width, 3420)
    height = max((bottom - top) * margin, width / 2.4)
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    return f"{middle_x - width / 2:.0f} {middle_y - height / 2:.0f} {width:.0f} {height:.0f}"
