"""Signing up: one account for each address, and nobody learns who has one."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from pytest_django import Settings

from platform_site.accounts.models import User
from platform_site.notifications import wake
from tests.accounts.cast import PASSWORD, Mail, is_signed_in, make_member, sign_in

ADDRESS = "/en/accounts/signup/"
SENT = "/en/accounts/confirm-email/"


def sign_up(client: Client, email: str, *, by: str = "192.0.2.1", **other: Any) -> Any:
    fields = {"display_name": "Noor Haddad", "email": email, "password1": PASSWORD} | other
    return client.post(ADDRESS, fields, REMOTE_ADDR=by)


def told(client: Client, answer: Any) -> tuple[int, str, str]:
    """All that a person sees of the answer: status, where it leads, the text there."""
    page = client.get(answer["Location"])
    text = re.sub(r'value="[^"]{40,}"', "", page.text)  # the form's token is never the same
    return answer.status_code, answer["Location"], text


@pytest.mark.django_db
def test_signing_up_makes_a_person_who_must_confirm(client: Client, mails: list[Mail]) -> None:
    answer = sign_up(client, "Noor@People.example")

    noor = User.objects.get()
    assert (noor.email, noor.display_name, noor.language) == (
        "noor@people.example",
        "Noor Haddad",
        "en",
    )
    assert answer["Location"] == SENT
    assert [(mail.kind, mail.to) for mail in mails] == [
        ("email_confirmation_signup", "noor@people.example")
    ]
    assert not is_signed_in(client)
    assert sign_in(Client(), noor.email)["Location"] == SENT


@pytest.mark.django_db
@pytest.mark.parametrize("chosen", ["workers", ""])
def test_one_select_asks_for_whom_a_person_works_and_takes_no_answer_too(
    client: Client, mails: list[Mail], chosen: str
) -> None:
    sign_up(client, "noor@people.example", works_for=chosen)

    assert User.objects.get().works_for == chosen


@pytest.mark.django_db
def test_what_is_no_type_of_organisation_is_refused_and_comes_back(client: Client) -> None:
    answer = sign_up(client, "noor@people.example", works_for="king")

    assert answer.status_code in (200, 422)
    assert 'value="Noor Haddad"' in answer.text
    assert not User.objects.exists()


@pytest.mark.django_db
def test_signing_up_in_arabic_makes_a_person_who_reads_arabic(mails: list[Mail]) -> None:
    fields = {"display_name": "نور", "email": "noor@people.example", "password1": PASSWORD}

    Client().post("/ar/accounts/signup/", fields)

    assert User.objects.get().language == "ar"


@pytest.mark.django_db
def test_opening_the_link_changes_nothing_and_the_button_confirms(
    client: Client, mails: list[Mail]
) -> None:
    sign_up(client, "noor@people.example")
    link = mails[0].context["activate_url"].removeprefix("http://testserver")

    scanner = Client()
    assert scanner.get(link).status_code == 200
    assert scanner.head(link).status_code == 200
    assert not EmailAddress.objects.get().verified

    client.post(link)

    assert EmailAddress.objects.get().verified


@pytest.mark.django_db
def test_who_confirms_in_the_same_browser_goes_on_to_where_they_wanted_to_be(
    client: Client, mails: list[Mail]
) -> None:
    sign_up(client, "noor@people.example", next="/en/contribute/?kept=abc")

    answer = client.post(mails[0].context["activate_url"])

    assert answer["Location"] == "/en/contribute/?kept=abc"
    assert is_signed_in(client)


@pytest.mark.django_db
def test_who_confirms_elsewhere_has_to_sign_in(client: Client, mails: list[Mail]) -> None:
    sign_up(client, "noor@people.example")
    elsewhere = Client()

    answer = elsewhere.post(mails[0].context["activate_url"])

    assert answer["Location"] == "/en/accounts/login/"
    assert not is_signed_in(elsewhere)


@pytest.mark.django_db
@pytest.mark.parametrize("spelling", ["alice@people.example", "ALICE@People.Example"])
def test_a_known_address_gets_the_same_answer_for_the_same_work(
    alice: User, mails: list[Mail], hashes: list[str], spelling: str
) -> None:
    known, unknown = Client(), Client()

    first = told(known, sign_up(known, spelling))
    work_for_known = len(hashes)
    second = told(unknown, sign_up(unknown, "noor@people.example"))

    expected = second[2].replace("noor@people.example", "alice@people.example")
    assert first == (second[0], second[1], expected)
    assert (work_for_known, len(hashes)) == (1, 2)
    assert [mail.kind for mail in mails] == ["account_already_exists", "email_confirmation_signup"]
    assert known.cookies.keys() == unknown.cookies.keys()
    assert User.objects.count() == 2


@pytest.mark.django_db
def test_nobody_is_mailed_without_end_by_somebody_who_types_their_address(
    alice: User, mails: list[Mail]
) -> None:
    answers = {
        told(client, sign_up(client, alice.email, by=f"192.0.2.{n}"))
        for n in range(8)
        for client in [Client()]
    }

    assert len(answers) == 1
    assert len(mails) == 3


@pytest.mark.django_db
def test_60_sign_ups_from_one_address_cost_fifty_hashes(
    mails: list[Mail], hashes: list[str]
) -> None:
    answers = [sign_up(Client(), f"noor{n}@people.example").status_code for n in range(60)]

    assert answers == [302] * 50 + [429] * 10
    assert len(hashes) == 50


@pytest.fixture(params=["Valkey is up", "Valkey is down"])
def broker(request: pytest.FixtureRequest, settings: Settings) -> Iterator[None]:
    if request.param == "Valkey is down":
        settings.REDIS_URL = settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    wake._producer.cache_clear()
    yield
    wake._producer.cache_clear()


@pytest.mark.django_db(transaction=True)
def test_24_people_with_one_address_at_the_same_instant_make_one_account(broker: None) -> None:
    clients = [Client(raise_request_exception=False) for _ in range(24)]
    start = Barrier(len(clients))

    def one(number: int) -> Any:
        try:
            start.wait()
            return sign_up(clients[number], "noor@people.example", by=f"192.0.2.{number + 1}")
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as pool:
        answers = list(pool.map(one, range(len(clients))))

    seen = {told(client, answer) for client, answer in zip(clients, answers, strict=True)}
    assert len(seen) == 1
    assert seen.pop()[:2] == (302, SENT)
    assert User.objects.count() == 1
    assert EmailAddress.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("Noor\r\nBcc: all@people.example", "one line"),
        ("Noor\u2028Haddad", "one line"),
        ("Noor\0", "Null characters"),
        ("Noor\x1b[31m", "one line"),
        ("\u200b\u202e", "at least one letter"),
        ("N" + "\u0301" * 9, "fewer marks"),
        ("a" * 81, "at most 80"),
        ("", ""),
    ],
)
def test_a_name_that_would_do_harm_is_refused_in_words(
    client: Client, mails: list[Mail], name: str, problem: str
) -> None:
    answer = sign_up(client, "noor@people.example", display_name=name)

    assert answer.status_code == 200
    assert problem in " ".join(answer.context["form"].errors["display_name"])
    assert answer.context["form"]["email"].value() == "noor@people.example"
    assert not User.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Noor   Haddad ", "Noor Haddad"),
        ("Noor\u202edaddaH", "NoordaddaH"),
        ("No\u200bor", "Noor"),
        ("No\u200dor", "Noor"),
        ("رضا\u200cزاده", "رضا\u200cزاده"),
        ("Ame\u0301lie", "Amélie"),
    ],
    ids=["spaces", "override", "zero width", "joiner that hides", "joiner that spells", "NFC"],
)
def test_signs_that_cannot_be_seen_are_left_out_of_a_name(
    client: Client, mails: list[Mail], typed: str, kept: str
) -> None:
    sign_up(client, "noor@people.example", display_name=typed)

    assert User.objects.get().display_name == kept


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("noor@MÜNCHEN.example", "noor@xn--mnchen-3ya.example"),
        ("noor@\u212aigali.example", "noor@kigali.example"),
    ],
)
def test_a_domain_is_kept_as_the_name_system_knows_it(
    client: Client, mails: list[Mail], typed: str, kept: str
) -> None:
    sign_up(client, typed)

    assert User.objects.get().email == kept
    assert mails[0].to == kept


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["\u212aate@people.example", "k\u0251te@people.example"])
def test_nobody_else_is_mailed_for_an_address_that_only_looks_like_another(
    client: Client, mails: list[Mail], address: str
) -> None:
    make_member("Kate")

    for page in (ADDRESS, "/en/accounts/password/reset/"):
        client.post(page, {"display_name": "K", "email": address, "password1": PASSWORD})

    assert [user.email for user in User.objects.all()] == ["kate@people.example"]
    assert {mail.to for mail in mails} <= {"kate@people.example"}


@pytest.mark.django_db
def test_fields_that_nobody_asked_for_are_not_taken(client: Client, mails: list[Mail]) -> None:
    more = {field.name: "7" for field in User._meta.get_fields()}
    del more["email"], more["display_name"], more["works_for"]

    sign_up(client, "noor@people.example", **more)

    noor = User.objects.get()
    assert noor.pk != 7
    assert (noor.is_staff, noor.is_superuser, noor.time_zone, noor.groups.count()) == (
        False,
        False,
        "UTC",
        0,
    )
