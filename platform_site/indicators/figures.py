"""Figures as pages show them: read once for a page, plain data from there on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from platform_site.pages.models import Subject

from . import wording
from .charts.strip import Strip, strip
from .display import bare, large, shown
from .models import Indicator, Observation, Release

if TYPE_CHECKING:
    from platform_site.access.models import Person

type Text = str | Promise


@dataclass(frozen=True)
class Figure:
    """One value, as its source wrote it."""

    text: str
    year: int
    unit: str
    status: str = ""
    nature: str = ""
    iso3: str = ""

    @cached_property
    def value(self) -> float:
        return float(self.text)

    @property
    def shown(self) -> SafeString:
        return shown(self.text, self.unit)

    @property
    def large(self) -> SafeString:
        return large(self.text, self.unit)

    @property
    def bare(self) -> str:
        return bare(self.text)

    @property
    def is_above_100(self) -> bool:
        """An oddity of the source that we keep and flag."""
        return self.unit == "percent" and self.value > 100

    @property
    def remarks(self) -> list[Text]:
        said = (wording.STATUSES.get(self.status), wording.NATURES.get(self.nature))
        return list(dict.fromkeys(remark for remark in said if remark))


@dataclass(frozen=True)
class Spread:
    """Median and range of those who report, and how many do: never a mean we cannot weigh."""

    reporting: int
    total: int
    low: Figure
    high: Figure
    middle: str
    unit: str
    years: tuple[int, int]

    @property
    def middle_shown(self) -> SafeString:
        return shown(self.middle, self.unit)

    @property
    def when(self) -> SafeString:
        """The years of the figures, from the oldest to the newest."""
        first, last = self.years
        return format_html('<bdi dir="ltr">{}</bdi>', first if first == last else f"{first}–{last}")


@dataclass(frozen=True)
class Measure:
    """An indicator with the latest figure of every country: what maps, strips and medians need."""

    pk: int
    code: str
    name: str
    unit: str
    main_sex: str
    sdg_number: str
    source: Text
    release: Release
    latest: Mapping[str, Figure]

    @property
    def label(self) -> Text:
        return wording.LABELS[self.code][0] if self.code in wording.LABELS else self.name

    @property
    def of_whom(self) -> Text:
        if self.code in wording.LABELS:
            return wording.LABELS[self.code][1]
        return wording.UNITS.get(self.unit, self.unit)

    @property
    def has_fixed_scale(self) -> bool:
        """Whether amounts run from 0 to 100: then classes and strips mean the same everywhere."""
        return self.unit == "index 0-100" or (self.unit == "percent" and self.code != "NY_GDP_PCAP")

    @cached_property
    def values(self) -> list[float]:
        return sorted(figure.value for figure in self.latest.values())

    @cached_property
    def spread(self) -> Spread | None:
        return spread(self.latest.values(), total=len(self.latest))

    def among(self, codes: Sequence[str]) -> Spread | None:
        """Of some countries only, by ISO3."""
        return spread([self.latest[c] for c in codes if c in self.latest], total=len(codes))

    @property
    def strip_of_all(self) -> Strip | None:
        return self.strip(None)

    def strip(self, here: Figure | None) -> Strip | None:
        if not self.has_fixed_scale:
            return None
        return strip(self.values, here=here.value if here else None)


def spread(figures: Iterable[Figure], *, total: int) -> Spread | None:
    found = sorted(figures, key=lambda figure: figure.value)
    if not found:
        return None
    years = [figure.year for figure in found]
    return Spread(
        reporting=len(found),
        total=total,
        low=found[0],
        high=found[-1],
        middle=f"{median(figure.value for figure in found):.1f}",
        unit=found[0].unit,
        years=(min(years), max(years)),
    )


def measures(user: "Person", codes: Iterable[str] | None = None) -> dict[str, Measure]:
    """One query. The keys stand in the order asked for, else by code."""
    found = Indicator.objects.visible_to(user).named().select_related("release", "standing")
    if codes is not None:
        codes = list(codes)
        found = found.filter(code__in=codes)
    held = {indicator.code: _measure(indicator) for indicator in found.order_by("code")}
    return held if codes is None else {code: held[code] for code in codes if code in held}


def _measure(indicator: Indicator) -> Measure:
    figures = indicator.standing.figures if hasattr(indicator, "standing") else {}
    return Measure(
        pk=indicator.pk,
        code=indicator.code,
        name=indicator.name,
        unit=indicator.unit,
        main_sex=indicator.main_sex,
        sdg_number=indicator.sdg_number,
        source=wording.SOURCES.get(indicator.source, indicator.source),
        release=indicator.release,
        latest={
            iso3: Figure(text, year, indicator.unit, status, iso3=iso3)
            for iso3, (year, text, status) in figures.items()
        },
    )


@dataclass
class Row:
    """All values of one measure in one area, for one sex and breakdown."""

    measure: Measure
    sex: str
    breakdown: str
    figures: list[Figure] = field(default_factory=list)  # newest first
    replaced: list[tuple[Figure, Release]] = field(default_factory=list)

    @property
    def is_main(self) -> bool:
        return self.sex == self.measure.main_sex and not self.breakdown

    @property
    def latest(self) -> Figure:
        return self.figures[0]

    @property
    def earlier(self) -> list[Figure]:
        return self.figures[1:]

    @property
    def of_which(self) -> list[Text]:
        """Which part of the measure this row is, in words."""
        words = [
            wording.SEXES.get(self.sex, ""),
            wording.BREAKDOWNS.get(self.breakdown, self.breakdown),
        ]
        return [word for word in words if word]

    @property
    def points(self) -> list[tuple[int, float]]:
        return [(figure.year, figure.value) for figure in reversed(self.figures)]


type Key = tuple[str, str, str]


def history(subject: Subject, known: Mapping[str, Measure]) -> dict[Key, Row]:
    """Everything held about a country, what was superseded with it: one query."""
    by_pk = {measure.pk: measure for measure in known.values()}
    found = (
        Observation.objects.filter(area__subject=subject, indicator__in=by_pk)
        .order_by("indicator__code", "sex", "breakdown", "-year", "-id")
        .values_list(
            *("indicator_id", "sex", "breakdown", "year", "value_text", "status", "nature"),
            *("superseded_by_id", "release_id"),
        )
    )
    releases = {measure.release.pk: measure.release for measure in known.values()}
    rows: dict[Key, Row] = {}
    for pk, sex, breakdown, year, text, status, nature, superseded, release in found:
        measure = by_pk[pk]
        row = rows.setdefault((measure.code, sex, breakdown), Row(measure, sex, breakdown))
        figure = Figure(text, year, measure.unit, status, nature)
        if superseded is None:
            row.figures.append(figure)
        else:
            row.replaced.append((figure, releases.get(release) or measure.release))
    return {key: row for key, row in rows.items() if row.figures}


@dataclass(frozen=True)
class Aggregate:
    """What a publisher itself says of an area that is not a country."""

    area: str
    name: str
    rows: Mapping[str, Sequence[Figure]]  # by indicator, newest first


def aggregates(areas: Iterable[str], known: Mapping[str, Measure]) -> dict[str, Aggregate]:
    """The publisher's figures of its own areas, main series only: one query."""
    by_pk = {measure.pk: measure for measure in known.values()}
    found = (
        Observation.objects.current()
        .filter(
            area__code__in=list(areas),
            area__subject__isnull=True,
            indicator__in=by_pk,
            breakdown="",
        )
        .order_by("area__code", "indicator__code", "-year")
        .values_list(
            *("area__code", "area__name", "indicator_id", "sex"),
            *("year", "value_text", "status", "nature"),
        )
    )
    names: dict[str, str] = {}
    rows: dict[str, dict[str, list[Figure]]] = {}
    for area, name, pk, sex, year, text, status, nature in found:
        measure = by_pk[pk]
        if sex == measure.main_sex:
            names[area] = str(wording.AREAS.get(area, name))
            figure = Figure(text, year, measure.unit, status, nature)
            rows.setdefault(area, {}).setdefault(measure.code, []).append(figure)
    return {area: Aggregate(area, names[area], rows[area]) for area in rows}
