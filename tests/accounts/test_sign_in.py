"""Signing in: how often, as whom, where to, and when not."""

import re
from urllib.parse import quote, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import Settings

from platform_site.accounts.models import User
from tests.accounts.cast import PASSWORD, SIGN_IN, Mail, is_signed_in, make_member, sign_in

pytestmark = pytest.mark.django_db


def test_200_wrong_passwords_from_one_address_cost_ten_hashes(
    alice: User, hashes: list[str]
) -> None:
    client = Client()
    hashes.clear()

    answers = [sign_in(client, alice.email, f"wrong {n}").status_code for n in range(200)]

    assert len(hashes) == 10
    assert answers == [200] * 10 + [429] * 190


def test_100_guesses_at_as_many_accounts_cost_fifty_hashes(db: None, hashes: list[str]) -> None:
    client = Client()

    for n in range(100):
        sign_in(client, f"person{n}@people.example", "wrong")

    assert len(hashes) == 50


def test_100_guesses_at_one_account_from_everywhere_cost_sixty_hashes(
    alice: User, hashes: list[str]
) -> None:
    client = Client()
    hashes.clear()

    for n in range(100):
        sign_in(client, alice.email, "wrong", REMOTE_ADDR=f"198.51.100.{n}")

    assert len(hashes) == 60


def test_a_forged_header_buys_no_attempt(alice: User, hashes: list[str]) -> None:
    client = Client()
    hashes.clear()

    for n in range(40):
        sign_in(client, alice.email, "wrong", headers={"X-Forwarded-For": f"198.51.100.{n}"})

    assert len(hashes) == 10


def test_signing_in_to_ones_own_account_clears_nothing(alice: User, hashes: list[str]) -> None:
    mallory = make_member("Mallory")
    hashes.clear()

    for n in range(40):
        sign_in(Client(), alice.email, f"wrong {n}")
        if n % 5 == 4:
            sign_in(Client(), mallory.email)

    assert sign_in(Client(), alice.email).status_code == 429
    assert len(hashes) == 10 + 8


def test_somebody_elsewhere_signs_in_while_guesses_are_made(alice: User) -> None:
    for n in range(30):
        sign_in(Client(), alice.email, f"wrong {n}")

    sign_in(client := Client(), alice.email, REMOTE_ADDR="203.0.113.5")

    assert is_signed_in(client)


def test_the_page_that_says_too_often_says_until_when_and_keeps_the_address(alice: User) -> None:
    client = Client()
    for _ in range(10):
        sign_in(client, alice.email, "wrong")

    answer = sign_in(client, alice.email, "a secret guess")

    assert answer.status_code == 429
    assert 540 < int(answer["Retry-After"]) <= 600
    assert "in 10 minutes" in answer.text
    assert alice.email in answer.text
    assert "a secret guess" not in answer.text
    assert "no-store" in answer["Cache-Control"]


def test_looking_at_the_form_is_not_counted(alice: User) -> None:
    client = Client()

    for _ in range(60):
        client.get(SIGN_IN)

    assert sign_in(client, alice.email).status_code == 302


@pytest.mark.parametrize("who", ["alice@people.example", "nobody@people.example"])
def test_a_wrong_password_costs_and_says_the_same_for_whoever(
    alice: User, hashes: list[str], who: str
) -> None:
    hashes.clear()

    answer = sign_in(Client(), who, "wrong")

    assert len(hashes) == 1
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors() == [
        "The email address and/or password you specified are not correct."
    ]


def test_the_session_is_a_new_one_after_signing_in(alice: User) -> None:
    client = Client()
    session = client.session
    session["planted"] = True
    session.save()
    planted = str(session.session_key)
    client.cookies["sessionid"] = planted

    sign_in(client, alice.email)

    assert is_signed_in(client)
    assert client.cookies["sessionid"].value != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_who_never_signed_in_has_no_session(client: Client) -> None:
    client.get(SIGN_IN)
    sign_in(client, "nobody@people.example", "wrong")

    assert Session.objects.count() == 0
    assert "sessionid" not in client.cookies


def test_a_deactivated_person_is_out_at_once_and_cannot_come_back(alice: User) -> None:
    client = Client()
    sign_in(client, alice.email)
    User.objects.update(is_active=False)

    assert client.get("/en/accounts/preferences/").status_code == 302
    assert sign_in(again := Client(), alice.email)["Location"] == "/en/accounts/inactive/"
    assert not is_signed_in(again)


def test_changing_the_password_ends_every_other_session(alice: User, mails: list[Mail]) -> None:
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        sign_in(client, alice.email)

    here.post(
        "/en/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": "a new long one", "password2": "a new long one"},
    )

    assert here.get("/en/accounts/preferences/").status_code == 200
    assert elsewhere.get("/en/accounts/preferences/").status_code == 302
    assert [mail.kind for mail in mails] == ["password_changed"]


def test_guessing_the_password_of_an_open_session_is_counted(
    alice: User, hashes: list[str]
) -> None:
    client = Client()
    sign_in(client, alice.email)
    hashes.clear()

    for n in range(40):
        client.post("/en/accounts/reauthenticate/", {"password": f"wrong {n}"})

    assert len(hashes) == 10


@pytest.mark.parametrize(("language", "home"), [("en", "/en/"), ("ar", "/ar/")])
def test_a_person_arrives_in_their_own_language(language: str, home: str) -> None:
    make_member("Noor", language=language)

    assert sign_in(Client(), "noor@people.example")["Location"] == home


def test_who_was_on_their_way_goes_on_in_that_language() -> None:
    make_member("Noor", language="ar")

    answer = sign_in(Client(), "noor@people.example", next="/en/news/")

    assert answer["Location"] == "/en/news/"


ELSEWHERE = [
    "https://evil.example/",
    "http://evil.example",
    "//evil.example/",
    "///evil.example/",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "https:evil.example",
    "https:/evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "ftp://evil.example/",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "https://evil.example\\@testserver/",
    "\t//evil.example",
    " //evil.example",
    "/\t/evil.example",
    "//evil.example/%2f..",
    "%2f%2fevil.example",
    "https://evil.example/\r\nSet-Cookie: a=b",
    "//\u3002evil.example",
    "https://\uff45vil.example/",
    "\x00//evil.example",
]


def own(address: str) -> bool:
    """Whether a browser stays here: it takes `\\` for `/` and leaves out tabs and line breaks."""
    read = re.sub(r"[\t\r\n\0]", "", address).strip().replace("\\", "/")
    parts = urlsplit(read)
    return not read.startswith("//") and parts.netloc == "" and parts.scheme == ""


@pytest.mark.parametrize("address", ELSEWHERE)
def test_no_next_leads_to_another_site(alice: User, address: str) -> None:
    fields = {"login": alice.email, "password": PASSWORD, "next": address}

    signed_in = Client().post(SIGN_IN, fields)
    by_query = sign_in(known := Client(), alice.email, next=quote(address))
    again = known.get(f"{SIGN_IN}?next={quote(address)}")
    signed_out = known.post(f"/en/accounts/logout/?next={quote(address)}")

    for answer in (signed_in, by_query, again, signed_out):
        assert answer.status_code == 302
        assert own(answer["Location"]), answer["Location"]
        assert "Set-Cookie" not in answer["Location"]


def test_behind_one_proxy_the_limit_is_of_whom_the_proxy_saw(
    settings: Settings, alice: User, hashes: list[str]
) -> None:
    settings.TRUSTED_PROXIES = 1
    hashes.clear()

    for n in range(30):
        forged = f"198.51.100.{n}, 203.0.113.7"
        sign_in(Client(), alice.email, "wrong", headers={"X-Forwarded-For": forged})

    assert len(hashes) == 10
