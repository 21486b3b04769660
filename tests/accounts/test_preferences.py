"""Name, language and time zone: said by the person, never guessed."""

import zoneinfo

import pytest
from django.test import Client

from platform_site.accounts.forms import zones
from platform_site.accounts.models import User
from tests.accounts.cast import make_member, sign_in

pytestmark = pytest.mark.django_db
ADDRESS = "/en/accounts/preferences/"
GOOD = {"display_name": "Alice Arden", "language": "ar", "time_zone": "Africa/Dar_es_Salaam"}


@pytest.fixture
def inside(alice: User) -> Client:
    sign_in(client := Client(), alice.email)
    return client


def test_who_is_not_signed_in_is_asked_to() -> None:
    assert Client().get(ADDRESS)["Location"] == f"/en/accounts/login/?next={ADDRESS}"


def test_what_is_saved_is_shown_in_the_language_that_was_chosen(
    alice: User, inside: Client
) -> None:
    answer = inside.post(ADDRESS, GOOD)

    alice.refresh_from_db()
    assert (alice.display_name, alice.language, alice.time_zone) == tuple(GOOD.values())
    assert answer["Location"] == "/ar/accounts/preferences/"


def test_only_ones_own_are_changed_and_nothing_else(alice: User, inside: Client) -> None:
    bob = make_member("Bob")
    more = {"is_staff": "on", "is_superuser": "on", "email": "x@people.example", "id": bob.pk}
    before = User.objects.filter(pk=bob.pk).values().get()

    inside.post(ADDRESS, GOOD | more)

    alice.refresh_from_db()
    assert (alice.is_staff, alice.is_superuser, alice.email) == (
        False,
        False,
        "alice@people.example",
    )
    assert User.objects.filter(pk=bob.pk).values().get() == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("display_name", "Two\nlines"),
        ("display_name", ""),
        ("language", "xx"),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "../../etc/passwd"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(
    alice: User, inside: Client, field: str, value: str
) -> None:
    answer = inside.post(ADDRESS, GOOD | {field: value})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"]["time_zone"].value() == (GOOD | {field: value})["time_zone"]
    assert str(answer.wsgi_request.user) == "Alice"
    alice.refresh_from_db()
    assert alice.display_name == "Alice"


def test_nobody_is_given_a_zone_they_did_not_choose(alice: User) -> None:
    assert alice.time_zone == "UTC"


def test_every_zone_offered_is_one() -> None:
    offered = {zone for _area, cities in zones()[1:] for zone, _city in cities}

    assert offered <= zoneinfo.available_timezones()
    assert {"Africa/Dakar", "Asia/Phnom_Penh", "America/Argentina/Buenos_Aires"} <= offered
