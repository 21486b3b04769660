"""Forums as they are met: any scheme, width and language, without a barrier."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from forums.actions import name_facilitators
from forums.rounds import parse
from platform_site.accounts.models import User
from tests.factories import make_user
from tests.forums.places import day, make_e_discussion, make_forum, make_topic, reply
from tests.journeys.conftest import confirmed, sign_in

DRESSES = (("light", "en", 360), ("dark", "en", 1280), ("light", "ar", 320))


@pytest.fixture
def alice(transactional_db: None) -> User:
    return confirmed(make_user("Alice"))


@pytest.fixture
def paths(alice: User) -> list[str]:
    """The list, a forum, an e-discussion that Alice leads, its topic, and each of the forms."""
    led = make_e_discussion(
        text="A *purpose*.", rounds=parse(f"{day(-1)} – {day(1)}: Who is left out?\nWhom?")
    )
    name_facilitators(forum=led, people=[alice])
    topic = make_topic(led)
    reply(topic, make_user("Bob"))
    make_e_discussion("Over", opens=-9, closes=-2)
    forum = make_forum()
    forms = ("new/", "participation/", "summary/")
    return [
        "/en/forums/",
        "/en/forums/new/",
        forum.get_absolute_url(),
        led.get_absolute_url(),
        topic.get_absolute_url(),
        f"{topic.get_absolute_url()}forum/",
        *(f"{led.get_absolute_url()}{form}" for form in forms),
    ]


def test_no_page_has_a_barrier_or_scrolls_sideways(
    live_server: LiveServer,
    new_context: Callable[..., BrowserContext],
    axe: Callable[[Page], list[str]],
    alice: User,
    paths: list[str],
) -> None:
    faults: list[str] = []
    for scheme, language, width in DRESSES:
        page = new_context(base_url=live_server.url, color_scheme=scheme).new_page()
        page.set_viewport_size({"width": width, "height": 800})
        page.on("console", lambda message: faults.append(message.text))
        sign_in(page, alice)
        for path in paths:
            assert page.goto(path.replace("/en/", f"/{language}/", 1)).status == 200  # type: ignore[union-attr]
            faults.extend(f"{path} {scheme} {width}: {fault}" for fault in axe(page))
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                faults.append(f"{path} is too wide at {width}")

    assert faults == []
