"""How often something may be tried, counted in PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import Settings

from platform_site.accounts import limits
from platform_site.accounts.clients import client_address, client_network
from platform_site.accounts.limits import Limit
from platform_site.accounts.models import Attempts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = {
        "two": (Limit(2, "client"),),
        "guess": (Limit(4, "client"), Limit(2, "client and account"), Limit(5, "account")),
    }
    monkeypatch.setattr(limits, "LIMITS", rules)


def by(address: str, **headers: str) -> HttpRequest:
    return RequestFactory().post("/", REMOTE_ADDR=address, headers=headers)


def test_what_is_within_the_limit_is_allowed_and_the_next_is_not() -> None:
    answers = [limits.allow(by("192.0.2.1"), "two") for _ in range(4)]

    assert answers == [True, True, False, False]


def test_another_client_is_not_touched() -> None:
    for _ in range(3):
        limits.allow(by("192.0.2.1"), "two")

    assert limits.allow(by("192.0.2.2"), "two")


def test_it_says_how_long_to_wait() -> None:
    for _ in range(2):
        limits.allow(by("192.0.2.1"), "two")

    wait = limits.wait(by("192.0.2.1"), "two")

    assert wait is not None
    assert timedelta(minutes=9) < wait <= timedelta(minutes=10)


def test_when_the_window_is_over_it_begins_again() -> None:
    for _ in range(3):
        limits.allow(by("192.0.2.1"), "two")

    Attempts.objects.update(ends_at=timezone.now() - timedelta(seconds=1))

    assert [limits.allow(by("192.0.2.1"), "two") for _ in range(3)] == [True, True, False]


def test_a_stopped_client_uses_up_nothing_of_the_account() -> None:
    for _ in range(50):
        limits.allow(by("192.0.2.1"), "guess", account="alice@example.org")

    assert limits.allow(by("192.0.2.2"), "guess", account="Alice@Example.org ")


def test_many_clients_together_are_stopped_at_the_account() -> None:
    answers = [
        limits.allow(by(f"192.0.2.{n}"), "guess", account="alice@example.org") for n in range(8)
    ]

    assert answers == [True] * 5 + [False] * 3


@pytest.mark.django_db(transaction=True)
def test_requests_at_the_same_instant_are_all_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limits.LIMITS, "two", (Limit(10, "client"),))

    def one(_number: int) -> bool:
        try:
            return limits.allow(by("192.0.2.1"), "two")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(one, range(40)))

    assert answers.count(True) == 10
    assert Attempts.objects.get().number == 40


def test_a_code_works_once() -> None:
    span = timedelta(minutes=2)

    assert [limits.once("code 1", within=span) for _ in range(2)] == [True, False]
    assert limits.once("code 2", within=span)


def test_neither_address_can_be_read_from_the_table() -> None:
    limits.allow(by("192.0.2.1"), "guess", account="alice@example.org")

    kept = str(list(Attempts.objects.values()))

    assert "192.0.2.1" not in kept
    assert "alice" not in kept


def test_rows_of_two_days_have_nothing_in_common() -> None:
    for day in (1, 2):
        with time_machine.travel(datetime(2026, 3, day, 12, tzinfo=UTC), tick=False):
            limits.allow(by("192.0.2.1"), "two")

    assert Attempts.objects.count() == 2


@pytest.fixture
def no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_arguments: object) -> None:
        raise DatabaseError("canceling statement due to lock timeout")

    monkeypatch.setattr(Attempts.objects, "record", fail)


def test_what_costs_a_hash_is_refused_when_it_cannot_be_counted(
    no_table: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limits.LIMITS, "sign-in", (Limit(2, "client"),))

    with pytest.raises(DatabaseError):
        limits.allow(by("192.0.2.1"), "sign-in")


def test_what_costs_little_goes_on_when_it_cannot_be_counted(no_table: None) -> None:
    assert limits.allow(by("192.0.2.1"), "two")


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "8.8.8.8, 203.0.113.9", "203.0.113.9"),
        (2, "8.8.8.8, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "", ""),
    ],
)
def test_the_client_is_who_our_own_proxy_saw(
    settings: Settings, proxies: int, forwarded: str, expected: str
) -> None:
    settings.TRUSTED_PROXIES = proxies

    request = by("192.0.2.1", **{"X-Forwarded-For": forwarded})

    assert client_address(request) == expected


def test_ten_thousand_forged_headers_are_one_client() -> None:
    answers = [
        limits.allow(by("192.0.2.1", **{"X-Forwarded-For": f"203.0.113.{n}"}), "two")
        for n in range(6)
    ]

    assert answers == [True, True, False, False, False, False]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        ("", "unknown"),
        ("not an address", "unknown"),
    ],
)
def test_a_subscriber_is_one_client(address: str, network: str) -> None:
    assert client_network(by(address)) == network
