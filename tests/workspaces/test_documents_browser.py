"""Whatever fails while somebody writes, their text is still there."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect
from pytest_django.live_server_helper import LiveServer

from tests.workspaces.papers import make_document
from tests.workspaces.spaces import confirmed, opened
from workspaces.models import DocumentVersion, Draft

pytestmark = pytest.mark.django_db(transaction=True)
UNSENT = "Not saved on the server"


@pytest.fixture
def alice(transactional_db: None) -> Any:
    return confirmed("Alice")


@pytest.fixture
def document(alice: Any) -> Any:
    return make_document(opened(alice), alice, "Terms", "What stands there.")


@pytest.fixture
def context(browser: Browser, live_server: LiveServer, alice: Any) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=live_server.url, locale="en")
    sign_in(context, alice, live_server)
    yield context
    context.close()


def sign_in(context: BrowserContext, person: Any, live_server: LiveServer) -> None:
    client = Client()
    client.force_login(person)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}
    context.add_cookies([cookie])


def begin(context: BrowserContext, document: Any, text: str) -> Page:
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(f"/en/workspaces/documents/{document.pk}/edit/")
    page.locator("textarea[name=text]").fill(text)
    return page


def state(page: Page) -> Any:
    return page.locator("[data-keep-state]")


def again(context: BrowserContext, document: Any) -> Page:
    page = context.new_page()
    page.goto(f"/en/workspaces/documents/{document.pk}/edit/")
    return page


def test_a_draft_is_kept_on_the_server_as_one_writes(context, document):
    page = begin(context, document, "A long thought.")

    expect(state(page)).to_contain_text("Draft saved", timeout=15_000)

    page.close()
    expect(again(context, document).locator("textarea[name=text]")).to_have_value("A long thought.")
    assert DocumentVersion.objects.count() == 1 + others()


def others() -> int:
    """Documents that a workspace begins with have a version each, too."""
    return DocumentVersion.objects.exclude(revision__result__title="Terms").count()


def test_the_session_ends_while_writing(context, document, alice, live_server):
    page = begin(context, document, "Written for an hour.")
    Session.objects.all().delete()
    page.locator("textarea[name=text]").fill("Written for an hour and a half.")
    expect(state(page)).to_contain_text("You are signed out", timeout=15_000)
    page.close()

    sign_in(context, alice, live_server)
    page = again(context, document)
    page.get_by_role("button", name="Use it").click()

    text = page.locator("textarea[name=text]")
    expect(text).to_have_value("Written for an hour and a half.")


def test_who_signs_in_again_elsewhere_goes_on_where_they_were(
    context, document, alice, live_server
):
    page = begin(context, document, "Before.")
    Session.objects.all().delete()
    page.locator("textarea[name=text]").fill("After.")
    expect(state(page)).to_contain_text("You are signed out", timeout=15_000)

    sign_in(context, alice, live_server)

    expect(state(page)).to_contain_text("Draft saved", timeout=25_000)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("article")).to_contain_text("After.")


def test_the_token_ends_while_writing(context, document):
    page = begin(context, document, "First.")
    expect(state(page)).to_contain_text("Draft saved", timeout=15_000)
    context.clear_cookies(name="csrftoken")
    page.locator("textarea[name=text]").fill("Second.")

    expect(state(page)).to_contain_text("Not saved", timeout=15_000)
    expect(state(page)).to_contain_text("Draft saved", timeout=25_000)

    assert Draft.objects.get().text == "Second."


def test_the_network_goes_and_comes_back(context, document):
    page = begin(context, document, "First.")
    context.set_offline(True)
    page.locator("textarea[name=text]").fill("Written in a tunnel.")
    expect(state(page)).to_contain_text(UNSENT, timeout=15_000)

    context.set_offline(False)

    expect(state(page)).to_contain_text("Draft saved", timeout=25_000)
    assert Draft.objects.get().text == "Written in a tunnel."


@pytest.mark.parametrize("failure", ["refused", "503"])
def test_the_server_is_away_and_the_window_closed(context, document, failure):
    def fail(route: Any) -> None:
        if failure == "refused":
            route.abort("connectionrefused")
        else:
            route.fulfill(status=503, body="")

    context.route("**/draft/", fail)
    page = begin(context, document, "Written while it restarts.")
    expect(state(page)).to_contain_text(UNSENT, timeout=15_000)
    page.close()
    context.unroute("**/draft/")

    page = again(context, document)
    page.get_by_role("button", name="Use it").click()

    expect(page.locator("textarea[name=text]")).to_have_value("Written while it restarts.")
    expect(state(page)).to_contain_text("Draft saved", timeout=15_000)


def test_two_windows_keep_both_texts(context, document):
    one = begin(context, document, "In one window.")
    two = begin(context, document, "In the other.")
    for page in (one, two):
        expect(state(page)).to_contain_text("Draft saved", timeout=15_000)
        page.close()

    assert set(Draft.objects.values_list("text", flat=True)) == {"In one window.", "In the other."}
    page = again(context, document)
    page.get_by_role("link", name="Another draft of yours").click()
    expect(page.locator("textarea[name=text]")).to_have_value("In one window.")


def test_what_was_saved_is_not_offered_again(context, document):
    context.route("**/draft/", lambda route: route.abort("connectionrefused"))
    page = begin(context, document, "Finished.")
    page.wait_for_timeout(1_500)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("article")).to_contain_text("Finished.")
    page.wait_for_function("Object.keys(localStorage).every((name) => !name.startsWith('keep:'))")

    expect(again(context, document).get_by_role("button", name="Use it")).to_have_count(0)


def test_signing_out_leaves_nothing_in_the_browser(context, document):
    context.route("**/draft/", lambda route: route.abort("connectionrefused"))
    page = begin(context, document, "Private.")
    page.wait_for_timeout(1_500)
    assert page.evaluate("JSON.stringify(localStorage)").count("Private.") == 1

    page.goto("/en/accounts/logout/")
    page.get_by_role("button", name="Sign out").last.click()
    page.wait_for_load_state()

    assert "Private." not in page.evaluate("JSON.stringify(localStorage)")


def sends(answer: Response, text: str) -> bool:
    """Whether this draft is the one: an earlier one says "Draft saved", too."""
    return answer.url.endswith("/draft/") and text in (answer.request.post_data or "")


def test_the_rich_editor_is_kept_as_well(context, document):
    page = begin(context, document, "Plain.")
    page.get_by_role("button", name="Write with buttons").click()
    editor = page.get_by_role("textbox", name="Text, with formatting")
    expect(editor).to_contain_text("Plain.", timeout=15_000)
    with page.expect_response(lambda answer: sends(answer, "Written with buttons.")):
        editor.fill("Written with buttons.")

    expect(state(page)).to_contain_text("Draft saved", timeout=15_000)
    page.close()

    editor = again(context, document).get_by_role("textbox", name="Text, with formatting")
    expect(editor).to_contain_text("Written with buttons.", timeout=15_000)


def test_the_pages_have_nothing_that_axe_finds_wrong(
    context, document, axe: Callable[[Page], list[str]]
):
    here = f"/en/workspaces/documents/{document.pk}"
    slug = document.workspace.slug
    page = context.new_page()
    found = {}
    for path in (
        *(f"{here}/{part}" for part in ("", "edit/", "history/", "place/", "library/", "guests/")),
        *(f"{here}/versions/1/", f"{here}/comparison/?from=1&to=1", f"{here}/removal/"),
        *(f"/en/workspaces/{slug}/{part}/" for part in ("documents", "tasks", "documents/removed")),
    ):
        assert page.goto(path).status == 200, path
        if wrong := axe(page):
            found[path] = wrong

    assert found == {}
