"""The frame around every page: language, direction, colours, the way around, and no trace."""

import re

import pytest
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from platform_site.core.context import House
from platform_site.core.stylesheet import SOURCE

pytestmark = pytest.mark.urls("tests.look.urls")


@pytest.fixture
def reader() -> Client:
    return Client()


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_a_page_says_its_language_and_direction(
    reader: Client, language: str, direction: str
) -> None:
    page = reader.get(f"/{language}/style/").text

    assert f'<html lang="{language}" dir="{direction}">' in page


def test_an_anonymous_page_leaves_no_cookie_and_opens_no_session(reader: Client) -> None:
    answer = reader.get("/en/style/")

    assert dict(answer.cookies) == {}
    assert answer.wsgi_request.session.accessed is False


def test_a_page_tells_where_its_other_languages_are(reader: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://platform.example"
    page = reader.get("/en/style/?q=pension&page=2").text

    for code in dict(settings.LANGUAGES):
        assert f'hreflang="{code}" href="https://platform.example/{code}/style/"' in page
        assert f'href="/{code}/style/?q=pension&amp;page=2"' in page


def test_languages_call_themselves_by_their_own_names(reader: Client) -> None:
    page = reader.get("/en/style/").text

    assert '<a lang="ar" hreflang="ar" dir="rtl" href="/ar/style/">العربية</a>' in page
    assert 'href="/en/style/" aria-current="true">English</a>' in page


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/en/countries/khm/", ["Countries"]),
        ("/en/regions/africa/", ["Countries"]),
        ("/en/news/2026/a/", ["News"]),
        ("/en/contributions/x/", ["Contribute"]),
        ("/en/newsletter/", []),
        ("/en/", []),
    ],
)
def test_the_section_one_is_in_is_marked(
    rf: RequestFactory, settings: Settings, path: str, current: list[str]
) -> None:
    sections = House(rf.get(path)).sections

    assert [str(link.title) for link, is_here in sections if is_here] == current


@pytest.mark.parametrize(
    ("cookie", "marked"),
    [("dark", ' data-scheme="dark"'), ("light", ' data-scheme="light"'), ('"><b>', "")],
)
def test_the_colours_one_chose_are_on_the_page(reader: Client, cookie: str, marked: str) -> None:
    reader.cookies["scheme"] = cookie

    page = reader.get("/en/style/").text

    assert f'<html lang="en" dir="ltr"{marked}>' in page


def test_the_title_begins_with_error_when_a_form_came_back(reader: Client) -> None:
    assert "<title>Every component" in reader.get("/en/style/").text
    assert "<title>Error: Every component" in reader.get("/en/style/?wrong").text


def test_page_numbers_keep_the_rest_of_the_address(reader: Client) -> None:
    page = reader.get("/en/style/?q=old%20age&page=7").text

    assert 'href="?q=old+age&amp;page=8" rel="next"' in page
    assert '<span aria-current="page">7</span>' in page


def test_the_name_of_the_platform_is_a_setting(reader: Client, settings: Settings) -> None:
    settings.PLATFORM_NAME = "Maison commune"

    page = reader.get("/en/style/").text

    assert "Social Protection Platform" not in page
    assert "– Maison commune</title>" in page


def test_no_template_asks_a_site_that_allauth_may_have_put_there():
    templates = SOURCE.parent.parent / "templates"
    asking = [
        template.name
        for template in templates.rglob("*.html")
        if re.search(r"\{[%{][^}]*\bsite\.(?!css)\w", template.read_text())
    ]

    assert asking == []
