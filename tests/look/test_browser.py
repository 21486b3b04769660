"""Every component in a real browser: what axe finds, how narrow it may be, where the focus is."""

from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

type NewContext = Callable[..., BrowserContext]
type Axe = Callable[[Page], list[str]]

pytestmark = [pytest.mark.urls("tests.look.urls"), pytest.mark.django_db(transaction=True)]
PAGES = ("/en/style/?wrong", "/ar/style/")


@pytest.mark.parametrize(
    ("path", "scheme", "width"), list(product(PAGES, ("light", "dark"), (1280, 360)))
)
def test_axe_finds_nothing(
    live_server: LiveServer, new_context: NewContext, axe: Axe, path: str, scheme: str, width: int
) -> None:
    page = new_context(color_scheme=scheme).new_page()
    page.set_viewport_size({"width": width, "height": 800})
    said = []
    page.on("console", lambda message: said.append(message.text))

    page.goto(live_server.url + path)

    assert axe(page) == []
    assert said == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways_at_320_pixels(
    live_server: LiveServer, page: Page, path: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})

    page.goto(live_server.url + path)

    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_whoever_walks_by_keyboard_sees_where_they_are(live_server: LiveServer, page: Page) -> None:
    page.goto(live_server.url + "/en/style/")
    look = """() => {
      const style = getComputedStyle(document.activeElement)
      return [document.activeElement.tagName, style.outlineStyle, parseFloat(style.outlineWidth)]
    }"""

    seen = []
    for _step in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(look))
    assert {(style, width) for _tag, style, width in seen} == {("solid", 3)}
    assert {tag for tag, _style, _width in seen} >= {"A", "BUTTON", "INPUT", "SUMMARY", "SELECT"}


def test_the_first_key_leads_past_the_masthead(live_server: LiveServer, page: Page) -> None:
    page.goto(live_server.url + "/en/style/")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0


def test_the_summary_of_errors_takes_the_focus_without_a_script(
    live_server: LiveServer, new_context: NewContext
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + "/en/style/?wrong")
    assert page.locator(".errors:focus").count() == 1

    page.locator(".errors a").first.click()

    assert page.url.endswith("#id_title")


def test_paper_gets_no_navigation_and_every_hidden_table(
    live_server: LiveServer, page: Page
) -> None:
    page.goto(live_server.url + "/en/style/")
    page.emulate_media(media="print", color_scheme="dark")

    assert page.locator(".masthead").is_hidden()
    assert page.locator(".footer").is_hidden()
    assert page.locator(".steward").first.is_visible()
    assert page.get_by_text("1.0 in 2000.").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_a_chosen_scheme_beats_the_device(live_server: LiveServer, new_context: NewContext) -> None:
    context = new_context(color_scheme="light")
    page = context.new_page()
    page.goto(live_server.url + "/en/display/?next=/en/style/")

    page.get_by_label("Dark").check()
    page.get_by_role("button", name="Keep this").click()

    page.wait_for_url("**/en/style/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(15, 26, 28)"
    assert [cookie["name"] for cookie in context.cookies()] == ["scheme"]
