"""One indicator in all countries: what its page shows, in six queries."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import F

from platform_site.pages.models import Subject, SubjectAncestor

from . import wording
from .charts.panel import Panel, Series, panel
from .definitions import DEFINITIONS
from .figures import Aggregate, Figure, Measure, Spread, Text, aggregates, spread
from .maps import WorldMap, world_map
from .models import Observation

if TYPE_CHECKING:
    from platform_site.access.models import Person

WORLD = "001"
# Lines of the chart beside the world's: the groups that the publisher itself adds up.
GROUPS = ("199", "432", "722")
FIRST_YEAR = 2000
# A list by value ranks countries; lines of poverty that each country draws for itself do not.
NOT_RANKED = ("SI_POV_NAHC",)


@dataclass(frozen=True)
class Part:
    """A region, or one sex or breakdown, as median and range of those who report."""

    name: Text
    spread: Spread
    url: str = ""


class Survey:
    """What is known of one measure everywhere."""

    def __init__(self, measure: Measure, user: "Person", *, by_name: bool = False) -> None:
        self.measure, self.user = measure, user
        self.by_name = by_name or not self.can_rank

    @property
    def can_rank(self) -> bool:
        return self.measure.code not in NOT_RANKED

    @property
    def definition(self) -> Text:
        return DEFINITIONS.get(self.measure.code, "")

    @cached_property
    def countries(self) -> list[Subject]:
        visible = Subject.objects.visible_to(self.user).of_kind("country")
        return list(visible.named().order_by(F("sort_name")))

    @cached_property
    def rows(self) -> list[tuple[Subject, Figure, int]]:
        """The latest figure of each country that has one, and its rank: by value, or by name.

        Countries with the same figure share a rank, and the next one counts them all.
        """
        latest = self.measure.latest
        found = [(c, latest[c.code]) for c in self.countries if c.code in latest]
        if not self.by_name:
            found.sort(key=lambda row: -row[1].value)
        values = sorted((figure.value for _country, figure in found), reverse=True)
        rank = {value: place for place, value in reversed(list(enumerate(values, start=1)))}
        return [(country, figure, rank[figure.value]) for country, figure in found]

    @cached_property
    def not_held(self) -> list[Subject]:
        return [c for c in self.countries if c.code not in self.measure.latest]

    @property
    def map(self) -> WorldMap | None:
        if not self.measure.has_fixed_scale:
            return None
        return world_map(self.measure, self.countries)

    @cached_property
    def regions(self) -> list[Part]:
        """The regions on top, each with its subregions below it counted in."""
        rows = SubjectAncestor.objects.filter(ancestor__kind="region")
        below: dict[int, list[str]] = {}
        lower = set()
        for region, pk, kind, code in rows.values_list(
            "ancestor_id", "subject_id", "subject__kind", "subject__code"
        ):
            if kind == "region":
                lower.add(pk)
            if kind == "country":
                below.setdefault(region, []).append(code)
        tops = Subject.objects.visible_to(self.user).filter(pk__in=set(below) - lower).named()
        found = [(top, self.measure.among(below[top.pk])) for top in tops.order_by(F("sort_name"))]
        return [Part(top.name, part, top.get_absolute_url()) for top, part in found if part]

    @cached_property
    def parts(self) -> list[Part]:
        """By sex and breakdown, where the publisher says so: the latest of each country."""
        order = ("area", "sex", "breakdown")
        latest = (
            Observation.objects.current()
            .of_countries()
            .filter(indicator=self.measure.pk)
            .order_by(*order, "-year")
            .distinct(*order)
            .values_list("sex", "breakdown", "year", "value_text")
        )
        figures: dict[tuple[str, str], list[Figure]] = {}
        for sex, breakdown, year, text in latest:
            figure = Figure(text, year, self.measure.unit)
            figures.setdefault((breakdown, sex), []).append(figure)
        if len(figures) < 2:
            return []
        return [self._part(key, figures[key]) for key in sorted(figures)]

    def _part(self, key: tuple[str, str], figures: list[Figure]) -> Part:
        breakdown, sex = key
        words = (wording.SEXES.get(sex), wording.BREAKDOWNS.get(breakdown, breakdown))
        name = " · ".join(str(word) for word in words if word)
        part = spread(figures, total=len(figures))
        if part is None:
            raise AssertionError("a part is made of at least one figure")
        return Part(name, part)

    @cached_property
    def published(self) -> list[Aggregate]:
        """The publisher's own aggregates, the world first."""
        code = self.measure.code
        held = aggregates(wording.AREAS, {code: self.measure})
        # In the order of `wording`: the world, the groups, then places.
        return [held[area] for area in wording.AREAS if area in held]

    @cached_property
    def published_rows(self) -> list[tuple[str, list[Figure]]]:
        return [(a.name, list(a.rows[self.measure.code])) for a in self.published]

    @property
    def over_time(self) -> Panel | None:
        """The world and the groups as the publisher adds them up; None without two years."""
        if not self.measure.has_fixed_scale:
            return None
        lines = [
            (a, [f for f in reversed(a.rows[self.measure.code]) if f.year >= FIRST_YEAR])
            for a in self.published
            if a.area in (WORLD, *GROUPS)
        ]
        lines = [(aggregate, figures) for aggregate, figures in lines if len(figures) > 1]
        if not lines:
            return None
        last = max(figures[-1].year for _aggregate, figures in lines)
        return panel([_series(a, figures) for a, figures in lines], years=(FIRST_YEAR, last))


def _series(aggregate: Aggregate, figures: list[Figure]) -> Series:
    short = wording.SHORT_AREAS[aggregate.area]
    return Series(
        label=f"{short} {figures[-1].bare}",
        points=[(figure.year, figure.value) for figure in figures],
        is_here=aggregate.area == WORLD,
    )
