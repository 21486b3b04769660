"""The addresses of the platform before this one; and how browsers learn to search here."""

from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from platform_site.home.models import OldAddress
from platform_site.home.old_addresses import load_old_addresses
from platform_site.pages.models import Page
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def add(path: str, query: str, target: str) -> OldAddress:
    row = OldAddress(path=path, query=query, target=target)
    row.full_clean()
    row.save()
    return row


@pytest.mark.parametrize(
    "address",
    [
        "/gimi/Contribution.action?id=80",
        "/Contribution.action?id=80",
        "/gimi/contribution.action?ID=80",
        "/gimi/Contribution.action?lang=EN&id=80",
        "/gimi/Contribution.action;jsessionid=F00?id=80",
        "/Contribution.action;jsessionid=F00?id=80",
        "/gimi//Contribution.action?id=80",
    ],
)
def test_an_old_address_leads_on_for_good_however_it_is_written(
    client: Client, address: str
) -> None:
    add("Contribution.action", "id=80", "/news/")

    response = client.get(address)

    assert (response.status_code, response["Location"]) == (301, "/en/news/")


def test_it_leads_to_the_language_that_it_names_else_to_the_readers(client: Client) -> None:
    add("Flagship.action", "", "/news/")

    named = client.get("/gimi/Flagship.action?lang=AR")
    own = client.get("/gimi/Flagship.action", headers={"accept-language": "ar"})
    unknown = client.get("/gimi/Flagship.action?lang=xx")

    places = [response["Location"] for response in (named, own, unknown)]
    assert places == ["/ar/news/", "/ar/news/", "/en/news/"]
    assert "Accept-Language" in own["Vary"]


def test_a_page_without_a_number_answers_with_any_query(client: Client) -> None:
    add("Flagship.action", "", "/news/")

    assert client.get("/gimi/Flagship.action?from=mail").status_code == 301


def test_where_numbers_tell_pages_apart_an_unknown_number_is_unknown(client: Client) -> None:
    add("Contribution.action", "", "/search/")
    add("Contribution.action", "id=80", "/news/")

    assert client.get("/gimi/Contribution.action?id=81").status_code == 404
    assert client.get("/gimi/Contribution.action").status_code == 301


@pytest.mark.parametrize(
    "address",
    [
        "/gimi/Contribution.action?id=999999",
        "/gimi/",
        "/gimi",
        "/gimi/gess/Anything.do?x=1",
        "/gess/RessourcePDF.action?ressource.ressourceId=1",
        "/gimi/%00.action?id=%00",
        "/gimi/" + "a" * 500,
    ],
)
def test_an_unknown_one_is_told_that_the_platform_ended_and_offers_the_search(
    client: Client, address: str
) -> None:
    response = client.get(address, headers={"accept-language": "en"})

    assert response.status_code == 404
    page = response.content.decode()
    assert "The old platform has ended" in page
    assert 'action="/en/search/"' in page


def test_the_page_of_an_unknown_one_is_in_the_readers_language(client: Client) -> None:
    page = client.get("/gimi/Nothing.action", headers={"accept-language": "ar"}).content.decode()

    assert 'dir="rtl"' in page
    assert 'action="/ar/search/"' in page


def test_a_row_without_a_target_says_that_the_page_is_gone(client: Client) -> None:
    add("Course.action", "id=3", "")

    assert client.get("/gimi/Course.action?id=3").status_code == 404


def test_nothing_is_changed_through_an_old_address(client: Client) -> None:
    assert client.post("/gimi/Contribution.action?id=80").status_code == 405


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere", "/nowhere/", "news/"]
)
def test_a_target_is_an_address_of_ours(target: str) -> None:
    with pytest.raises(ValidationError):
        add("Course.action", "id=3", target)


def test_staff_edit_the_table_and_nobody_else_does(client: Client) -> None:
    row = add("Course.action", "id=3", "/news/")
    address = reverse("admin:home_oldaddress_change", args=[row.pk])
    client.force_login(make_user("Charlie", is_staff=True))
    assert client.post(address, {"path": "Course.action", "target": "/"}).status_code == 403
    client.force_login(make_user("Root", is_staff=True, is_superuser=True))

    client.post(
        address, {"path": "/gimi/Course.action", "query": "lang=EN&id=3", "target": "/search/"}
    )

    row.refresh_from_db()
    assert (row.path, row.query, row.target) == ("course.action", "id=3", "/search/")


@pytest.mark.usefixtures("reference")
def test_every_seeded_address_leads_to_a_page_that_is_there(client: Client) -> None:
    numbered = OldAddress.objects.exclude(path="showcountryprofile.action")
    profiles = OldAddress.objects.filter(path="showcountryprofile.action")

    # What our own projects, programmes and records name as their source.
    assert {(row.path, row.query) for row in numbered} >= {
        *(("contribution.action", f"id={n}") for n in (80, 738, 747, 864, 887)),
        ("flagship.action", ""),
        ("course.action", "id=3"),
        ("wspdb.action", "id=32"),
        ("showwiki.action", "id=919"),
        ("ressourcepdf.action", "id=55694"),
    }
    assert profiles.count() == 249
    for row in [*numbered, profiles.get(query="iso=pe")]:
        response = client.get(f"/gimi/{row}", headers={"accept-language": "es"}, follow=True)
        assert response.status_code == 200, row
        assert response.redirect_chain[0] == (f"/es{row.target}", 301)


@pytest.mark.usefixtures("reference")
def test_a_project_and_the_programme_are_found_under_their_old_addresses(client: Client) -> None:
    project = Page.objects.get(title="Advancing Social Protection in Cambodia")

    assert client.get("/gimi/Contribution.action?id=738")["Location"] == project.get_absolute_url()
    assert client.get("/gimi/Flagship.action")["Location"] == "/en/programmes/flagship/"


@pytest.mark.usefixtures("reference")
def test_what_staff_changed_stays_when_the_seed_is_loaded_again() -> None:
    OldAddress.objects.filter(path="flagship.action").update(target="")
    before = list(OldAddress.objects.order_by("pk").values())

    load_old_addresses(say=lambda line: None)

    assert list(OldAddress.objects.order_by("pk").values()) == before


def test_a_browser_learns_to_search_here(client: Client) -> None:
    response = client.get("/opensearch.xml", headers={"accept-language": "ar"})

    assert response["Content-Type"] == "application/opensearchdescription+xml"
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    root = ET.fromstring(response.content)
    templates = [url.get("template") for url in root.iter(f"{space}Url")]
    assert f"{settings.SITE_URL}/ar/search/?q={{searchTerms}}" in templates
    assert len(root.findtext(f"{space}ShortName")) <= 16
    assert '<link rel="search"' in client.get("/en/search/").content.decode()
