"""The glossary in a real browser: no barriers, nothing too wide, letters by keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from glossary.loading import load_glossary

PATHS = (
    *("", "?by=theme", "?by=hierarchy", "?type=thesaurus", "social-security/"),
    "unesco-disabilities/",
)


@pytest.fixture
def site(transactional_db: None, live_server: LiveServer) -> LiveServer:
    load_glossary(say=lambda line: None)
    return live_server


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_the_glossary_has_no_barriers(
    site: LiveServer,
    new_context: Callable[..., Any],
    axe: Callable[[Page], list[str]],
    scheme: str,
    width: int,
) -> None:
    page = new_context(color_scheme=scheme).new_page()
    page.set_viewport_size({"width": width, "height": 800})
    for language in ("en", "ar"):
        for path in PATHS:
            page.goto(f"{site.url}/{language}/glossary/{path}")
            assert axe(page) == [], (language, path)
            assert page.evaluate("document.documentElement.scrollWidth") == width, (language, path)


def test_a_letter_is_reached_by_keyboard(site: LiveServer, page: Page) -> None:
    page.goto(f"{site.url}/en/glossary/")
    page.locator(".letters").get_by_role("link", name="S", exact=True).focus()

    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="S", exact=True)).to_be_in_viewport()
    assert page.url.endswith("#letter-13")
