"""Charts and maps are plain data: what is drawn can be asked for."""

from itertools import pairwise

import pytest

from platform_site.indicators.charts import geometry, world
from platform_site.indicators.charts.panel import LINE_HEIGHT, LOWEST_LABEL, Series, panel
from platform_site.indicators.charts.strip import strip
from platform_site.indicators.loading import rows

YEARS = (2000, 2022)


def test_a_strip_marks_the_middle_country_and_the_readers() -> None:
    drawn = strip([0, 25, 50, 100], here=25)

    assert drawn is not None
    assert drawn.ticks == "M0 4v12M75 4v12M150 4v12M300 4v12"
    assert (drawn.middle, drawn.here) == (112.5, 75)


def test_a_strip_without_figures_is_not_drawn() -> None:
    assert strip([], here=None) is None


def test_what_lies_beyond_the_scale_stands_at_its_edge() -> None:
    drawn = strip([132.4], here=132.4)

    assert drawn is not None
    assert drawn.here == 300


def test_a_line_is_dashed_where_more_than_five_years_lie_between() -> None:
    series = Series("Here", [(2000, 1.0), (2005, 2.0), (2011, 3.0), (2012, 4.0)], is_here=True)

    segments = panel([series], years=YEARS).lines[0].segments

    assert [segment.is_gap for segment in segments] == [False, True, False]


def test_a_real_zero_is_drawn_on_the_base_line_with_its_dot() -> None:
    line = panel([Series("Here", [(2010, 5.0), (2011, 0.0)])], years=YEARS).lines[0]

    assert line.dots[-1][1] == 150


def test_labels_never_collide_and_stay_on_the_chart() -> None:
    series = [Series(f"L{n}", [(2020, 0.5 * n), (2021, 0.5 * n)]) for n in range(4)]

    places = sorted(line.label_y for line in panel(series, years=YEARS).lines)

    assert all(b - a >= LINE_HEIGHT for a, b in pairwise(places))
    assert places[-1] <= LOWEST_LABEL


def test_the_readers_line_lies_on_top() -> None:
    series = [Series("Here", [(2020, 1), (2021, 1)], is_here=True), Series("World", [(2020, 2)])]

    assert [line.is_here for line in panel(series, years=YEARS).lines] == [False, True]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, "q0"), (0, "q1"), (9.9, "q1"), (10, "q2"), (50, "q4"), (90, "q6"), (132.4, "q6")],
)
def test_no_figure_is_a_class_of_its_own_and_never_the_lowest(
    value: float | None, expected: str
) -> None:
    assert world.amount(value) == expected


def test_a_ring_across_the_edge_of_the_map_becomes_two_pieces() -> None:
    # From 160° E over the dateline to 160° W: the map is cut at 169° W.
    ring = [(160.0, 60.0), (-160.0, 60.0), (-160.0, 70.0), (160.0, 70.0)]

    pieces = geometry.on_the_map(ring, 1)

    assert len(pieces) == 2
    widths = [geometry.extent([piece])[2] for piece in pieces]
    assert max(widths) < geometry.WIDTH / 4


def test_a_path_is_written_from_one_point_in_steps() -> None:
    assert geometry.path([(10, 10), (12, 9), (5, 9)]) == "M10 10l2-1-7 0z"


def test_every_country_but_antarctica_has_a_place_on_the_map() -> None:
    from countries.loading import REFERENCE  # noqa: PLC0415 (the codes live a tier above)

    codes = {row["code"] for row in rows(REFERENCE / "countries.csv")}

    assert set(world.places()) == codes - {"ATA"}


def test_what_is_drawn_as_a_shape_is_in_the_file_of_shapes() -> None:
    drawn = (world.TABLE.parents[3] / "static" / "map" / "world.svg").read_text()

    missing = [
        iso3
        for iso3, place in world.places().items()
        if place.drawn != world.Drawn.POINT and f'id="{iso3}"' not in drawn
    ]
    assert missing == []
    assert len(drawn) < 45_000


def test_every_place_lies_within_the_map() -> None:
    left, top, width, height = map(int, world.VIEW_BOX.split())

    outside = [
        iso3
        for iso3, place in world.places().items()
        if not (left <= place.x <= left + width and top <= place.y <= top + height)
    ]
    assert outside == []
