"""Natural Earth's countries into static/map/world.svg and a small table beside the charts."""

import csv
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from platform_site.indicators.charts import geometry, world

GRID = 2  # two steps to a unit of the map
TOLERANCE = 1.1
SPECK = 9.0  # rings below this many square units are left out
POINT = 9.0  # what is smaller than this in both directions is drawn as a point
HARD_TO_HIT = 20.0  # what is smaller than this gets a place to press that is larger than its shape
ANTARCTICA = "010"


class Command(BaseCommand):
    help = "Draw the world once from Natural Earth 50m (TopoJSON whose ids are ISO numeric codes)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("topojson", type=Path)
        parser.add_argument(
            "centroids", type=Path, help="CSV: iso3, iso_numeric, latitude, longitude"
        )

    def handle(self, *, topojson: Path, centroids: Path, **options: Any) -> None:
        topology = geometry.Topology.of(json.loads(topojson.read_text())).simplified(TOLERANCE)
        places = _places(centroids)
        shapes, others = _shapes(topology, {row["iso_numeric"]: row["iso3"] for row in places})
        target = Path(settings.BASE_DIR) / "static" / "map" / "world.svg"
        target.write_text(_svg(shapes, others))
        world.TABLE.write_text(_table(shapes, places))
        self.stdout.write(f"{target.name}: {target.stat().st_size} bytes, {len(shapes)} shapes")


def _places(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _shapes(
    topology: geometry.Topology, iso3_of: dict[str, str]
) -> tuple[dict[str, list[geometry.Grid]], list[geometry.Grid]]:
    """Rings by ISO code, and the rings of areas without one, which are drawn but never named."""
    shapes: dict[str, list[geometry.Grid]] = {}
    others: list[geometry.Grid] = []
    for country in topology.countries:
        if country.get("id") == ANTARCTICA:
            continue
        rings = [
            piece for ring in topology.rings(country) for piece in geometry.on_the_map(ring, GRID)
        ]
        rings = _without_specks(rings)
        iso3 = iso3_of.get(country.get("id", ""))
        if iso3 and rings:
            shapes.setdefault(iso3, []).extend(rings)
        else:
            others += rings
    return shapes, others


def _without_specks(rings: list[geometry.Grid]) -> list[geometry.Grid]:
    return [ring for ring in rings if geometry.area(ring) >= SPECK * GRID * GRID]


def _svg(shapes: dict[str, list[geometry.Grid]], others: list[geometry.Grid]) -> str:
    paths = [f'<path id="{iso3}" d="{_d(rings)}"/>' for iso3, rings in sorted(shapes.items())]
    paths.append(f'<path id="other" d="{_d(others)}"/>')
    size = f"0 0 {geometry.WIDTH * GRID} {geometry.HEIGHT * GRID}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}"><g id="world">\n'
        + "\n".join(paths)
        + "\n</g></svg>\n"
    )


def _d(rings: list[geometry.Grid]) -> str:
    return "".join(geometry.path(ring) for ring in rings)


def _table(shapes: dict[str, list[geometry.Grid]], places: list[dict[str, str]]) -> str:
    """One line per country: middle and size of its largest part, and how it is drawn."""
    lines = [
        f'"{place["iso3"]}": {json.dumps(_entry(shapes.get(place["iso3"]), place))}'
        for place in sorted(places, key=lambda row: row["iso3"])
        if place["iso_numeric"] != ANTARCTICA
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _entry(rings: list[geometry.Grid] | None, place: dict[str, str]) -> list[int]:
    if rings:
        x, y, width, height = geometry.extent([max(rings, key=geometry.area)])
        drawn = world.Drawn.POINT if max(width, height) < POINT * GRID else world.Drawn.SMALL
        if max(width, height) >= HARD_TO_HIT * GRID:
            drawn = world.Drawn.SHAPE
        return [x + width // 2, y + height // 2, width, height, drawn]
    longitude = geometry.across(float(place["longitude"]))
    point = geometry.equal_earth(longitude, float(place["latitude"]))
    return [round(point[0] * GRID), round(point[1] * GRID), 0, 0, world.Drawn.POINT]
