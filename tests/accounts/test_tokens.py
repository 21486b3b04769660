"""Links in mails: what they do, when they die, and that opening them writes nothing."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.test import Client

from platform_site.accounts.models import User
from tests.accounts.cast import PASSWORD, Mail, is_signed_in, make_member, sign_in

pytestmark = pytest.mark.django_db
RESET = "/en/accounts/password/reset/"
EMAIL = "/en/accounts/email/"
NEW = {"password1": "a new long one", "password2": "a new long one"}


@pytest.fixture
def link(alice: User, mails: list[Mail]) -> str:
    Client().post(RESET, {"email": alice.email})
    return mails.pop().context["password_reset_url"].removeprefix("http://testserver")


def opens(link: str) -> bool:
    return "password1" in Client().get(link).text


def test_the_link_resets_the_password_once(alice: User, link: str, mails: list[Mail]) -> None:
    answer = Client().post(link, NEW)

    assert answer["Location"] == "/en/accounts/password/reset/key/done/"
    assert not opens(link)
    assert sign_in(Client(), alice.email).status_code == 200
    sign_in(client := Client(), alice.email, "a new long one")
    assert is_signed_in(client)
    assert [(mail.kind, mail.to) for mail in mails] == [("password_reset", alice.email)]


def test_opening_the_link_writes_nothing_and_tells_nobody(alice: User, link: str) -> None:
    answer = Client().get(link)
    Client().head(link)

    assert answer.status_code == 200
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert Session.objects.count() == 0
    assert opens(link)


@pytest.mark.parametrize(
    "change",
    [
        lambda alice: User.objects.filter(pk=alice.pk).update(email="new@people.example"),
        lambda alice: User.objects.filter(pk=alice.pk).update(is_active=False),
        lambda alice: (alice.set_password("another"), alice.save()),
        lambda alice: sign_in(Client(), alice.email),
        lambda alice: alice.delete(),
    ],
    ids=["address changed", "deactivated", "password changed", "signed in", "deleted"],
)
def test_the_link_dies_when(alice: User, link: str, change: Callable[[User], None]) -> None:
    assert opens(link)

    change(alice)

    assert not opens(link)
    assert not Client().post(link, NEW).has_header("Location")


def test_somebody_else_who_is_signed_in_here_is_signed_out(link: str, mails: list[Mail]) -> None:
    make_member("Bob")
    sign_in(client := Client(), "bob@people.example")

    client.get(link)
    assert is_signed_in(client)
    client.post(link, NEW)

    assert not is_signed_in(client)


@pytest.mark.parametrize("state", ["unknown", "deactivated"])
def test_asking_for_a_reset_says_the_same_to_all(
    alice: User, mails: list[Mail], hashes: list[str], state: str
) -> None:
    make_member("Bob", is_active=False)
    email = {"unknown": "nobody@people.example", "deactivated": "bob@people.example"}[state]
    hashes.clear()

    known = Client().post(RESET, {"email": alice.email})
    other = Client().post(RESET, {"email": email})

    assert (known.status_code, known["Location"]) == (other.status_code, other["Location"])
    assert known.cookies.keys() == other.cookies.keys()
    assert hashes == []
    assert [(mail.kind, mail.to) for mail in mails] == [
        ("password_reset_key", alice.email),
        ("unknown_account", email),
    ]


def test_the_mail_goes_to_the_address_on_the_account_not_to_a_lookalike(
    alice: User, mails: list[Mail]
) -> None:
    Client().post(RESET, {"email": "ALICE@people.example"})

    assert [mail.to for mail in mails] == [alice.email]


@pytest.fixture
def inside(alice: User) -> Client:
    """Alice, who gave her password a moment ago."""
    client = Client()
    sign_in(client, alice.email)
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def ask_to_change(client: Client, mails: list[Mail], to: str = "new@people.example") -> str:
    client.post(EMAIL, {"action_add": "", "email": to})
    asked = next(mail for mail in mails if mail.kind == "email_confirmation")
    assert asked.to == to
    return asked.context["activate_url"].removeprefix("http://testserver")


def test_a_new_address_takes_the_place_of_the_old_one_when_it_is_confirmed(
    alice: User, inside: Client, mails: list[Mail], link: str
) -> None:
    confirm = ask_to_change(inside, mails)
    alice.refresh_from_db()
    assert alice.email == "alice@people.example"

    inside.post(confirm)

    alice.refresh_from_db()
    assert alice.email == "new@people.example"
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [
        ("new@people.example", True, True)
    ]
    assert ("email_changed", "alice@people.example") in [(mail.kind, mail.to) for mail in mails]
    assert not opens(link)
    assert sign_in(Client(), "alice@people.example").status_code == 200
    assert "Location" not in Client().post(confirm)


def test_changing_the_address_takes_the_password_again(alice: User) -> None:
    sign_in(client := Client(), alice.email)

    answer = client.post(EMAIL, {"action_add": "", "email": "new@people.example"})

    assert answer["Location"].startswith("/en/accounts/reauthenticate/")
    assert EmailAddress.objects.count() == 1


def test_who_got_in_cannot_change_the_address_after_the_password_was_changed(
    alice: User, inside: Client, mails: list[Mail], link: str
) -> None:
    confirm = ask_to_change(inside, mails, "mallory@people.example")

    Client().post(link, NEW)
    Client().post(confirm)

    alice.refresh_from_db()
    assert alice.email == "alice@people.example"
    assert list(EmailAddress.objects.values_list("email", flat=True)) == [alice.email]


def test_a_deactivated_person_confirms_nothing(
    alice: User, inside: Client, mails: list[Mail]
) -> None:
    confirm = ask_to_change(inside, mails)
    User.objects.update(is_active=False)

    Client().post(confirm)

    assert not EmailAddress.objects.get(email="new@people.example").verified


def test_an_address_that_somebody_took_meanwhile_is_refused_in_words(
    alice: User, inside: Client, mails: list[Mail]
) -> None:
    confirm = ask_to_change(inside, mails)
    User.objects.create_user("new@people.example", PASSWORD, display_name="Noor")

    answer = inside.post(confirm, follow=True)

    assert answer.status_code == 200
    assert "Another account has this address already" in answer.text
    alice.refresh_from_db()
    assert alice.email == "alice@people.example"
    assert not EmailAddress.objects.filter(email="new@people.example", verified=True).exists()


def test_asking_for_an_address_that_has_an_account_says_nothing_about_it(
    alice: User, inside: Client, mails: list[Mail]
) -> None:
    make_member("Bob")

    for address in ("bob@people.example", "nobody@people.example"):
        answer = inside.post(EMAIL, {"action_add": "", "email": address}, follow=True)
        assert answer.context["form"].errors == {}
    assert [mail.to for mail in mails] == ["bob@people.example", "nobody@people.example"]
