"""What the journeys share: the world they start in, and the steps people take."""

import re
from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from platform_site.accounts.models import User
from tests.factories import make_reviewer, make_user

PASSWORD = "a long enough password"


@pytest.fixture
def site(transactional_db: None, live_server: LiveServer, settings: Settings) -> LiveServer:
    """The running site with its reference data; addresses in mails lead to it."""
    settings.SITE_URL = live_server.url
    settings.ADMIN_REQUIRES_MFA = False
    call_command("load_reference", verbosity=0)
    return live_server


@pytest.fixture
def light_site(transactional_db: None, live_server: LiveServer, settings: Settings) -> LiveServer:
    """The running site without reference data."""
    settings.SITE_URL = live_server.url
    return live_server


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def new_page(
    request: pytest.FixtureRequest, browser: Browser, site: LiveServer
) -> Iterator[object]:
    """Opens a browser of its own for each person of a journey."""
    has_javascript = request.param == "with JavaScript"
    contexts = []

    def open_page() -> Page:
        context = browser.new_context(
            base_url=site.url, java_script_enabled=has_javascript, locale="en"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        return page

    yield open_page
    for context in contexts:
        context.close()


def confirmed(user: User) -> User:
    """A person who can sign in: the address is confirmed."""
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def follower(site: LiveServer) -> User:
    return confirmed(make_user("Farida"))


@pytest.fixture
def moderator(site: LiveServer) -> User:
    return confirmed(make_reviewer("Mona"))


def sign_in(page: Page, user: User, password: str = PASSWORD) -> None:
    page.goto("/en/accounts/login/")
    page.get_by_label("mail", exact=False).first.fill(user.email)
    page.locator("input[name=password]").fill(password)
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile(r"/en/(?!accounts/login)"))
