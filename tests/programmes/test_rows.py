"""Every row of the lists we were given is on the site, with its source, where its country is."""

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from platform_site.organisations.models import Organisation
from platform_site.programmes.ledger import LIST_DATE, LIST_SOURCE
from platform_site.programmes.models import Involvement, Programme, Project, Result

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
REFERENCE = Path(settings.BASE_DIR) / "platform_site" / "programmes" / "reference"


def listed(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def exported(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"/en/projects/data.csv{query}")
    assert response.status_code == 200
    return list(csv.DictReader(response.content.decode().splitlines()))


def text_of(html: str) -> str:
    """What a reader reads: without tags, one space between words."""
    plain = re.sub(r"<[^>]+>", "", html.partition("<main")[2])
    return re.sub(r"\s+", " ", plain.replace("&amp;", "&").replace("&#x27;", "'"))


def test_the_lists_are_as_long_as_their_sources_say() -> None:
    world_bank = listed("world_bank.csv")

    assert len(world_bank) == 1164
    assert sum(row["matched_by"] == "name" for row in world_bank) == 407
    assert len({row["country"] for row in world_bank}) == 123
    assert (len(listed("projects.csv")), len(listed("results.csv"))) == (7, 10)
    assert Project.objects.count() == 1171
    assert (Programme.objects.count(), Result.objects.count()) == (9, 10)


def test_every_row_of_the_world_banks_list_is_a_page_as_the_list_has_it() -> None:
    pages = Project.objects.in_bulk(field_name="page_ptr")
    held = {
        p.code: (p.title, p.subtype, p.starts, p.ends, p.status, p.agency, p.sector, p.as_of)
        for p in pages.values()
        if p.is_of_ledger
    }
    amounts = {p.code: p.commitment_usd for p in pages.values() if p.is_of_ledger}
    types = {"name": "project", "sector": "sector"}

    for row in listed("world_bank.csv"):
        columns = (row["title"], types[row["matched_by"]], row["starts"], row["ends"])
        assert held[row["code"]] == (
            *columns,
            row["status"],
            row["agency"],
            row["sector"],
            LIST_DATE,
        )
        amount = row["commitment_usd"]
        assert amounts[row["code"]] == (int(amount) if amount else None)
    assert len(held) == 1164


def test_every_project_is_in_the_list_of_its_country_and_there_alone(client: Client) -> None:
    by_country = defaultdict(set)
    for row in listed("world_bank.csv"):
        by_country[row["country"]].add(row["code"])
    for row in listed("projects.csv"):
        for country in filter(None, row["countries"].split(";")):
            by_country[country].add(row["code"])

    found = {
        country: {row["project"] for row in exported(client, f"?about={country}&type=all")}
        for country in by_country
    }

    assert found == by_country


def test_the_whole_list_names_the_source_of_each_row(client: Client) -> None:
    rows = {row["project"]: row for row in exported(client, "?type=all")}
    seven = {row["code"]: row for row in listed("projects.csv")}

    assert len(rows) == 1171
    for code, row in rows.items():
        source = seven[code]["source"] if code in seven else LIST_SOURCE
        assert row["source"] == source
        assert row["link"].endswith(code) or row["link"] == seven[code]["link"]


@pytest.mark.parametrize("every", [pytest.param(1, marks=pytest.mark.long), 60])
def test_each_project_has_a_page_that_says_its_source(client: Client, every: int) -> None:
    """A sample quickly, all of them in the long run."""
    for project in Project.objects.order_by("pk")[::every]:
        response = client.get(project.get_absolute_url())
        shown = text_of(response.content.decode())
        assert response.status_code == 200
        assert project.source in shown
        if project.is_of_ledger:
            assert "as of 31 March 2025" in shown
            assert project.code in shown


def test_the_seven_have_their_five_columns(client: Client) -> None:
    shown = text_of(client.get("/en/projects/?about=PRG.FLAGSHIP").content.decode())

    for row in listed("projects.csv"):
        assert row["title"] in shown
        assert row["summary"] in shown
        assert f"{row['starts']}–{row['ends']}" in shown
    for name in ("Irish Aid", "Portugal (donor)", "World Food Programme", "Luxembourg (donor)"):
        assert name in shown
    for country in ("Malawi", "Timor-Leste", "Iraq", "Côte d’Ivoire", "Laos"):
        assert country in shown


def test_countries_that_a_source_does_not_name_are_not_invented(client: Client) -> None:
    project = Project.objects.get(code="SPPFM")

    shown = text_of(client.get(project.get_absolute_url()).content.decode())

    assert "24 countries in Africa, Asia and Latin America, not named in the source" in shown
    assert not project.page_subjects.filter(subject__kind="country").exists()
    assert "13,000,000 people" in shown


def test_every_programme_says_what_its_row_says(client: Client) -> None:
    for row in listed("programmes.csv"):
        shown = text_of(client.get(f"/en/programmes/{row['slug']}/").content.decode())
        assert row["name_en"] in shown
        assert row["about_en"] in shown
        assert row["source"] in shown
        assert row["others"] in shown
        assert row["link"] in shown
        for role in Involvement.objects.filter(page__slug=row["slug"], page__kind="programme"):
            assert f"{role.organisation.title} {role.remark}".strip() in shown


@pytest.mark.parametrize(
    ("as_named", "remark"),
    [
        ("ILO", ""),
        ("International Labour", ""),
        ("ILO (design)", "design"),
        ("International Labour Organization, stated as the first", "stated as the first"),
        ("ILOSTAT", "ILOSTAT"),
        ("The Office", "The Office"),
    ],
)
def test_the_name_of_an_organisation_is_not_said_twice(as_named: str, remark: str) -> None:
    organisation = Organisation(title="International Labour Organization", acronym="ILO")

    assert Involvement(organisation=organisation, as_named=as_named).remark == remark


def test_every_result_is_shown_exactly_with_its_source(client: Client) -> None:
    slugs = {row["code"]: row["slug"] for row in listed("programmes.csv")}
    for row in listed("results.csv"):
        shown = text_of(client.get(f"/en/programmes/{slugs[row['programme']]}/").content.decode())
        number = f"{int(row['number']):,}" + ("%" if row["unit"] == "percent" else "")
        assert f"{row['statement_en']}" in shown
        assert number in shown
        assert row["comparator"] in shown
        assert (row["period"].replace("-", "–") or "undated in its source") in shown
        assert row["source"] in shown


def test_results_are_never_added_up(client: Client) -> None:
    shown = text_of(client.get("/en/programmes/flagship/").content.decode())

    numbers = set(re.findall(r"\d{1,3}(?:,\d{3})+", shown.partition("Phases")[0]))
    assert numbers == {"23,000,000"}


def test_the_page_of_a_country_leads_to_both_lists(client: Client) -> None:
    shown = client.get("/en/countries/eth/").content.decode()

    assert "/en/projects/?about=ETH" in shown
    assert "/en/projects/?about=ETH&amp;type=sector" in shown
    assert "Global Flagship Programme" not in shown  # no project there names the country
    assert "Global Flagship Programme" in client.get("/en/countries/khm/").content.decode()
