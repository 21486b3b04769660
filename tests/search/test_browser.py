"""The search in a real browser: offered while typing, whole without scripts, well for everyone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from platform_site.pages.models import Subject
from platform_site.search.actions import refresh_lexicon
from tests.factories import make_article, make_subject

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cambodia(db: None) -> Subject:
    """As the one in conftest.py, but committed: the server has a connection of its own."""
    cambodia = make_subject("KHM", "Cambodia", ar="كمبوديا")
    original = make_article("Pension in Cambodia", about=[cambodia], summary="A pension.")
    make_article("Retraite au Cambodge", language="fr", translation_of=original)
    make_article("Pension elsewhere", language="es", text="pension")
    refresh_lexicon()
    return cambodia


def test_titles_are_offered_while_one_types(
    live_server: LiveServer, cambodia: Subject, page: Page
) -> None:
    page.goto(live_server.url + "/en/news/")
    page.locator("#find").press_sequentially("cambo")
    expect(page.locator("#find-suggestions option").first).to_have_attribute("value", "Cambodia")

    page.goto(live_server.url + "/en/search/")
    page.locator("#words").press_sequentially("pens")
    expect(page.locator("#word-suggestions option")).to_have_count(2)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_search_is_narrowed_with_and_without_scripts(
    live_server: LiveServer,
    cambodia: Subject,
    new_context: Callable[..., BrowserContext],
    javascript: bool,
) -> None:
    page = new_context(java_script_enabled=javascript).new_page()
    page.goto(live_server.url + "/en/news/")

    page.locator("#find").fill("pension")
    page.locator("#find").press("Enter")
    page.get_by_label("About").select_option("KHM")
    page.get_by_role("button", name="Show", exact=True).click()

    expect(page.locator(".item__title")).to_have_text(["Pension in Cambodia"])
    expect(page.locator("#words")).to_have_value("pension")


@pytest.mark.parametrize(
    "address",
    [
        "/en/search/",
        "/en/search/?q=pension+cambodia",
        "/en/search/?q=pensoin&kind=article",
        "/en/search/?q=pension&year=soon",
        "/ar/search/?q=كمبوديا",
    ],
)
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_and_nothing_is_cut(
    live_server: LiveServer,
    cambodia: Subject,
    new_context: Callable[..., BrowserContext],
    axe: Callable[[Page], list[str]],
    address: str,
    scheme: str,
    width: int,
) -> None:
    page = new_context(color_scheme=scheme).new_page()
    page.set_viewport_size({"width": width, "height": 800})

    page.goto(live_server.url + address)

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
