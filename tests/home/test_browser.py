"""The roof's pages in a real browser: barriers, narrow screens, and the choice without a script."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from platform_site.home.demo import load_demo
from platform_site.home.loading import load_guides

PATHS = ("", "about/", "about/key-concepts/", "about/figures/", "about/contact/", "contribute/")
WAYS = (("light", 1280), ("dark", 320))


@pytest.fixture
def house(transactional_db: None, live_server: LiveServer) -> LiveServer:
    """Figures, guides and the demonstration: every section of the front page is drawn."""
    call_command("load_reference", verbosity=0)
    load_guides(say=lambda line: None)
    load_demo(say=lambda line: None)
    return live_server


def test_the_roof_has_no_barriers_and_works_without_a_script(
    house: LiveServer, new_context: Callable[..., Any], axe: Callable[[Page], list[str]]
) -> None:
    # One world for all of it: loading it takes longer than reading it.
    for scheme, width in WAYS:
        page = new_context(color_scheme=scheme).new_page()
        page.set_viewport_size({"width": width, "height": 800})
        for language in ("en", "ar"):
            for path in PATHS:
                page.goto(f"{house.url}/{language}/{path}")
                assert axe(page) == [], (language, path, scheme)
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide == width, (language, path)

    plain = new_context(java_script_enabled=False).new_page()
    plain.goto(f"{house.url}/en/")
    plain.get_by_label("Country or territory").select_option("Cambodia")
    plain.get_by_role("button", name="Open").click()
    expect(plain).to_have_url(f"{house.url}/en/countries/khm/")
    plain.get_by_role("link", name="العربية").first.click()
    expect(plain).to_have_url(f"{house.url}/ar/countries/khm/")
