"""Schemes, laws, instruments and ratifications: what the files hold, and how people change it."""

import csv
import html
import uuid
from typing import Any

import pytest
from django.test import Client

from countries.loading import REFERENCE
from countries.loading_law import load_law
from countries.models import Country, Instrument, Law, Ratification, Scheme
from countries.models.law import CURRENT_FROM
from platform_site.moderation.actions import accept_revision, suggest_change
from platform_site.moderation.models import Revision
from platform_site.pages import kinds
from tests.factories import make_reviewer, make_user
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_of_the_files_stands_on_its_countrys_page_with_its_source(
    reference: None, client: Client
) -> None:
    pages: dict[str, str] = {}
    for name in ("schemes.csv", "laws.csv", "ratifications.csv"):
        for row in rows(name):
            iso3 = row["iso3"].lower()
            if iso3 not in pages:
                pages[iso3] = html.unescape(client.get(f"/en/countries/{iso3}/").content.decode())
            assert row["source"] in pages[iso3], (iso3, row)
            for word in (row.get("name"), row.get("title"), row.get("institution")):
                assert not word or word in pages[iso3], (iso3, word)

    assert (len(rows("schemes.csv")), len(rows("laws.csv"))) == (297, 209)
    assert len(rows("ratifications.csv")) == 121
    assert len(pages) > 190


def test_a_second_load_changes_nothing(reference: None) -> None:
    def state() -> list[Any]:
        return [
            list(model.objects.order_by("pk").values())
            for model in (Scheme, Law, Ratification, Instrument)
        ]

    before = state()
    load_law(say=lambda line: None)

    assert state() == before


def test_no_rate_of_an_old_source_is_told_as_current(reference: None, client: Client) -> None:
    old = Scheme.objects.filter(source_year__lt=CURRENT_FROM).exclude(rate_insured="")
    scheme = old.select_related("country").first()
    assert scheme is not None
    page = client.get(f"/en/countries/{scheme.country.slug}/").content.decode()

    assert f"as it was in {scheme.source_year}" in page
    assert f"Insured person pays ({scheme.source_year})" in page


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("8.8", "8.8 (%)"),
        ("8, 9 or 11 by earnings band", "8, 9 or 11 by earnings band (%)"),
        ("3% of payroll", "3% of payroll"),
        ("Whole cost", "Whole cost"),
        ("0", "0"),
    ],
)
def test_no_rate_stands_without_its_unit(stated: str, shown: str) -> None:
    scheme = Scheme(rate_employer=stated, source_year=2016)

    assert scheme.rates == [("Employer pays (2016)", shown)]


def test_a_law_links_official_hosts_only(reference: None) -> None:
    hosts = {url.split("/")[2] for url in Law.objects.values_list("source_url", flat=True) if url}

    assert hosts
    assert not [host for host in hosts if "scribd" in host or "docplayer" in host]


def test_absence_is_never_told_as_not_ratified(reference: None, client: Client) -> None:
    page = client.get("/en/countries/khm/").content.decode()
    instrument = client.get("/en/instruments/c102/").content.decode()

    assert not Ratification.objects.filter(country__code="KHM").exists()
    assert "No ratification is entered; that does not mean there is none" in page
    assert "40 States entered here" in instrument
    assert "65 ratifications, as reported in December 2022" in instrument


def test_each_source_of_an_instrument_is_said_once(reference: None, client: Client) -> None:
    page = html.unescape(client.get("/en/instruments/c102/").content.decode())

    sources = {row["source"] for row in rows("ratifications.csv") if row["instrument"] == "C102"}
    assert {page.count(source) for source in sources} == {1}
    assert page.count('href="#source-') == 40


def test_an_instrument_without_a_row_says_so(reference: None, client: Client) -> None:
    page = client.get("/en/instruments/c130/").content.decode()

    assert "0 States entered here" in page
    assert "Not entered here" in page


def snapshot(country: Country) -> Any:
    return kinds.get("country").snapshot(country)


def test_applying_a_snapshot_changes_nothing_and_restores(reference: None) -> None:
    country = Country.objects.get(code="ALB")
    before = snapshot(country)
    kind = kinds.get("country")
    kind.apply(country, before)
    assert snapshot(country) == before
    assert not Scheme.objects.filter(country=country, is_edited=True).exists()

    kind.apply(country, before | {"laws": {}, "schemes": {}})
    assert snapshot(country)["laws"] == {}
    kind.apply(country, before)

    assert snapshot(country) == before


def test_the_reviewers_form_holds_every_row_as_it_is(reference: None) -> None:
    kind = kinds.get("country")
    for country in Country.objects.filter(code__in=["ALB", "BRA", "MEX", "KHM"]):
        held = snapshot(country)
        unbound = kind.form(initial=kind.form.initial_from(held))
        data = {name: unbound[name].value() for name in unbound.fields}
        data = {name: value for name, value in data.items() if value not in (None, False)}
        form = kind.form(data, initial=kind.form.initial_from(held))

        assert form.is_valid(), form.errors
        assert form.proposal(held) == held


def test_a_law_sent_in_by_form_is_reviewed_and_stays_after_the_next_load(
    reference: None, client: Client
) -> None:
    alice, mona = make_user("Alice"), make_reviewer()
    client.force_login(alice)
    address = "/en/countries/khm/laws/new/"
    form = client.get(address)
    assert "<h1>Add a law</h1>" in form.content.decode()
    hidden = {
        "base": form.context["submission"]["base"].value(),
        "key": str(form.context["submission"]["key"].value()),
        "row_key": form.context["form"]["row_key"].value(),
    }
    said = {"title": "An example law", "branches": ["old-age"], "status": "enacted"}
    refused = client.post(address, hidden | said | {"significance": "minor"})
    assert refused.status_code == 422
    assert "An example law" in refused.content.decode()

    sent = client.post(
        address, hidden | said | {"significance": "minor", "source": "The test that sent it"}
    )
    assert sent.status_code == 302
    accept_revision(revision=Revision.objects.latest("pk"), by=mona)
    load_law(say=lambda line: None)

    page = client.get("/en/countries/khm/").content.decode()
    assert "An example law" in page
    assert "The test that sent it" in page


def test_two_people_change_two_schemes_and_both_are_accepted(reference: None) -> None:
    country = Country.objects.get(code="BRA")
    base = snapshot(country)
    first, second = list(base["schemes"])[:2]
    mona = make_reviewer()
    sent = []
    for name, key in (("Alice", first), ("Bob", second)):
        rows = base["schemes"] | {key: base["schemes"][key] | {"institution": f"Said by {name}"}}
        sent.append(
            suggest_change(
                page=country,
                base=base,
                proposal=base | {"schemes": rows},
                by=make_user(name),
                key=uuid.uuid4(),
            )
        )
    for revision in sent:
        accept_revision(revision=revision, by=mona)

    held = snapshot(country)["schemes"]
    assert held[first]["institution"] == "Said by Alice"
    assert held[second]["institution"] == "Said by Bob"


def test_what_a_reviewer_took_away_does_not_come_back(reference: None) -> None:
    country = Country.objects.get(code="ALB")
    before = snapshot(country)
    kinds.get("country").apply(country, before | {"laws": {}})

    load_law(say=lambda line: None)

    assert snapshot(country)["laws"] == {}


def test_pages_cost_the_same_with_one_or_many_facts(reference: None, client: Client) -> None:
    addresses = ("/en/instruments/c102/", "/en/instruments/c168/", "/en/instruments/")
    for address in addresses:
        client.get(address)
    costs = {address: count_queries(client, address) for address in addresses}

    assert costs["/en/instruments/c102/"] == costs["/en/instruments/c168/"]
    assert max(costs.values()) <= 6
