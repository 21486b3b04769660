"""The rich editor on top of the plain field."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from platform_site.moderation.models import Revision
from tests.factories import make_user

from .conftest import confirmed, sign_in


@pytest.fixture
def page(browser: Browser, light_site: LiveServer) -> Page:
    context = browser.new_context(base_url=light_site.url, locale="en")
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    context.close()


def test_a_writer_turns_it_on_formats_and_sends(page: Page) -> None:
    sign_in(page, confirmed(make_user("Alice")))
    page.goto("/en/contribute/article/")
    page.locator("textarea[name=text]").fill("Written **before** the editor.")

    page.get_by_role("button", name="Write with buttons").click()

    editor = page.get_by_role("textbox", name="Text, with formatting")
    expect(editor.locator("strong")).to_have_text("before")
    editor.press("Control+End")
    # The editor learns of a moved cursor by an event that comes later; people are slower than it.
    page.wait_for_function("getSelection().anchorOffset > 0 || getSelection().anchorNode.data")
    page.wait_for_timeout(200)
    editor.press("Enter")
    editor.press("Control+b")
    editor.type("Then more")
    page.get_by_role("button", name="Send for review").click()

    # The headline is missing, so the form comes back: nothing typed may be lost.
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("textbox", name="Text, with formatting")).to_contain_text("Then more")
    page.locator("input[name=title]").fill("A headline")
    page.locator("textarea[name=summary]").fill("A teaser")
    page.get_by_role("button", name="Send for review").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have it")
    text = Revision.objects.get().proposal["text"]
    assert text == "Written **before** the editor.\n\n**Then more**"
    assert [c for c in page.complaints if "Content Security Policy" in c] == []
