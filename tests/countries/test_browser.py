"""Country pages in a real browser: what axe finds, how narrow they may be, that maps are drawn."""

from collections.abc import Callable
from itertools import product

import pytest
from django.core.management import call_command
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = ("en/countries/", "en/countries/khm/", "ar/countries/som/", "ar/regions/arab-states/")


@pytest.fixture
def house(live_server: LiveServer) -> str:
    call_command("load_reference", verbosity=0)
    return f"{live_server.url}/"


@pytest.mark.long
def test_pages_of_countries_are_sound_in_a_browser(
    house: str,
    new_context: Callable[..., BrowserContext],
    axe: Callable[[Page], list[str]],
) -> None:
    """One test, because each would load all figures again: faults are gathered and named."""
    faults: list[str] = []
    page = new_context().new_page()
    page.on("console", lambda said: faults.append(said.text))
    for scheme, width, path in product(("light", "dark"), (1280, 320), PAGES):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(house + path)
        found = axe(page)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append("scrolls sideways")
        faults += [f"{path} {scheme} {width}: {fault}" for fault in found]

    assert faults == []


def test_the_map_paints_each_country_by_its_class_and_a_point_can_be_hit(
    house: str, page: Page
) -> None:
    page.goto(f"{house}en/countries/")
    colour = "selector => getComputedStyle(document.querySelector(selector)).fill"
    link = 'a[href="/en/countries/tuv/"][tabindex="-1"]'
    hit = page.locator(f".map {link} .map__hit")

    painted = {page.evaluate(colour, f".map use.q{n}") for n in range(7)}
    size = page.evaluate("e => parseFloat(getComputedStyle(e).strokeWidth)", hit.element_handle())

    assert len(painted) == 7
    assert size >= 12
    ring = page.locator(f".map {link} .map__ring")
    ring.scroll_into_view_if_needed()
    box = ring.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/en/countries/tuv/")
