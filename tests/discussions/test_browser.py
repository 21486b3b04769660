"""Writing in a browser where things go wrong, and what the pages of a talk are like to use."""

import os
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from platform_site.accounts.models import User
from platform_site.discussions.actions import edit_post, flag_post, hide_post, lock_talk
from platform_site.discussions.models import Draft, Post, TalkModerator
from tests.discussions.talks import fill, make_profile, write
from tests.factories import make_article, make_reviewer, make_user
from tests.journeys.conftest import confirmed, sign_in

NewContext = Callable[..., BrowserContext]
Axe = Callable[[Page], list[str]]
KEPT_HERE = "Not saved on the server; this browser holds it"


@pytest.fixture
def site(transactional_db: None, live_server: LiveServer, settings: Settings) -> LiveServer:
    settings.SITE_URL = live_server.url
    return live_server


@pytest.fixture
def alice(transactional_db: None) -> User:
    return confirmed(make_user("Alice"))


@pytest.fixture
def open_as(site: LiveServer, new_context: NewContext) -> Callable[..., Page]:
    def open_page(person: User | None = None, **more: object) -> Page:
        page = new_context(base_url=site.url, **more).new_page()
        page.set_default_timeout(15_000)
        if person:
            sign_in(page, person)
        return page

    return open_page


def text(page: Page) -> object:
    return page.locator("textarea[name=source]")


def state(page: Page) -> object:
    return page.locator("[data-keep-state]")


def form_of(article: object) -> str:
    return f"/en/pages/{article.pk}/comments/new/"


def test_what_is_typed_is_saved_and_comes_back_elsewhere(open_as, alice) -> None:
    article = make_article()
    office, home = open_as(alice), open_as(alice)
    office.goto(form_of(article))
    text(office).fill("Half a thought")
    expect(state(office)).to_contain_text("Draft saved")

    home.goto(form_of(article))

    expect(text(home)).to_have_value("Half a thought")
    text(home).fill("Half a thought, and the other half")
    home.get_by_role("button", name="Publish the comment").click()
    home.wait_for_url("**#post-1")
    assert Post.objects.get().source == "Half a thought, and the other half"
    assert Draft.objects.count() == 0


def test_without_the_network_the_browser_holds_the_text(open_as, alice) -> None:
    article = make_article()
    page = open_as(alice)
    page.goto(form_of(article))
    page.context.set_offline(True)
    text(page).fill("Typed in a train")
    expect(state(page)).to_have_text(KEPT_HERE)
    assert Draft.objects.count() == 0

    context = page.context
    page.close()  # an open one would send it as soon as the network is back
    context.set_offline(False)
    page = context.new_page()
    page.goto(form_of(article))
    expect(page.locator("main")).to_contain_text("you wrote something else here")
    page.get_by_role("button", name="Use it").click()

    expect(text(page)).to_have_value("Typed in a train")
    expect(state(page)).to_contain_text("Draft saved", timeout=15_000)


def test_the_network_comes_back_and_the_text_arrives(open_as, alice) -> None:
    article = make_article()
    page = open_as(alice)
    page.goto(form_of(article))
    page.context.set_offline(True)
    text(page).fill("Typed in a tunnel")
    expect(state(page)).to_have_text(KEPT_HERE)

    page.context.set_offline(False)

    expect(state(page)).to_contain_text("Draft saved")
    assert Draft.objects.get().source == "Typed in a tunnel"


@pytest.mark.parametrize("has_script", [True, False])
def test_the_session_is_over_and_nothing_is_lost(open_as, alice, has_script: bool) -> None:
    article = make_article()
    page = open_as(alice, java_script_enabled=has_script)
    page.goto(form_of(article))
    Session.objects.all().delete()
    text(page).fill("Typed too late")
    if has_script:
        expect(state(page)).to_contain_text("You are signed out")

    page.get_by_role("button", name="Publish the comment").click()
    page.locator("input[name=login]").fill(alice.email)
    page.locator("input[name=password]").fill("a long enough password")
    page.locator("main form button").first.click()

    expect(text(page)).to_have_value("Typed too late")
    page.get_by_role("button", name="Publish the comment").click()
    page.wait_for_url("**#post-1")
    assert Post.objects.get().source == "Typed too late"


@pytest.mark.parametrize("has_script", [True, False])
def test_the_token_of_the_form_is_over_and_nothing_is_lost(open_as, alice, has_script) -> None:
    article = make_article()
    page = open_as(alice, java_script_enabled=has_script)
    page.goto(form_of(article))
    text(page).fill("Typed\nwith an old token")
    page.context.clear_cookies(name="csrftoken")

    page.get_by_role("button", name="Publish the comment").click()
    expect(page.locator("textarea[name=source]")).to_have_value("Typed\nwith an old token")
    page.locator("main form button").first.click()

    page.wait_for_url("**#post-1")
    assert Post.objects.get().source.replace("\r", "") == "Typed\nwith an old token"


def test_two_windows_keep_the_newer_and_offer_the_other(open_as, alice) -> None:
    article = make_article()
    first = open_as(alice)
    second = first.context.new_page()
    for window in (first, second):
        window.goto(form_of(article))
    text(first).fill("From the first window")
    expect(state(first)).to_contain_text("Draft saved")

    text(second).fill("From the second window")
    expect(state(second)).to_contain_text("Draft saved")

    other = second.locator("[data-talk-other]")
    expect(other.locator("textarea")).to_have_value("From the first window")
    other.get_by_role("button", name="Swap the two").click()
    expect(text(second)).to_have_value("From the first window")
    expect(other.locator("textarea")).to_have_value("From the second window")
    text(second).fill("From the first window, finished")
    second.get_by_role("button", name="Publish the comment").click()
    second.wait_for_url("**#post-1")
    third = first.context.new_page()
    third.goto(form_of(article))
    expect(text(third)).to_have_value("From the second window")


def test_what_was_sent_is_not_offered_again(open_as, alice) -> None:
    article = make_article()
    page = open_as(alice)
    page.goto(form_of(article))
    page.context.set_offline(True)
    text(page).fill("Sent in the end")
    expect(state(page)).to_have_text(KEPT_HERE)
    page.context.set_offline(False)

    page.get_by_role("button", name="Publish the comment").click()
    page.wait_for_url("**#post-1")
    page.get_by_role("link", name="Write a comment").click()

    expect(text(page)).to_have_value("")
    assert page.evaluate("Object.keys(localStorage).filter(n => n.startsWith('keep:')).length") == 0


def test_marked_words_are_quoted_and_without_a_script_all_of_them(open_as, alice) -> None:
    article = make_article()
    write(article, make_user("Bob"), "Registration drives work. Month seven does not.")
    page, plain = open_as(alice), open_as(alice, java_script_enabled=False)
    page.goto(article.get_absolute_url())
    page.evaluate(
        """() => {
          const words = document.querySelector("#post-1 .post__body p").firstChild
          getSelection().setBaseAndExtent(words, 0, words, "Registration drives work.".length)
        }"""
    )
    page.locator("#post-1").get_by_role("link", name="Quote").click()
    plain.goto(article.get_absolute_url())
    plain.locator("#post-1").get_by_role("link", name="Quote").click()

    link = f"> [Bob wrote:](/pages/{article.pk}/comments/1/)\n>\n> "
    expect(text(page)).to_have_value(f"{link}Registration drives work.\n\n")
    expect(text(plain)).to_have_value(f"{link}Registration drives work. Month seven does not.\n\n")


@pytest.fixture
def talk(transactional_db: None, alice: User) -> object:
    """A talk with one of everything that can stand in it."""
    article, mona = make_article("Own-account workers"), make_reviewer()
    bob = make_user("Bob Uwimana")
    make_profile(bob, handle="bob")
    TalkModerator.objects.create(page=article.page_ptr, user=alice)
    first = write(article, bob, "We registered 40,000 drivers in a month.")
    edit_post(
        post=first,
        by=bob,
        source="We registered 40,000 drivers in **one** month. What kept them, @bob?",
        language="en",
        version=1,
    )
    quote = f"> [Bob Uwimana wrote:](/pages/{article.pk}/comments/1/)\n>\n> in one month\n\n"
    write(article, alice, f"{quote}And in month seven?", answers=first)
    hidden = write(article, make_user("Carla"), "Rude")
    hide_post(post=hidden, by=mona, reason="It attacks a person")
    flag_post(post=first, by=make_user("Dana"), reason="wrong", text="It was 30,000")
    return article


def addresses(article: object) -> list[str]:
    here = f"/en/pages/{article.pk}/comments"
    return [
        article.get_absolute_url(),
        f"{here}/new/?quote=1",
        f"{here}/1/history/",
        f"{here}/1/flag/",
        f"{here}/1/moderation/",
        f"{here}/3/moderation/",
        f"{here}/moderation/",
        f"{here}/2/edit/",
        f"{here}/2/withdrawal/",
        "/en/me/flags/",
        "/en/me/unread/",
    ]


@pytest.mark.parametrize(
    ("width", "scheme", "language"),
    [(320, "light", "en"), (1280, "dark", "en"), (1280, "light", "ar"), (360, "light", "ar")],
)
def test_no_page_of_a_talk_has_a_barrier_or_scrolls_sideways(
    open_as, alice, talk, axe: Axe, width: int, scheme: str, language: str
) -> None:
    page = open_as(alice, color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    faults: list[str] = []
    page.on("console", lambda message: faults.append(f"{page.url}: {message.text}"))

    for number, address in enumerate(addresses(talk)):
        response = page.goto(address.replace("/en/", f"/{language}/"))
        assert response
        assert response.status == 200, address
        faults += [f"{address}: {fault}" for fault in axe(page)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append(f"{address} is too wide")
        if folder := os.environ.get("PICTURES"):
            page.screenshot(
                path=f"{folder}/{width}-{scheme}-{language}-{number}.png", full_page=True
            )

    assert faults == []


def test_a_comment_is_written_with_the_keyboard_alone(open_as, alice) -> None:
    article = make_article()
    page = open_as(alice)
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Write a comment").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/comments/new/")
    text(page).focus()
    page.keyboard.type("By keyboard")
    for _step in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Publish the comment":
            break
    page.keyboard.press("Enter")

    page.wait_for_url("**#post-1")
    assert Post.objects.get().source == "By keyboard"


def test_on_paper_a_talk_is_what_was_said(open_as, alice) -> None:
    article = make_article()
    fill(article, make_user("Bob"), 60)
    lock_talk(page=article, by=make_reviewer(), reason="It is over")
    page = open_as(alice)
    page.goto(article.get_absolute_url())

    page.emulate_media(media="print")

    expect(page.locator("#post-1 .post__body")).to_be_visible()
    expect(page.locator("#post-1 .post__foot")).to_be_hidden()
    expect(page.locator("#talk .pages")).to_be_hidden()
    expect(page.get_by_text("It is over")).to_be_visible()
