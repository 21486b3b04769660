"""What the pages of countries, regions and groups show is what is held, and nothing else."""

import gzip
import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from countries.models import Country
from platform_site.indicators import wording
from platform_site.indicators.models import Observation
from tests.factories import make_article

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

# With figures, without coverage figures, without any, the smallest, the odd one, no region.
SAMPLE = ("khm", "som", "prk", "tuv", "cpv", "fra", "ata", "wlf")
NUMBER = re.compile(r"\u2212?[\d,]+(?:\.\d+)?")


def get(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def words(html: str) -> str:
    """The text a person reads, without markup."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def part(html: str, anchor: str) -> str:
    """One section of the page."""
    found = re.search(rf'<section class="section" id="{anchor}".*?</section>', html, re.DOTALL)
    assert found, anchor
    return found[0]


def facts(html: str) -> Iterator[tuple[str, str]]:
    """(what stands as value, what stands below) of each key figure."""
    for fact in re.findall(r'<div class="fact.*?</div>', part(html, "key"), re.DOTALL):
        value = re.search(r'<dd class="fact__(?:value|none)">(.*?)</dd>', fact, re.DOTALL)
        note = re.search(r'<dd class="fact__note">(.*?)</dd>', fact, re.DOTALL)
        assert value
        assert note
        yield words(value[1]).strip(), words(note[1]).strip()


def held(iso3: str) -> set[str]:
    found = Observation.objects.current().filter(area__subject__slug=iso3)
    return {f"{year}: {value}" for year, value in found.values_list("year", "value_text")}


def shown(html: str) -> set[str]:
    """Every year with its value in the table of all figures."""
    table = part(html, "figures")
    latest = re.findall(
        r'<td class="num"><bdi dir="ltr">(.*?)</bdi>.*?</td><td class="num">(\d{4})</td>', table
    )
    earlier = re.findall(r'<bdi dir="ltr">(\d{4}): (.*?)</bdi>', table)
    pairs = [(year, value.removesuffix("%")) for value, year in latest] + earlier
    return {f"{year}: {plain(value)}" for year, value in pairs}


def plain(value: str) -> str:
    return value.replace(",", "").replace("\u2212", "-")


def check_figures(client: Client, iso3: str) -> None:
    html = get(client, f"/en/countries/{iso3}/")
    expected = held(iso3)
    assert (shown(html) if expected else set()) == expected
    for value, note in facts(html):
        if value == "Not entered here":
            assert "release of" in note
        else:
            number, year = NUMBER.match(value), re.match(r"\d{4}", note)
            assert number
            assert year
            assert f"{year[0]}: {plain(number[0])}" in expected, (iso3, value, note)


@pytest.mark.parametrize("iso3", SAMPLE)
def test_the_figures_of_a_page_are_those_held_and_the_rest_is_not_entered(
    client: Client, iso3: str
) -> None:
    check_figures(client, iso3)


@pytest.mark.long
def test_no_page_shows_anything_for_a_figure_that_is_not_held(client: Client) -> None:
    for iso3 in Country.objects.values_list("slug", flat=True):
        check_figures(client, iso3)


def test_all_headline_figures_stand_on_a_page_without_any(client: Client) -> None:
    html = get(client, "/en/countries/ata/")

    assert [value for value, _note in facts(html)] == ["Not entered here"] * len(wording.HEADLINE)
    assert "No figure on coverage is entered here." in words(html)


def test_a_real_zero_is_shown_as_zero(client: Client) -> None:
    html = get(client, "/en/countries/khm/")

    assert 'Unemployed persons receiving a benefit</th><td class="num"><bdi dir="ltr">0.0%' in html


def test_the_page_says_in_brief_where_a_country_stands(client: Client) -> None:
    text = words(get(client, "/en/countries/khm/"))

    assert (
        "In 2020, about 6 in 100 people had at least one social protection benefit ( 6.2% )."
        in text
    )
    assert "South-Eastern Asia: from 6.2% to 100.0% , the middle one 30.6% ; 11 of 11" in text


def test_the_oddity_of_cabo_verde_is_shown_and_flagged(client: Client) -> None:
    text = words(get(client, "/en/countries/cpv/"))

    assert "men, 2021: 132.4% is above 100 in the source (ILO). We show it as published." in text


@pytest.mark.parametrize("iso3", ["som", "mco", "prk", "com"])
def test_a_country_without_coverage_says_so_and_never_zero(client: Client, iso3: str) -> None:
    html = get(client, f"/en/countries/{iso3}/")

    assert "No figure on coverage is entered here." in words(html)
    assert 'class="standing"' not in html


def test_what_is_not_here_stands_in_one_list_with_a_way_to_help(client: Client) -> None:
    missing = part(get(client, "/en/countries/som/"), "missing")

    assert "People covered by at least one benefit" in words(missing)
    assert "not in the release of 17 December 2023; see the publisher" in words(missing)


def test_news_about_a_country_stand_on_its_page_and_on_its_regions(client: Client) -> None:
    make_article("Pension law passed", about=[Country.objects.get(code="KHM")])

    for address in ("countries/khm", "regions/south-eastern-asia", "groups/ldc"):
        assert "Pension law passed" in get(client, f"/en/{address}/")
    assert "Pension law passed" not in get(client, "/en/countries/lao/")


def test_a_superseded_value_stays_readable(client: Client) -> None:
    newer = Observation.objects.get(
        area__code="KHM", indicator__code="SI_COV_BENFTS", year=2020, superseded_by=None
    )
    older = newer.pk
    newer.pk, newer.value_text = None, "7.7"
    Observation.objects.filter(pk=older).update(superseded_by=older + 10**9)
    newer.save(force_insert=True)
    Observation.objects.filter(pk=older).update(superseded_by=newer)

    text = words(get(client, "/en/countries/khm/"))

    assert "2020 was 6.2% in the release of 17 December 2023" in text


def test_the_list_leads_to_every_country_from_map_and_table(client: Client) -> None:
    html = get(client, "/en/countries/")
    table = set(re.findall(r'<th scope="row"><a href="/en/countries/(\w{3})/"', html))
    drawn = set(re.findall(r'<a href="/en/countries/(\w{3})/" tabindex="-1">', html))

    members = set(Country.objects.filter(is_ilo_member=True).values_list("slug", flat=True))

    assert table == set(Country.objects.values_list("slug", flat=True))
    assert len(members) == 187
    assert members <= drawn
    assert "In 99 of 183 countries, more than half the people have no benefit at all" in html


def test_every_map_carries_the_disclaimer(client: Client) -> None:
    for address in ("countries", "regions/africa", "groups/sids", "data/si_cov_pensn"):
        assert "express no opinion on the status of any country" in get(client, f"/en/{address}/")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("region=africa", 60),
        ("group=ldc", 44),
        ("income=LIC", 26),
        ("region=africa&group=ldc&income=LIC", 22),
        ("region=nowhere", 249),
    ],
)
def test_the_list_is_narrowed_by_region_group_and_income(
    client: Client, query: str, count: int
) -> None:
    html = get(client, f"/en/countries/?{query}")

    assert html.count('<th scope="row">') == count


def test_the_list_shows_the_chosen_figure(client: Client) -> None:
    html = get(client, "/en/countries/?figure=SI_COV_PENSN")

    assert '<option value="SI_COV_PENSN" selected>' in html
    assert "202 of 249 have this figure" in words(html)


def test_a_region_gives_medians_ranges_and_who_reports(client: Client) -> None:
    text = words(get(client, "/en/regions/south-eastern-asia/"))

    assert "11 of 11" in text
    assert "Publisher’s aggregate" not in text


def test_a_region_names_all_who_publish_its_figures(client: Client) -> None:
    page = client.get("/en/regions/africa/").content.decode()

    assert "Source: ILO, WHO, World Bank," in page


def test_a_group_shows_the_publishers_own_aggregate_as_such(client: Client) -> None:
    text = words(get(client, "/en/groups/ldc/"))

    assert "Publisher’s aggregate" in text
    assert "United Nations’ own figure for “Least developed countries”" in text
    assert "São Tomé & Príncipe : member until 2024-12." in text


@pytest.mark.parametrize(
    "address",
    [
        *("countries/", "countries/khm/", "countries/tuv/", "countries/som/"),
        *("regions/africa/", "groups/ldc/", "data/si_cov_benfts/"),
    ],
)
@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_pages_answer_in_the_language_asked_for(
    client: Client, address: str, language: str, direction: str
) -> None:
    html = get(client, f"/{language}/{address}")

    assert f'<html lang="{language}" dir="{direction}"' in html
    assert "style=" not in html


def test_an_arabic_page_names_places_in_arabic_with_latin_digits(client: Client) -> None:
    html = get(client, "/ar/countries/khm/")

    assert "<h1>كمبوديا</h1>" in html
    assert "جنوب شرق آسيا" in html
    assert not re.search("[٠-٩]", html)
    assert '<bdi dir="ltr">6.2<small>%</small></bdi>' in html


@pytest.mark.parametrize("address", ["countries/KHM/", "countries/Khm/"])
def test_upper_case_leads_to_the_one_address(client: Client, address: str) -> None:
    response = client.get(f"/en/{address}")

    assert (response.status_code, response["Location"]) == (301, "/en/countries/khm/")


@pytest.mark.parametrize("address", ["countries/xyz/", "regions/nowhere/", "groups/none/"])
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(f"/en/{address}").status_code == 404


@pytest.mark.parametrize("address", ["countries/", "countries/khm/", "countries/khm/data.csv"])
def test_pages_refuse_to_be_written_to(client: Client, address: str) -> None:
    assert client.post(f"/en/{address}").status_code == 405


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        get(client, address)
    return len(captured)


def test_a_country_page_asks_the_same_few_questions_for_any_number_of_figures(
    client: Client,
) -> None:
    richest, poorest = queries(client, "/en/countries/idn/"), queries(client, "/en/countries/and/")

    # Each section's block asks a few more where it has something to show.
    assert poorest <= richest <= 30


def test_the_list_and_the_regions_ask_few_questions(client: Client) -> None:
    assert queries(client, "/en/countries/") <= 8
    assert queries(client, "/en/countries/?region=africa&group=ldc") <= 10
    assert queries(client, "/en/regions/africa/") <= 24
    assert queries(client, "/en/regions/northern-america/") <= 24


def test_a_country_page_is_light_enough_for_a_slow_line(client: Client) -> None:
    page = get(client, "/en/countries/khm/").encode()

    assert len(page) < 100_000
    assert len(gzip.compress(page)) < 20_000  # as a browser fetches it


def test_anonymous_pages_may_be_kept_by_a_cache(client: Client) -> None:
    response = client.get("/en/countries/khm/")

    assert response["Cache-Control"] == "public, no-cache"
    assert not response.cookies


def test_a_page_leads_to_following_and_to_reporting_a_problem(client: Client) -> None:
    html = get(client, "/en/countries/khm/")
    pk = Country.objects.get(slug="khm").pk

    assert f'href="/en/pages/{pk}/follow/"' in html
    assert f'href="/en/pages/{pk}/reports/new/"' in html
