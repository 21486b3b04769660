"""The administration: who comes in, what they see of people, what they cannot become."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.test import Client
from pytest_django import Settings

import platform_site.settings
from platform_site.accounts.groups import REVIEWERS, ensure_groups
from platform_site.accounts.models import User
from tests.accounts.cast import PASSWORD, make_member, sign_in

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PEOPLE = "/admin/accounts/user/"


@pytest.fixture
def second_step(settings: Settings) -> None:
    """As the site's own settings have it; those of the tests are milder."""
    settings.ADMIN_REQUIRES_MFA = platform_site.settings.ADMIN_REQUIRES_MFA


def staff(name: str, *permissions: str, **fields: bool) -> User:
    person = make_member(name, is_staff=True, **fields)
    person.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return person


def enter(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_admin_asks_on_the_sites_own_page() -> None:
    answer = Client().get("/admin/", follow=True)

    assert answer.redirect_chain[-1][0] == "/en/accounts/login/?next=%2Fadmin%2F"


def test_its_own_form_takes_nobody_in(hashes: list[str]) -> None:
    staff("Root", is_superuser=True)
    hashes.clear()
    client = Client()

    for _ in range(100):
        client.post("/admin/login/", {"username": "root@people.example", "password": PASSWORD})

    assert hashes == []
    assert client.get("/admin/").status_code == 302


def test_staff_need_a_second_step_and_are_led_to_it(second_step: None) -> None:
    mona = staff("Mona")
    sign_in(client := Client(), mona.email, next="/admin/")

    answer = client.get("/admin/", follow=True)

    assert answer.redirect_chain[-1][0] == "/en/accounts/2fa/"
    assert "Set up a second step to enter the administration." in answer.text


def test_staff_with_a_second_step_come_in(second_step: None) -> None:
    mona = staff("Mona")
    TOTP.activate(mona, SECRET)

    assert enter(mona).get("/admin/").status_code == 200


def test_where_the_settings_ask_for_none_a_password_is_enough() -> None:
    sign_in(client := Client(), staff("Mona").email)

    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("required", [True, False])
def test_who_is_not_staff_is_refused(settings: Settings, alice: User, required: bool) -> None:
    settings.ADMIN_REQUIRES_MFA = required

    assert enter(alice).get("/admin/", follow=True).status_code == 403


def test_people_are_found_by_name_and_address(alice: User) -> None:
    make_member("Bob")
    client = enter(staff("Root", is_superuser=True))

    for words in ("alice", "ALICE@people", "Alic"):
        page = client.get(PEOPLE, {"q": words})
        assert [person.pk for person in page.context["cl"].result_list] == [alice.pk]


def test_no_page_of_the_admin_shows_a_secret(alice: User) -> None:
    TOTP.activate(alice, SECRET)
    client = enter(staff("Root", is_superuser=True))
    authenticator = Authenticator.objects.get()
    base = "/admin/mfa/authenticator/"

    for address in (
        PEOPLE,
        f"{PEOPLE}{alice.pk}/change/",
        base,
        f"{base}{authenticator.pk}/change/",
    ):
        page = client.get(address)
        assert page.status_code == 200
        assert SECRET not in page.text
        assert alice.password not in page.text
        assert "md5$" not in page.text


def test_a_changed_address_is_confirmed_again_and_no_secret_is_logged(alice: User) -> None:
    client = enter(staff("Root", is_superuser=True))

    client.post(
        f"{PEOPLE}{alice.pk}/change/",
        {
            "display_name": "Alice",
            "email": "Second@People.example",
            "is_active": "on",
            "language": "en",
            "time_zone": "UTC",
        },
    )

    alice.refresh_from_db()
    assert alice.email == "second@people.example"
    assert not EmailAddress.objects.filter(user=alice).exists()
    assert sign_in(Client(), "alice@people.example").status_code == 200
    assert sign_in(Client(), alice.email)["Location"] == "/en/accounts/confirm-email/"
    assert "password" not in LogEntry.objects.get().change_message


def test_who_may_change_people_cannot_give_rights(alice: User) -> None:
    helper = staff("Helper", "view_user", "change_user")
    rights = {
        "is_staff": "on",
        "is_superuser": "on",
        "groups": [Group.objects.get(name="Reviewers").pk],
    }
    fields = {"display_name": "X", "email": alice.email, "language": "en", "time_zone": "UTC"}

    enter(helper).post(f"{PEOPLE}{alice.pk}/change/", fields | rights | {"is_active": "on"})

    alice.refresh_from_db()
    assert alice.display_name == "X"
    assert (alice.is_staff, alice.is_superuser, alice.groups.count()) == (False, False, 0)


def test_who_may_change_people_cannot_take_over_staff() -> None:
    helper = staff("Helper", "view_user", "change_user")
    other = staff("Other", "decide_revision")
    client = enter(helper)
    fields = {"display_name": "X", "email": helper.email, "language": "en", "time_zone": "UTC"}

    for person in (helper, other):
        assert client.post(f"{PEOPLE}{person.pk}/change/", fields).status_code == 403


def test_a_person_made_in_the_admin_has_no_password() -> None:
    client = enter(staff("Root", is_superuser=True))
    fields = {"display_name": "Noor", "email": "noor@people.example", "is_active": "on"}

    client.post(f"{PEOPLE}add/", fields | {"language": "ar", "time_zone": "Asia/Amman"})

    noor = User.objects.get(email="noor@people.example")
    assert not noor.has_usable_password()
    assert noor.time_zone == "Asia/Amman"


def test_an_operator_makes_an_administrator_who_can_sign_in() -> None:
    User.objects.create_superuser("root@people.example", PASSWORD, display_name="Root")

    sign_in(client := Client(), "root@people.example", next="/admin/")

    assert client.get("/admin/").status_code == 200


def test_reviewers_are_a_group_from_the_first_migrate_on() -> None:
    group = Group.objects.get(name="Reviewers")

    given = group.permissions.values_list("content_type__app_label", "codename")

    assert {".".join(name) for name in given} == set(REVIEWERS)


def test_what_staff_added_to_the_group_stays() -> None:
    group = Group.objects.get(name="Reviewers")
    group.permissions.add(Permission.objects.get(codename="view_user"))

    ensure_groups()

    assert group.permissions.count() == len(REVIEWERS) + 1
    assert Group.objects.count() == 1
