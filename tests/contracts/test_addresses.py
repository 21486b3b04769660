"""Addresses that other people's links and checks rely on (DESIGN, section 5)."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

PATHS = (
    "",
    "countries/",
    "countries/khm/",
    "countries/tuv/",
    "countries/som/",
    "regions/africa/",
    "groups/ldc/",
    "themes/",
    "themes/old-age/",
    "themes/target-groups/",
    "glossary/",
    "glossary/pension/",
    "organisations/",
    "organisations/ilo/",
    "programmes/",
    "programmes/flagship/",
    "projects/",
    "projects/?about=KHM",
    "projects/advancing-social-protection-in-cambodia/",
    "resources/",
    "resources/?about=KEN&type=country-profile",
    "forums/",
    "forums/recovery-with-a-human-face/",
    "forums/community-of-practice/",
    "forums/?about=KHM",
    "news/",
    "people/",
    "search/?q=pension",
    "contribute/",
    "about/",
)
DIRECTIONS = {"en": "ltr", "ar": "rtl"}


@pytest.fixture(scope="module")
def guides(reference: None, django_db_blocker: Any) -> Iterator[None]:
    """The guide pages beside the reference data."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_guides", verbosity=0)
        connection.check_constraints()  # now and once, not at the end of every test
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", DIRECTIONS)
def test_the_address_answers_in_its_language(
    db: None, guides: None, client: Client, language: str, path: str
) -> None:
    response = client.get(f"/{language}/{path}")

    assert response.status_code == 200
    (tag,) = re.findall(r"<html[^>]*>", response.content.decode())
    assert f'lang="{language}"' in tag
    assert f'dir="{DIRECTIONS[language]}"' in tag


def test_the_root_leads_to_the_readers_language(db: None, client: Client) -> None:
    arabic = client.get("/", headers={"accept-language": "ar"})
    other = client.get("/", headers={"accept-language": "sw"})

    assert (arabic.status_code, arabic["Location"]) == (302, "/ar/")
    assert other["Location"] == "/en/"


@pytest.mark.parametrize("path", ["healthz", "readyz", "robots.txt", "sitemap.xml"])
def test_what_machines_ask_for_answers(db: None, client: Client, path: str) -> None:
    assert client.get(f"/{path}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "news/feed/",
        "forums/feed/",
        "forums/financing/feed/",
        "resources/feed/",
        "glossary/feed/",
        "people/feed/",
        "feed/",
        "search/feed/?q=pension",
    ],
)
def test_feeds_are_atom(db: None, guides: None, client: Client, path: str) -> None:
    response = client.get(f"/en/{path}")

    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")


def test_the_columns_of_the_figures_file(db: None, guides: None, client: Client) -> None:
    response = client.get("/en/countries/khm/data.csv")
    first = b"".join(response) if response.streaming else response.content

    assert first.decode().splitlines()[0] == (
        "iso3,indicator,year,sex,breakdown,value,unit,status,source"
    )


def test_the_columns_of_the_projects_file(db: None, guides: None, client: Client) -> None:
    response = client.get("/en/projects/data.csv?about=KHM")

    assert response.content.decode().splitlines()[0] == (
        "project,name,countries,countries_note,themes,programmes,funders,partners,carried_out_by,"
        "start,end,status,commitment_usd,as_of,type,link,source"
    )


@pytest.mark.parametrize("path", ["countries/xxx/", "news/2026/nothing/", "regions/atlantis/"])
def test_what_is_not_there_is_a_404_in_the_readers_language(
    db: None, client: Client, path: str
) -> None:
    response = client.get(f"/ar/{path}")

    assert response.status_code == 404
    assert 'dir="rtl"' in response.content.decode()
