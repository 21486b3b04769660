"""The sentence in brief says no more than the figure behind it."""

import pytest

from countries.brief import SENTENCES, _sentence, in_brief
from platform_site.indicators.figures import Figure, Measure
from platform_site.indicators.models import Release


def told(text: str) -> str:
    sentence = _sentence(SENTENCES["SI_COV_BENFTS"], Figure(text, 2020, "percent"))
    return str(sentence).replace('<bdi dir="ltr">', "").replace("</bdi>", "")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("0.0", "In 2020, no one had a social protection benefit (0.0%)."),
        ("0.4", "In 2020, fewer than 1 in 100 people had"),
        ("6.2", "In 2020, about 6 in 100 people had"),
        ("99.4", "In 2020, more than 99 in 100 people had"),
        ("100.0", "In 2020, everyone had at least one social protection benefit (100.0%)."),
    ],
)
def test_a_share_is_said_in_people_with_the_figure_beside_it(text: str, sentence: str) -> None:
    assert told(text).startswith(sentence)
    assert f"({text}%)" in told(text)


def measure(**latest: Figure) -> Measure:
    return Measure(
        pk=1,
        code="SI_COV_BENFTS",
        name="Coverage",
        unit="percent",
        main_sex="T",
        sdg_number="1.3.1",
        source="ILO",
        release=Release(),
        latest=latest,
    )


def test_the_range_of_the_peers_counts_those_who_report_and_those_who_do_not() -> None:
    known = {
        "SI_COV_BENFTS": measure(
            KHM=Figure("6.2", 2020, "percent"), VNM=Figure("38.8", 2019, "percent")
        )
    }

    [one] = in_brief(known, "KHM", ["KHM", "VNM", "LAO"])

    assert one.peers is not None
    assert (one.peers.reporting, one.peers.total) == (2, 3)
    assert (one.peers.low.text, one.peers.middle, one.peers.high.text) == ("6.2", "22.5", "38.8")
    assert one.peers.years == (2019, 2020)


def test_nothing_is_told_of_a_country_without_a_figure() -> None:
    assert in_brief({"SI_COV_BENFTS": measure()}, "SOM", ["SOM"]) == []
