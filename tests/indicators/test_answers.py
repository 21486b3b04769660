"""Figures that are asked for in the search: the right one, with year and source, or none."""

import html
import re

import pytest
from django.test import Client

from platform_site.indicators.answers import questions
from platform_site.indicators.models import Indicator, Observation
from platform_site.indicators.wording import LABELS
from platform_site.pages.models import Page
from tests.queries import count_queries

pytestmark = pytest.mark.usefixtures("reference", "db")


def answer(client: Client, asked: str, language: str = "en") -> str:
    """What the box says, as one line; nothing without a box."""
    body = client.get(f"/{language}/search/", {"q": asked}).content.decode()
    found = re.search(r'<dl class="facts">(.*?)</dl>', body, re.DOTALL)
    return html.unescape(" ".join(re.sub("<[^>]+>", " ", found[1]).split())) if found else ""


def latest(code: str, iso3: str) -> Observation:
    indicator = Indicator.objects.get(code=code)
    series = Observation.objects.current().filter(
        indicator=indicator, area__code=iso3, sex=indicator.main_sex, breakdown=""
    )
    return series.latest("year")


@pytest.mark.parametrize(
    ("language", "asked", "code", "iso3"),
    [
        ("en", "pension coverage vietnam", "SI_COV_PENSN", "VNM"),
        ("en", "Pension coverage in Viet Nam", "SI_COV_PENSN", "VNM"),
        ("en", "unemployment rate trinidad and tobago", "SL_TLF_UEM", "TTO"),
        ("en", "unemployment rate in the ivory coast", "SL_TLF_UEM", "CIV"),
        ("fr", "couverture retraite cambodge", "SI_COV_PENSN", "KHM"),
        ("fr", "taux de chômage en Côte d’Ivoire", "SL_TLF_UEM", "CIV"),
        ("es", "cobertura de pensiones camboya", "SI_COV_PENSN", "KHM"),
        ("es", "tasa de desempleo perú", "SL_TLF_UEM", "PER"),
        ("ar", "معدل البطالة في الأردن", "SL_TLF_UEM", "JOR"),
    ],
)
def test_a_figure_is_given_with_its_year_and_source(
    client: Client, language: str, asked: str, code: str, iso3: str
) -> None:
    held = latest(code, iso3)

    said = answer(client, asked, language)

    number = held.value_text.rstrip("0").rstrip(".")
    separator = {"fr": ",", "es": ","}.get(language, ".")
    shown = {number.replace(".", separator), number}
    assert any(one in said for one in shown), (said, held.value_text)
    assert str(held.year) in said
    if language == "en":
        assert str(LABELS[code][0]) in said


@pytest.mark.parametrize(
    "asked",
    [
        "pension coverage",
        "vietnam",
        "pension vietnam",
        "pension coverage reform vietnam",
        "pension coverage atlantis",
        "coverage vietnam",
        "unemployment rate vietnam cambodia",
    ],
)
def test_what_is_not_asked_so_is_not_answered_so(client: Client, asked: str) -> None:
    assert answer(client, asked) == ""


def test_a_hidden_country_has_no_answer(client: Client) -> None:
    assert answer(client, "pension coverage vietnam")
    Page.objects.filter(slug="vnm").update(state="archived")

    assert answer(client, "pension coverage vietnam") == ""


def test_a_country_without_the_figure_has_no_answer(client: Client) -> None:
    assert answer(client, "pension coverage monaco") == ""


def test_other_searches_cost_no_query_for_it(client: Client) -> None:
    without = count_queries(client, "/en/search/?q=grandmothers+of+vietnam")
    asked = count_queries(client, "/en/search/?q=pension+coverage+atlantis")

    assert asked - without <= 3


def test_every_question_names_a_measure_that_is_held() -> None:
    codes = set(Indicator.objects.values_list("code", flat=True))

    assert {code for code, _words in questions()} <= codes
