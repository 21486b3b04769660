"""Pages of people in a real browser: what axe finds, and how narrow they may be."""

from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from platform_site.people.actions import block_person
from tests.factories import make_subject, make_user
from tests.journeys.conftest import confirmed, sign_in
from tests.people.profiles import ORCID, answer_to, in_touch, make_profile, write_to

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ("en/people/", "ar/people/", "en/people/elias/")
OF_A_MEMBER = (
    *("en/people/noor/contact/", "en/people/elias/block/", "en/me/profile/", "ar/me/profile/"),
    *("en/me/messages/", "ar/me/messages/", "en/me/blocked/"),
)


def test_pages_of_people_are_sound_in_a_browser(
    live_server: LiveServer,
    new_context: Callable[..., BrowserContext],
    axe: Callable[[Page], list[str]],
) -> None:
    """Faults are gathered and named, after one sign-in."""
    cambodia = make_subject("KHM", "Cambodia", ar="كمبوديا")
    elias, farida = make_user("Elias"), confirmed(make_user("Farida"))
    profile = make_profile(elias, cambodia, handle="elias", orcid=ORCID, languages=["en", "ar"])
    make_profile("Noor", handle="noor")
    conversation = in_touch(profile, farida)
    answer_to(conversation, elias, "Gladly. What have you tried?")
    asked = write_to(make_profile(farida, handle="farida"), make_user("Carol")).conversation
    block_person(person=make_user("Dan"), by=farida)
    page = new_context(base_url=live_server.url).new_page()
    sign_in(page, farida)
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text))
    held = (f"me/conversations/{conversation.pk}/", f"me/conversations/{asked.pk}/")
    pages = (
        *(*PAGES, *OF_A_MEMBER),
        *(f"{language}/{path}" for path in held for language in ("en", "ar")),
        *(f"en/{held[0]}{part}/" for part in ("copy", "report")),
    )

    for scheme, width, path in product(("light", "dark"), (1280, 320), pages):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{live_server.url}/{path}")
        found = axe(page)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append("scrolls sideways")
        faults += [f"{path} {scheme} {width}: {fault}" for fault in found]

    assert faults == []
