"""Redirects, lasting addresses, feed, sitemap, robots."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from typing import Any

import feedparser  # type: ignore[import-untyped]
import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from platform_site.home.actions import publish_guide
from platform_site.pages.models import Page
from tests.factories import make_article, make_circle, make_subject, make_user
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


@pytest.mark.parametrize(
    ("languages", "cookie", "leads_to"),
    [
        ("ar,en;q=0.5", "", "/ar/"),
        ("de,ar;q=0.2", "", "/ar/"),
        ("de", "", "/en/"),
        ("", "", "/en/"),
        ("en", "ar", "/ar/"),
    ],
)
def test_the_root_leads_to_the_readers_language(
    client: Client, languages: str, cookie: str, leads_to: str
) -> None:
    if cookie:
        client.cookies["django_language"] = cookie
    answer = client.get("/", headers={"accept-language": languages})

    assert (answer.status_code, answer["Location"]) == (302, leads_to)
    assert {"Accept-Language", "Cookie"} <= set(answer["Vary"].split(", "))


def test_the_other_language_keeps_the_page(client: Client) -> None:
    answer = client.get("/en/news/?type=call")

    assert 'href="/ar/news/?type=call"' in answer.text


@pytest.mark.parametrize("key", ["KHM", "khm"])
def test_a_country_is_found_by_its_code(client: Client, key: str) -> None:
    make_subject("KHM", "Cambodia")

    answer = client.get(f"/id/country/{key}", headers={"accept-language": "ar"})

    assert (answer.status_code, answer["Location"]) == (303, "/ar/countries/khm/")


def test_an_article_is_found_by_its_number(client: Client) -> None:
    article = make_article(published_at=datetime(2026, 3, 4, tzinfo=UTC))

    answer = client.get(f"/id/article/{article.pk}")

    assert (answer.status_code, answer["Location"]) == (303, f"/en/news/2026/{article.slug}/")


@pytest.mark.parametrize(
    "fields", [{"state": "pending"}, {"state": "archived"}, {"audience": "members"}]
)
def test_a_lasting_address_goes_through_the_gate(client: Client, fields: dict[str, str]) -> None:
    article = make_article()
    Page.objects.filter(pk=article.pk).update(**fields)

    assert client.get(f"/id/article/{article.pk}").status_code == 404
    assert client.get(f"/id/article/{article.slug}").status_code == 404


@pytest.mark.parametrize(
    "path", ["article/KHM", "nothing/KHM", f"country/{'9' * 40}", "country/%00"]
)
def test_a_wrong_key_is_404(client: Client, path: str) -> None:
    make_subject("KHM", "Cambodia")

    assert client.get(f"/id/{path}").status_code == 404


def test_the_feed_holds_what_is_new_for_everyone(client: Client) -> None:
    country = make_subject("KHM", "Cambodia", ar="كمبوديا")
    at = datetime(2026, 3, 4, tzinfo=UTC)
    article = make_article("English", about=[country], summary="In short.", published_at=at)
    make_article("عربي", language="ar", translation_of=article.page_ptr)
    make_article("An example", is_demonstration=True)

    english, arabic = (
        feedparser.parse(client.get(f"/{code}/feed/").content) for code in ("en", "ar")
    )

    assert not english.bozo
    assert english.version == "atom10"
    assert [entry.title for entry in english.entries] == ["Example: An example", "English"]
    assert english.entries[1].summary == "In short."
    assert [tag.term for tag in english.entries[1].tags] == ["News item", "Cambodia"]
    assert english.entries[1].link == f"http://testserver/en/news/2026/{article.slug}/"
    assert arabic.entries[1].title == "عربي"
    assert client.get("/feeds/", headers={"accept-language": "ar"})["Location"] == "/ar/feed/"


def test_the_feed_costs_the_same_for_one_and_thirty(client: Client) -> None:
    costs = []
    for count in (1, 30):
        for number in range(count):
            make_article(about=[make_subject(f"{count:02d}{number:02d}", f"Place {number}")])
        costs.append(count_queries(client, "/en/feed/"))

    assert costs[0] == costs[1]


def entries(client: Client) -> dict[str | None, dict[str | None, str | None]]:
    """Address → its other languages."""
    root = ET.fromstring(client.get("/sitemaps/0.xml").content)
    return {
        url.findtext(f"{SITEMAP}loc"): {
            link.get("hreflang"): link.get("href") for link in url.iter(LINK)
        }
        for url in root.iter(f"{SITEMAP}url")
    }


@pytest.fixture
def small_numbers() -> None:
    """Everything in the first part, whatever numbers earlier tests have used up."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER SEQUENCE pages_page_id_seq RESTART WITH 1")


def test_the_sitemap_names_each_page_in_its_languages(
    client: Client, small_numbers: None, settings: Settings
) -> None:
    settings.SITE_URL = "https://platform.example"
    make_subject("KHM", "Cambodia")
    at = datetime(2026, 3, 4, tzinfo=UTC)
    article = make_article("English", published_at=at, slug="english")
    make_article(
        "عربي", language="ar", translation_of=article.page_ptr, published_at=at, slug="arabic"
    )
    make_article("Français", language="fr", published_at=at, slug="francais")
    site = "https://platform.example"

    found = entries(client)

    languages = ("en", "fr", "es", "ar")
    country = {code: f"{site}/{code}/countries/khm/" for code in languages}
    pair = {"en": f"{site}/en/news/2026/english/", "ar": f"{site}/ar/news/2026/arabic/"}
    french = {"fr": f"{site}/fr/news/2026/francais/"}
    pages = {address: group for group in (country, pair, french) for address in group.values()}
    sections = {
        f"{site}/{code}/{path}": {c: f"{site}/{c}/{path}" for c in languages}
        for code in languages
        for path in (
            *("", "countries/", "instruments/", "themes/", "data/", "resources/", "glossary/"),
            *("programmes/", "projects/", "organisations/", "workspaces/", "forums/"),
            *("news/", "events/", "people/", "contribute/", "about/"),
        )
    }
    assert found == sections | pages


def test_the_sitemaps_index_names_every_part(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://platform.example"
    late = make_article()
    part = late.pk // 10_000

    root = ET.fromstring(client.get("/sitemap.xml").content)

    parts = [loc.text for loc in root.iter(f"{SITEMAP}loc")]
    assert parts == [f"https://platform.example/sitemaps/{n}.xml" for n in sorted({0, part})]
    assert client.get("/sitemaps/99999.xml").status_code == 404


def test_the_sitemap_costs_the_same_for_one_and_thirty(client: Client) -> None:
    costs = []
    for count in (1, 30):
        for number in range(count):
            make_article(f"Article {count} {number}")
        part = Page.objects.latest("pk").pk // 10_000
        costs.append(count_queries(client, f"/sitemaps/{part}.xml"))

    assert costs[0] == costs[1]


def test_robots_are_shown_the_sitemap_and_kept_from_keys(
    client: Client, settings: Settings
) -> None:
    settings.SITE_URL = "https://platform.example"
    lines = client.get("/robots.txt").text.splitlines()

    assert "Sitemap: https://platform.example/sitemap.xml" in lines
    assert {"Disallow: /admin/", "Disallow: /ar/contributions/", "Disallow: /en/me/"} <= set(lines)


def test_the_icon_is_where_programs_ask_for_it(client: Client) -> None:
    assert client.get("/favicon.ico")["Location"] == "/static/icons/mark.svg"


CANARY = "Zaunkoenig"


def test_what_is_not_public_is_nowhere_on_the_roof(client: Client, small_numbers: None) -> None:
    alice = make_user("Alice")
    country = make_subject("KHM", "Cambodia")
    circle = make_circle(alice)
    shown = make_article("Shown", about=[country])
    hidden: tuple[dict[str, Any], ...] = (
        {"state": "draft"},
        {"state": "pending"},
        {"state": "archived"},
        {"audience": "members"},
        {"circle": circle},
        {"state": "pending", "translation_of": shown.page_ptr, "language": "ar"},
    )
    for number, fields in enumerate(hidden):
        make_article(
            CANARY,
            slug=f"{CANARY.lower()}-{number}",
            summary=CANARY,
            text=CANARY,
            about=[country],
            contributor=alice,
            **fields,
        )
    guide = publish_guide(
        slug=CANARY.lower(),
        content={
            "title": CANARY,
            "summary": CANARY,
            "language": "en",
            "text": CANARY,
            "subjects": {},
            "section": "start",
            "order": 1,
        },
    )
    Page.objects.filter(pk=guide.pk).update(state="draft")

    paths = ("", "feed/", "about/", "contribute/")
    for path in (*(f"{code}/{path}" for code in ("en", "ar") for path in paths), "sitemaps/0.xml"):
        answer = client.get(f"/{path}")
        assert answer.status_code == 200
        assert CANARY.lower() not in answer.text.lower(), path
    assert "Shown" in client.get("/en/").text
