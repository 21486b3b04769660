"""The pages of signing in, drawn by the site itself: nobody falls out of the design."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from platform_site.accounts.models import User

pytestmark = pytest.mark.django_db

FOR_ANYBODY = (
    "login/",
    "signup/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/done/",
    "password/reset/key/1-no-such-key/",
    "confirm-email/",
    "confirm-email/no-such-key/",
    "inactive/",
)
FOR_ONESELF = (
    "logout/",
    "email/",
    "password/change/",
    "2fa/",
    "2fa/totp/activate/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
    "reauthenticate/",
)


@pytest.fixture
def alice() -> User:
    alice = User.objects.create_user("alice@example.org", "a-long-password", display_name="Alice")
    EmailAddress.objects.create(user=alice, email=alice.email, verified=True, primary=True)
    return alice


@pytest.fixture
def as_alice(alice: User) -> Client:
    """Signed in and asked again just now, so that every page of her account is open."""
    client = Client()
    client.post("/en/accounts/login/", {"login": alice.email, "password": "a-long-password"})
    client.post("/en/accounts/reauthenticate/", {"password": "a-long-password"})
    return client


def assert_drawn_by_us(page: str, language: str) -> None:
    assert f'<html lang="{language}"' in page
    assert 'class="masthead"' in page
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert "Successfully" not in re.sub(r'<p class="notice.*?</p>', "", page)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", FOR_ANYBODY)
def test_a_page_for_anybody_is_drawn_by_us(client, path, language):
    answer = client.get(f"/{language}/accounts/{path}")

    assert answer.status_code == 200
    assert_drawn_by_us(answer.text, language)


@pytest.mark.parametrize("path", FOR_ONESELF)
def test_a_page_for_oneself_is_drawn_by_us(as_alice, path):
    answer = as_alice.get(f"/en/accounts/{path}")

    assert answer.status_code == 200
    assert_drawn_by_us(answer.text, "en")


def test_whoever_is_signed_in_sees_their_name_and_the_way_out(as_alice):
    page = as_alice.get("/en/accounts/email/").text
    head = page[: page.index("</header>")]

    assert ">Alice</a>" in head
    assert 'action="/en/accounts/logout/"' in head
    assert "Sign in" not in head
    assert "alice@example.org" not in head


def test_what_was_just_done_is_said_once(as_alice):
    assert 'class="notice notice--good"' in as_alice.get("/en/accounts/email/").text
    assert 'class="notice notice--good"' not in as_alice.get("/en/accounts/email/").text


def test_the_picture_for_an_app_is_drawn_into_the_page(as_alice):
    page = as_alice.get("/en/accounts/2fa/totp/activate/").text

    assert "<svg" in page[page.index('class="qr"') :]
    assert "data:image" not in page


def test_the_administration_wears_our_tokens(alice, settings):
    settings.ADMIN_REQUIRES_MFA = False
    alice.is_staff = alice.is_superuser = True
    alice.save()
    client = Client()
    client.force_login(alice)

    page = client.get("/admin/").text

    assert "css/tokens.css" in page
    assert "<strong>Alice</strong>" in page
    assert "alice@example.org" not in page
