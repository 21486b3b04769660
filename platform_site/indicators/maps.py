"""A measure on the world map: every country with its figure, its class and its address."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from platform_site.pages.models import Subject

from .charts import world
from .figures import Figure, Measure
from .numbers import percent_sign


@dataclass(frozen=True)
class WorldMap:
    """`countries` carry `name`; those not given are drawn, but neither named nor linked."""

    measure: Measure
    areas: list[world.Area]
    view_box: str
    steps: tuple[float, ...] = (0, *world.STEPS)

    @property
    def hatch(self) -> float:
        """How wide the hatch is, so that it looks the same on a part of the world."""
        return int(self.view_box.split()[2]) / 100


def world_map(measure: Measure, countries: Iterable[Subject], *, zoom: bool = False) -> WorldMap:
    areas = [area for country in countries if (area := _area(measure, country))]
    view_box = world.window(area.place for area in areas) if zoom else world.VIEW_BOX
    return WorldMap(measure, world.in_order(areas), view_box)


def _area(measure: Measure, country: Subject) -> world.Area | None:
    """None for Antarctica, and for specks that neither have a figure nor a seat in the ILO."""
    place, figure = world.places().get(country.code), measure.latest.get(country.code)
    if place is None:
        return None
    if place.drawn == world.Drawn.POINT and not figure and not _is_member(country):
        return None
    return world.Area(
        iso3=country.code,
        title=f"{country.name}: {_words(figure)}",
        url=country.get_absolute_url(),
        amount=world.amount(figure.value if figure else None),
        place=place,
    )


def _is_member(country: Subject) -> bool:
    return bool(getattr(country, "is_ilo_member", False))


def _words(figure: Figure | None) -> str:
    if figure is None:
        return _("not entered here")
    sign = percent_sign() if figure.unit == "percent" else ""
    return f"{figure.bare}{sign} ({figure.year})"
