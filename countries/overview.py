"""Several countries together: medians, ranges and who reports; never a weighted mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import pgettext

from platform_site.indicators import wording
from platform_site.indicators.figures import (
    Aggregate,
    Figure,
    Measure,
    Spread,
    aggregates,
    measures,
)
from platform_site.indicators.maps import WorldMap, world_map

from .models import Country

if TYPE_CHECKING:
    from platform_site.access.models import Person

SHOWN = (
    *wording.SDG_1_3_1,
    "SH_ACS_UNHC",
    "SI_POV_NAHC",
    "SI_POV_EMP1",
    "SL_ISV_IFEM",
    "SL_TLF_UEM",
)
FIRST = wording.SDG_1_3_1[0]


@dataclass(frozen=True)
class Line:
    """What the countries report, and what the publisher itself says of them together."""

    measure: Measure
    spread: Spread | None
    low: Country | None
    high: Country | None
    published: Figure | None


class Overview:
    """Two queries beside the countries, however many they are."""

    def __init__(
        self, countries: Sequence[Country], user: "Person", *, aggregate_area: str = ""
    ) -> None:
        self.countries = countries
        self.measures = measures(user, SHOWN)
        self.aggregate_area = aggregate_area

    @cached_property
    def aggregate(self) -> Aggregate | None:
        if not self.aggregate_area:
            return None
        return aggregates([self.aggregate_area], self.measures).get(self.aggregate_area)

    @cached_property
    def lines(self) -> list[Line]:
        return [self._line(measure) for measure in self.measures.values()]

    def _line(self, measure: Measure) -> Line:
        by_code = {country.code: country for country in self.countries}
        spread = measure.among(list(by_code))
        published = self.aggregate.rows.get(measure.code) if self.aggregate else None
        return Line(
            measure=measure,
            spread=spread,
            low=by_code.get(spread.low.iso3) if spread else None,
            high=by_code.get(spread.high.iso3) if spread else None,
            published=published[0] if published else None,
        )

    @property
    def sources(self) -> str:
        """Who publishes these figures, each once."""
        names = dict.fromkeys(str(line.measure.source) for line in self.lines if line.spread)
        return pgettext("between the parts of a list", ", ").join(names)

    @property
    def first(self) -> Line | None:
        return next((line for line in self.lines if line.measure.code == FIRST), None)

    @cached_property
    def map(self) -> WorldMap | None:
        if FIRST not in self.measures:
            return None
        return world_map(self.measures[FIRST], self.countries, zoom=True)

    @cached_property
    def rows(self) -> list[tuple[Country, Figure | None]]:
        latest = self.measures[FIRST].latest if FIRST in self.measures else {}
        return [(country, latest.get(country.code)) for country in self.countries]
