"""A passkey, in a real browser with an authenticator that its developer tools pretend to have."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from platform_site.accounts.models import User
from tests.accounts.cast import PASSWORD, make_member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """Passkeys belong to a name; an address such as 127.0.0.1 has none."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A browser with an authenticator built in, whose owner always agrees."""
    page = browser.new_page(locale="en")
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield page
    page.close()


@pytest.fixture
def violations(page: Page) -> list[str]:
    """What the content policy forbade, as the browser's console tells it."""
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    return said


def test_a_person_adds_a_passkey_and_signs_in_with_it_alone(
    site: str, page: Page, violations: list[str]
) -> None:
    alice: User = make_member("Alice")
    page.goto(f"{site}/en/accounts/login/?next=/en/accounts/2fa/webauthn/add/")
    page.get_by_label("Email").fill(alice.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main form").get_by_role("button").first.click()

    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add the key").click()
    expect(page).to_have_url(f"{site}/en/accounts/2fa/recovery-codes/")
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{site}/en/accounts/login/?next=/en/accounts/preferences/")
    page.get_by_role("button", name="Use a passkey").click()

    expect(page).to_have_url(f"{site}/en/accounts/preferences/")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    assert violations == []
