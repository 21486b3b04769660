"""What a country's page shows, put together from figures that were read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from platform_site.indicators import wording
from platform_site.indicators.charts.panel import Panel, Series, panel
from platform_site.indicators.charts.strip import Strip
from platform_site.indicators.charts.world import Locator, locator
from platform_site.indicators.figures import (
    Aggregate,
    Figure,
    Measure,
    Row,
    aggregates,
    history,
    measures,
)
from platform_site.indicators.models import Release
from platform_site.indicators.numbers import number
from platform_site.pages.models import Subject

from .brief import Told, in_brief, nothing_held
from .models import Country, Group, GroupMembership

if TYPE_CHECKING:
    from platform_site.access.models import Person

WORLD = "001"
MAX_PANELS = 6
FIRST_YEAR = 2000


@dataclass(frozen=True)
class Fact:
    """A key figure, held or not."""

    measure: Measure
    row: Row | None
    strip: Strip | None
    is_first: bool

    @property
    def figure(self) -> Figure | None:
        return self.row.latest if self.row else None

    @property
    def before(self) -> Figure | None:
        return self.row.earlier[0] if self.row and self.row.earlier else None


@dataclass(frozen=True)
class OverTime:
    """One panel: the country in bold, the publisher's own aggregates in grey."""

    measure: Measure
    panel: Panel
    rows: list[tuple[str, list[Figure]]]  # the same as a table: name and values, newest first


class Profile:
    """Seven queries, however many figures a country has."""

    def __init__(self, country: Country, user: "Person") -> None:
        self.country, self.user = country, user
        self.measures = measures(user)
        self.rows = history(country, self.measures)
        self.context: Mapping[str, Aggregate] = {}

    @cached_property
    def above(self) -> list[Subject]:
        """Region, subregion and the groups of today, named in the reader's language."""
        found = Subject.objects.visible_to(self.user).filter(descendants__subject=self.country)
        return list(found.named())

    @cached_property
    def regions(self) -> list[Subject]:
        """From the region to the subregion."""
        regions = [subject for subject in self.above if subject.kind == "region"]
        return sorted(regions, key=lambda region: region.pk == self.country.region_id)

    @cached_property
    def groups(self) -> list[Subject]:
        return [subject for subject in self.above if subject.kind == "group"]

    @cached_property
    def past_memberships(self) -> list[GroupMembership]:
        """Groups left, with what is known about it."""
        past = self.country.memberships.exclude(until="")
        return list(past.prefetch_related(Prefetch("group", Group.objects.named())))

    @cached_property
    def peers(self) -> list[str]:
        """The countries and territories of the same subregion, this one among them."""
        if self.country.region_id is None:
            return []
        same = Country.objects.visible_to(self.user).filter(region=self.country.region_id)
        return list(same.values_list("code", flat=True))

    @property
    def told(self) -> list[Told]:
        return in_brief(self.measures, self.country.iso3, self.peers)

    @property
    def nothing_told(self) -> str:
        return nothing_held()

    @property
    def population(self) -> str:
        return number(self.country.population or 0)

    @property
    def releases(self) -> list[Release]:
        """What the figures of this page come from, newest first."""
        found = {row.measure.release.pk: row.measure.release for row in self.rows.values()}
        return sorted(found.values(), key=lambda release: release.released, reverse=True)

    @property
    def locator(self) -> Locator | None:
        return locator(self.country.iso3)

    def main_row(self, code: str) -> Row | None:
        measure = self.measures.get(code)
        return self.rows.get((code, measure.main_sex, "")) if measure else None

    @cached_property
    def facts(self) -> list[Fact]:
        return [self._fact(code) for code in wording.HEADLINE if code in self.measures]

    def _fact(self, code: str) -> Fact:
        measure, row = self.measures[code], self.main_row(code)
        strip = measure.strip(row.latest) if row else None
        return Fact(measure, row, strip, is_first=code == wording.HEADLINE[0])

    @cached_property
    def standing(self) -> list[Fact]:
        """SDG 1.3.1, highest first; what is not held is in `not_standing`."""
        facts = [self._fact(code) for code in wording.SDG_1_3_1 if self.main_row(code)]
        return sorted(facts, key=lambda fact: -fact.row.latest.value if fact.row else 0)

    @cached_property
    def not_standing(self) -> list[Measure]:
        codes = [code for code in wording.SDG_1_3_1 if not self.main_row(code)]
        return [self.measures[code] for code in codes if code in self.measures]

    @cached_property
    def over_time(self) -> list[OverTime]:
        """Where at least two years are held; the first six in the order of `wording`."""
        rows = [row for code in wording.OVER_TIME if (row := self.main_row(code)) and row.earlier]
        rows = rows[:MAX_PANELS]
        if not rows:
            return []
        shown = {row.measure.code: row.measure for row in rows}
        self.context = aggregates({WORLD, self.country.un_region} - {""}, shown)
        years = (FIRST_YEAR, max(row.latest.year for row in rows))
        return [self._over_time(row, self.context, years) for row in rows]

    def _over_time(
        self, row: Row, context: Mapping[str, Aggregate], years: tuple[int, int]
    ) -> OverTime:
        lines = [("", self.country.name, row.figures)]
        for area, aggregate in context.items():
            short = _("World") if area == WORLD else _("Region")
            lines.append((short, aggregate.name, list(aggregate.rows.get(row.measure.code, ()))))
        lines = [line for line in lines if line[2]]
        series = [
            Series(
                label=f"{short} {figures[0].bare}".strip(),
                points=[(f.year, f.value) for f in reversed(figures) if f.year >= years[0]],
                is_here=not short,
            )
            for short, _name, figures in lines
        ]
        named = [(name, figures) for _short, name, figures in lines]
        return OverTime(row.measure, panel(series, years=years), named)

    @cached_property
    def all_rows(self) -> list[tuple[Measure, list[Row]]]:
        """Every row, by measure in the order of its SDG number; a measure's main row first."""
        by_measure: dict[str, list[Row]] = {}
        for row in self.rows.values():
            by_measure.setdefault(row.measure.code, []).append(row)
        found = [(self.measures[code], rows) for code, rows in by_measure.items()]
        for _measure, rows in found:
            rows.sort(key=lambda row: (not row.is_main, row.breakdown, row.sex))
        return sorted(found, key=lambda pair: (pair[0].sdg_number or "~", pair[0].code))

    @property
    def figure_count(self) -> int:
        return sum(len(row.figures) for row in self.rows.values())

    @property
    def not_held(self) -> list[Measure]:
        held = {row.measure.code for row in self.rows.values()}
        return [measure for code, measure in self.measures.items() if code not in held]

    @property
    def flagged(self) -> list[tuple[Row, Figure]]:
        """Figures that cannot be literally true, and stand as the source has them."""
        return [(row, f) for row in self.rows.values() for f in row.figures if f.is_above_100]
