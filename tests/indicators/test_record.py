"""How figures come in: added once, superseded by newer ones, never overwritten."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from platform_site.indicators.actions import (
    Incoming,
    Recorded,
    UnknownAreaOrIndicatorError,
    record_observations,
)
from platform_site.indicators.models import Area, Indicator, Observation, Release
from tests.factories import make_subject

pytestmark = pytest.mark.django_db


def make_release(code: str, released: str) -> Release:
    return Release.objects.create(
        code=code,
        title=code,
        publisher="P",
        licence="L",
        url="https://p.example",
        released=released,
    )


@pytest.fixture
def december() -> Release:
    release = make_release("december", "2023-12-17")
    Area.objects.create(code="KHM", name="Cambodia", subject=make_subject("KHM", "Cambodia"))
    Area.objects.create(code="001", name="World")
    Indicator.objects.create(
        kind="indicator",
        code="COV",
        slug="cov",
        title="Coverage",
        unit="percent",
        main_sex="T",
        source="ILO",
        release=release,
        state="published",
        published_at=timezone.now(),
    )
    return release


def incoming(value: str = "6.2", **changes: Any) -> Incoming:
    figure: dict[str, Any] = {
        "area": "KHM",
        "indicator": "COV",
        "year": 2020,
        "sex": "T",
        "breakdown": "",
        "value_text": value,
        "status": "A",
        "nature": "E",
        "source": "ILO",
    }
    return Incoming(**(figure | changes))


def held() -> list[tuple[str, str, bool]]:
    """Value, release and whether it is current, oldest first."""
    found = Observation.objects.order_by("pk").select_related("release")
    return [(o.value_text, o.release.code, o.superseded_by_id is None) for o in found]


def test_the_same_figures_a_second_time_change_no_row(december: Release) -> None:
    figures = [incoming("6.2"), incoming("5.0", year=2019), incoming("46.9", area="001")]

    first = record_observations(release=december, figures=figures)
    second = record_observations(release=december, figures=figures)

    assert first == Recorded(added=3, superseded=0, unchanged=0)
    assert second == Recorded(added=0, superseded=0, unchanged=3)
    assert len(held()) == 3


def test_a_newer_value_supersedes_and_the_older_stays(december: Release) -> None:
    record_observations(release=december, figures=[incoming("6.2")])

    done = record_observations(
        release=make_release("next", "2025-01-10"), figures=[incoming("7.5")]
    )

    assert done == Recorded(added=0, superseded=1, unchanged=0)
    assert held() == [("6.2", "december", False), ("7.5", "next", True)]
    old, new = Observation.objects.order_by("pk")
    assert old.superseded_by == new


def test_an_older_release_never_takes_a_newer_value_back(december: Release) -> None:
    record_observations(release=make_release("next", "2025-01-10"), figures=[incoming("7.5")])

    done = record_observations(release=december, figures=[incoming("6.2")])

    assert done == Recorded(added=0, superseded=0, unchanged=1)
    assert held() == [("7.5", "next", True)]


def test_two_spellings_of_a_number_are_two_values(december: Release) -> None:
    record_observations(release=december, figures=[incoming("6.2")])

    record_observations(release=december, figures=[incoming("6.20")])

    assert [value for value, _release, current in held() if current] == ["6.20"]


def test_a_figure_of_an_unknown_country_stops_the_whole_import(december: Release) -> None:
    with pytest.raises(UnknownAreaOrIndicatorError, match="XXX"):
        record_observations(release=december, figures=[incoming(), incoming(area="XXX")])

    assert held() == []


def test_the_standing_holds_the_latest_main_value_of_countries_only(december: Release) -> None:
    record_observations(
        release=december,
        figures=[
            incoming("5.0", year=2019),
            incoming("6.2"),
            incoming("9.9", year=2021, sex="F"),
            incoming("8.8", year=2021, breakdown="poorest quintile"),
            incoming("46.9", area="001", year=2022),
        ],
    )

    assert Indicator.objects.get(code="COV").standing.figures == {"KHM": [2020, "6.2", "A"]}


def test_the_database_refuses_a_second_current_value(december: Release) -> None:
    record_observations(release=december, figures=[incoming()])
    row = Observation.objects.get()
    row.pk = None

    with pytest.raises(IntegrityError, match="one_current_value"), transaction.atomic():
        row.save(force_insert=True)
