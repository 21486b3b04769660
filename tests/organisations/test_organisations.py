"""The list of organisations and the page of each."""

import pytest
from django.test import Client

from platform_site.accounts.models import OrganisationType, Side
from tests.factories import make_article, make_subject
from tests.programmes.making import make_organisation, make_programme, make_project
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def names(client: Client, query: str = "") -> list[str]:
    return [one.name for one in client.get(f"/en/organisations/{query}").context["page"]]


def test_every_type_has_its_side_of_social_dialogue() -> None:
    sides = {one.value: one.side for one in OrganisationType}

    assert len(sides) == 12
    assert {name for name, side in sides.items() if side == Side.GOVERNMENT} == {
        "government",
        "social-security",
    }
    assert sides["employers"] == Side.EMPLOYERS
    assert sides["workers"] == Side.WORKERS
    assert sum(side == Side.OTHER for side in sides.values()) == 8


def test_the_list_is_narrowed_by_type_and_country(client: Client) -> None:
    ireland = make_subject("IRL", "Ireland")
    make_organisation("Aid", subtype="donor", country=ireland)
    make_organisation("Union", subtype="workers", country=ireland)
    make_organisation("Bank", subtype="development-bank")

    assert names(client) == ["Aid", "Bank", "Union"]
    assert names(client, "?type=workers") == ["Union"]
    assert names(client, "?country=IRL") == ["Aid", "Union"]
    assert names(client, "?country=IRL&type=donor") == ["Aid"]
    assert names(client, "?type=ngo") == []


@pytest.mark.parametrize("query", ["?type=x", "?country=%F0%9F%98%80", "?page=x"])
def test_a_query_that_makes_no_sense_never_breaks_the_list(client: Client, query: str) -> None:
    assert client.get(f"/en/organisations/{query}").status_code == 200


def test_list_and_page_cost_the_same_however_much_they_show(client: Client) -> None:
    costs = []
    for count in (1, 3, 20):
        for n in range(count):
            country = make_subject(f"{count:04d}{n:04d}", f"Country {count}-{n}")
            one = make_organisation(f"One {count}-{n}", country=country)
        for n in range(count):
            make_programme(f"Programme {n}", roles={"funder": [one], "partner": [one]})
            make_project(f"Project {n}", about=[country], roles={"funder": [one]})
            make_article(f"Article {n}", about=[one])
        addresses = ("/en/organisations/", one.get_absolute_url())
        costs.append([count_queries(client, address) for address in addresses])

    assert costs[0] == costs[1] == costs[2]


def test_what_is_not_public_is_nowhere(client: Client) -> None:
    hidden = make_organisation("canary one", state="archived")
    country = make_subject("XCA", "canary land")
    country.state = "archived"
    country.save()
    shown = make_organisation("Shown", country=country)
    make_programme("canary programme", audience="members", roles={"funder": [shown]})
    make_project("canary project", audience="members", roles={"funder": [shown]})

    for address in ("/en/organisations/", shown.get_absolute_url()):
        assert "canary" not in client.get(address).content.decode()
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_a_missing_site_says_so_and_none_is_said_to_be_checked(client: Client) -> None:
    bare = make_organisation("Bare")
    linked = make_organisation("Linked", link="https://linked.example/")

    shown = [client.get(one.get_absolute_url()).content.decode() for one in (bare, linked)]

    assert "Not entered here" in shown[0].partition("Its own site")[2]
    assert 'href="https://linked.example/"' in shown[1]
    assert "hecked" not in shown[1].partition("Its own site")[2].partition("</dl>")[0]


def test_a_slug_in_capitals_leads_to_the_page(client: Client) -> None:
    one = make_organisation("One", slug="one")

    response = client.get("/en/organisations/ONE/")

    assert (response.status_code, response["Location"]) == (301, one.get_absolute_url())
