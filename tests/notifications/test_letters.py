"""Mails that keep an account safe: written at once, sent when they can be, erased afterwards."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from platform_site.accounts.models import User
from platform_site.notifications.actions import (
    fan_out,
    follow_page,
    send_due,
    settle,
    stop_all_mails,
    write_letter,
)
from platform_site.notifications.models import Delivery, Letter
from tests.factories import make_user
from tests.mail import SmtpSink
from tests.notifications.conftest import MoodySink, World

pytestmark = pytest.mark.django_db


def sign_up(client: Client, email: str = "dana@people.example", language: str = "en") -> None:
    response = client.post(
        f"/{language}/accounts/signup/",
        {"email": email, "display_name": "Dana", "password1": "a long enough password"},
    )
    assert response.status_code == 302, response.content


def ask_for_password(client: Client, email: str) -> None:
    assert client.post("/en/accounts/password/reset/", {"email": email}).status_code == 302


def letter(to: User | None, address: str) -> Letter:
    return write_letter(
        to=to, address=address, language="en", subject="A key", text="SECRET", html="<p>SECRET</p>"
    )


def test_signing_up_needs_neither_mail_server_nor_valkey(
    client: Client, settings: Settings, smtp_sink: SmtpSink
) -> None:
    real = settings.MAILERS
    settings.MAILERS = {
        "default": real["default"] | {"OPTIONS": {"host": "127.0.0.1", "port": 1, "timeout": 1}}
    }
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    sign_up(client)
    send_due()
    settings.MAILERS = real

    send_due()

    (mail,) = smtp_sink.messages
    assert mail["X-RcptTo"] == "dana@people.example"
    assert mail["Subject"] == "Confirm your address"
    assert mail["List-Unsubscribe"] is None
    assert mail["Auto-Submitted"] == "auto-generated"


def test_the_link_of_the_letter_confirms_by_a_button_only(
    client: Client, smtp_sink: SmtpSink, settings: Settings
) -> None:
    settings.SITE_URL = "https://platform.example"
    sign_up(client)
    send_due()
    (mail,) = smtp_sink.messages
    text, html = (mail.get_body([kind]).get_content() for kind in ("plain", "html"))

    (url,) = re.findall(r"https://platform\.example(/en/accounts/confirm-email/\S+)", text)

    assert f'href="https://platform.example{url}"' in html
    reader = Client()
    assert reader.get(url).status_code == 200
    dana = User.objects.get(email="dana@people.example")
    assert not dana.emailaddress_set.get().verified
    reader.post(url)
    assert dana.emailaddress_set.get().verified


def test_a_letter_is_in_the_language_of_the_person(client: Client, smtp_sink: SmtpSink) -> None:
    sign_up(client, language="ar")

    send_due()

    (mail,) = smtp_sink.messages
    assert mail["Content-Language"] == "ar"
    assert 'dir="rtl"' in mail.get_body(["html"]).get_content()


def test_the_second_sign_up_and_the_unknown_address_get_a_letter_that_says_so(
    client: Client, smtp_sink: SmtpSink
) -> None:
    sign_up(client)
    sign_up(Client())
    ask_for_password(Client(), "nobody@people.example")

    send_due()

    assert [(m["X-RcptTo"], m["Subject"]) for m in smtp_sink.messages] == [
        ("dana@people.example", "Confirm your address"),
        ("dana@people.example", "You have an account already"),
        ("nobody@people.example", "There is no account with this address"),
    ]
    assert Delivery.objects.filter(person__isnull=True).count() == 1


def test_the_body_of_a_letter_is_erased_once_it_is_sent(world: World, smtp_sink: SmtpSink) -> None:
    held = letter(world.bob, world.bob.email)

    send_due()

    held.refresh_from_db()
    assert (held.subject, held.text, held.html) == ("A key", "", "")
    assert "SECRET" in str(smtp_sink.messages[0])


def test_the_body_of_a_letter_that_was_refused_is_erased_too(
    world: World, moody_sink: MoodySink
) -> None:
    moody_sink.moods = {world.bob.email: ("rcpt", "550 no such person")}
    held = letter(world.bob, world.bob.email)

    send_due()

    held.refresh_from_db()
    assert (held.delivery.state, held.text) == ("failed", "")


def test_letters_go_before_everything_else(world: World, smtp_sink: SmtpSink) -> None:
    follow_page(page=world.cambodia, by=world.bob, frequency="now")
    world.publish()
    fan_out()
    Delivery.objects.update(due_at=timezone.now() - timedelta(hours=1))
    letter(world.charlie, world.charlie.email)

    send_due()

    assert [m["X-RcptTo"] for m in smtp_sink.messages] == [world.charlie.email, world.bob.email]


def test_who_stopped_all_mails_still_gets_letters(world: World, smtp_sink: SmtpSink) -> None:
    stop_all_mails(person_id=world.bob.pk)
    letter(world.bob, world.bob.email)

    assert send_due() == 1


def test_a_letter_in_doubt_goes_again_as_the_same_message(
    world: World, moody_sink: MoodySink
) -> None:
    """Nobody who waits for a link should wait for ever; mail programs show one message once."""
    moody_sink.moods = {world.bob.email: ("silent", "")}
    letter(world.bob, world.bob.email)
    send_due()
    moody_sink.moods = {}
    Delivery.objects.update(lease_until=timezone.now() - timedelta(seconds=1))

    settle()
    send_due()

    first, second = (m["Message-ID"] for m in moody_sink.messages)
    assert first == second
    assert Letter.objects.get().text == ""


def test_closing_an_account_holds_its_letters_back(world: World, smtp_sink: SmtpSink) -> None:
    held = letter(world.bob, world.bob.email)
    User.objects.filter(pk=world.bob.pk).update(is_active=False)

    send_due()

    held.refresh_from_db()
    assert smtp_sink.messages == []
    assert (held.delivery.skipped_because, held.text) == ("inactive", "")


def test_a_new_password_is_told_to_its_owner(client: Client, smtp_sink: SmtpSink) -> None:
    dana = make_user("Dana")
    client.force_login(dana)
    client.post(
        "/en/accounts/password/change/",
        {
            "oldpassword": "a long enough password",
            "password1": "another long password",
            "password2": "another long password",
        },
    )

    send_due()

    assert [m["Subject"] for m in smtp_sink.messages] == ["Your password was changed"]
