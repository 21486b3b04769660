"""The catalogue of indicators and the page of each, on the real figures."""

import csv
import io
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from platform_site.indicators.definitions import DEFINITIONS, FAMILIES
from platform_site.indicators.export import COLUMNS
from platform_site.indicators.figures import measures
from platform_site.indicators.models import Indicator, Observation
from platform_site.indicators.survey import Survey
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def survey(code: str) -> Survey:
    return Survey(measures(AnonymousUser(), [code])[code], AnonymousUser())


def test_every_indicator_has_a_family_a_definition_and_a_page(
    reference: None, client: Client
) -> None:
    codes = set(Indicator.objects.values_list("code", flat=True))
    catalogue = client.get("/en/data/").content.decode()

    assert len(codes) == 22
    assert codes == set(DEFINITIONS) == {code for _title, held in FAMILIES for code in held}
    for code in codes:
        assert f"/en/data/{code.lower()}/" in catalogue
        assert client.get(f"/en/data/{code.lower()}/").status_code == 200


def test_the_file_holds_every_current_figure_of_the_indicator(
    reference: None, client: Client
) -> None:
    answer = client.get("/en/data/si_cov_pensn/data.csv")
    read = list(csv.DictReader(io.StringIO(answer.content.decode())))
    held = Observation.objects.current().of_countries().filter(indicator__code="SI_COV_PENSN")

    assert tuple(read[0]) == COLUMNS
    assert len(read) == held.count()
    assert {row["value"] for row in read if row["iso3"] == "CPV" and row["sex"] == "M"} >= {"132.4"}


def test_the_ranking_is_by_value_and_by_name_on_request(reference: None, client: Client) -> None:
    page = client.get("/en/data/si_cov_benfts/").context["survey"]
    by_name = client.get("/en/data/si_cov_benfts/?order=name").context["survey"]
    values = [figure.value for _country, figure, _rank in page.rows]

    assert values == sorted(values, reverse=True)
    assert {row[0].code for row in page.rows} == {row[0].code for row in by_name.rows}
    names = [row[0].sort_name for row in by_name.rows]
    assert names == sorted(names)


def test_lines_that_each_country_draws_for_itself_are_not_ranked(
    reference: None, client: Client
) -> None:
    page = client.get("/en/data/si_pov_nahc/").context["survey"]

    assert page.by_name
    assert not page.can_rank


def test_a_region_counts_all_its_countries_and_is_never_a_mean(reference: None) -> None:
    regions = survey("SI_COV_BENFTS").regions

    assert len(regions) == 5
    for region in regions:
        assert 0 < region.spread.reporting <= region.spread.total
        assert region.spread.low.value <= float(region.spread.middle) <= region.spread.high.value


def test_sexes_are_read_from_the_figures_of_each(reference: None) -> None:
    parts = {str(part.name): part.spread for part in survey("SI_COV_PENSN").parts}
    women = (
        Observation.objects.current()
        .of_countries()
        .filter(indicator__code="SI_COV_PENSN", sex="F", breakdown="")
        .values("area")
        .distinct()
    )

    assert parts["women"].reporting == women.count()


def test_the_pages_cost_the_same_for_every_indicator(reference: None, client: Client) -> None:
    codes = [code.lower() for code in DEFINITIONS]
    for code in codes:
        client.get(f"/en/data/{code}/")
    costs = {count_queries(client, f"/en/data/{code}/") for code in codes}

    assert max(costs) <= 10
    assert count_queries(client, "/en/data/") <= 4


def test_no_figure_is_shown_as_nought_where_none_is_held(reference: None, client: Client) -> None:
    page = client.get("/en/data/si_cov_benfts/").content.decode()
    without = re.findall(r'<a href="/en/countries/(\w{3})/">[^<]*</a>', page.split("gap")[-1])

    assert without
    held = measures(AnonymousUser(), ["SI_COV_BENFTS"])["SI_COV_BENFTS"].latest
    assert not {iso3.upper() for iso3 in without} & set(held)


def test_no_amount_stands_without_its_unit(reference: None, client: Client) -> None:
    catalogue = client.get("/en/data/").content.decode()
    page = client.get("/en/data/gdp_pc_mpd/").content.decode()

    assert catalogue.count("2011 international dollars") == 1
    assert "2011 international dollars" in page.partition("<h2")[0]


def test_countries_with_the_same_figure_share_a_rank(reference: None) -> None:
    rows = survey("SI_COV_PENSN").rows
    full = [rank for _country, figure, rank in rows if figure.value == 100]
    after = next(rank for _country, figure, rank in rows if figure.value < 100)
    above = sum(figure.value > 100 for _country, figure, _rank in rows)

    assert len(full) > 1
    assert set(full) == {above + 1}
    assert after == above + len(full) + 1
