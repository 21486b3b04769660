"""A second step: a code from an app, a recovery code."""

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from platform_site.accounts.models import Attempts, User
from tests.accounts.cast import PASSWORD, Mail, is_signed_in, sign_in

pytestmark = pytest.mark.django_db
STEP = "/en/accounts/2fa/authenticate/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(secret: str = SECRET) -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def protected(alice: User) -> User:
    TOTP.activate(alice, SECRET)
    RecoveryCodes.activate(alice)
    cache.clear()
    return alice


def answer_with(client: Client, given: str) -> Any:
    return client.post(STEP, {"code": given})


def test_the_password_alone_does_not_open_the_account(protected: User) -> None:
    client = Client()

    answer = sign_in(client, protected.email, next="/en/news/")

    assert answer["Location"] == STEP
    assert not is_signed_in(client)
    assert client.get("/en/accounts/preferences/").status_code == 302


def test_the_code_opens_it_and_leads_on(protected: User) -> None:
    client = Client()
    sign_in(client, protected.email, next="/en/news/")

    answer = answer_with(client, code())

    assert answer["Location"] == "/en/news/"
    assert is_signed_in(client)


def test_a_code_works_once_in_whichever_worker(protected: User) -> None:
    given = code()
    sign_in(first := Client(), protected.email)
    answer_with(first, given)
    cache.clear()  # another process never saw the first

    sign_in(second := Client(), protected.email)
    answer_with(second, given)

    assert is_signed_in(first)
    assert not is_signed_in(second)


def test_a_recovery_code_works_once(protected: User) -> None:
    given = RecoveryCodes.activate(protected).generate_codes()[0]

    for expected in (True, False):
        Attempts.objects.all().delete()
        sign_in(client := Client(), protected.email)
        answer_with(client, given)
        assert is_signed_in(client) is expected


def test_ten_guesses_are_all_there_are(protected: User) -> None:
    sign_in(client := Client(), protected.email)

    answers = [answer_with(client, f"{n:06}").status_code for n in range(30)]
    right = answer_with(client, code())

    assert answers == [200] * 10 + [429] * 20
    assert right.status_code == 429
    assert not is_signed_in(client)


def test_guesses_go_on_counting_from_other_addresses_and_after_a_new_password_step(
    protected: User,
) -> None:
    for n in range(15):
        client = Client(REMOTE_ADDR=f"198.51.100.{n}")
        sign_in(client, protected.email)
        last = answer_with(client, f"{n:06}")

    assert last.status_code == 429


def test_setting_it_up_takes_the_password_again_and_gives_recovery_codes(
    alice: User, mails: list[Mail]
) -> None:
    client = Client()
    sign_in(client, alice.email)
    page = "/en/accounts/2fa/totp/activate/"

    again = client.get(page)
    client.post(again["Location"], {"password": PASSWORD})
    secret = client.get(page).context["form"].secret
    answer = client.post(page, {"code": code(secret)})

    assert "/en/accounts/reauthenticate/" in again["Location"]
    assert answer["Location"] == "/en/accounts/2fa/recovery-codes/"
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"totp", "recovery_codes"}
