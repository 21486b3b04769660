"""Stopping mails from the mail itself: one POST, no sign-in; looking changes nothing."""

import re
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client

from platform_site.notifications.actions import fan_out, follow_page, send_due, set_preference
from platform_site.notifications.models import Delivery, Follow, MailPreference
from platform_site.notifications.tokens import Stop, read
from tests.mail import SmtpSink
from tests.notifications.conftest import World
from tests.notifications.test_digest import morning

pytestmark = pytest.mark.django_db


def path_of(mail: EmailMessage) -> str:
    """The path of its List-Unsubscribe header."""
    return urlsplit(str(mail["List-Unsubscribe"]).strip("<>")).path


def one_click(mail: EmailMessage, **words: str) -> int:
    """As a mail program does it: no cookie, no token, checks for CSRF switched on."""
    client = Client(enforce_csrf_checks=True)
    return client.post(path_of(mail), {"List-Unsubscribe": "One-Click"} | words).status_code


def follow_mail(world: World, sink: SmtpSink) -> EmailMessage:
    follow_page(page=world.cambodia, by=world.bob, frequency="now")
    world.publish()
    fan_out()
    send_due()
    return sink.to(world.bob.email)[-1]


def everything_in_the_database() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table with the transaction that last wrote it."""
    rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT ctid::text, xmin::text FROM "{table}" ORDER BY ctid')
            rows[table] = cursor.fetchall()
    return rows


def links(mail: EmailMessage) -> set[str]:
    whole = "".join(mail.get_body([kind]).get_content() for kind in ("plain", "html"))
    return {urlsplit(url).path for url in re.findall(r"http://127\.0\.0\.1:8000[^\s\"<]+", whole)}


def test_looking_at_any_link_of_a_mail_changes_no_row(world: World, smtp_sink: SmtpSink) -> None:
    follow_page(page=world.asia, by=world.bob)
    mail = follow_mail(world, smtp_sink)
    world.publish("For the digest")
    Follow.objects.filter(page=world.cambodia).delete()
    fan_out()
    morning()
    digest = smtp_sink.to(world.bob.email)[-1]
    assert digest["Subject"] != mail["Subject"]
    paths = links(mail) | links(digest) | {path_of(mail), path_of(digest)}
    assert len(paths) >= 7
    before = everything_in_the_database()

    for path in paths:
        for method in ("get", "head", "options"):
            assert getattr(Client(), method)(path).status_code < 500, path

    assert everything_in_the_database() == before


def test_one_click_stops_just_that_follow(world: World, smtp_sink: SmtpSink) -> None:
    mail = follow_mail(world, smtp_sink)
    follow_page(page=world.asia, by=world.bob, frequency="now")

    assert one_click(mail) == 200

    assert dict(Follow.objects.values_list("page", "frequency").filter(user=world.bob)) == {
        world.cambodia.pk: "never",
        world.asia.pk: "now",
    }
    assert not MailPreference.objects.exists()


def test_it_holds_for_mails_already_waiting(world: World, smtp_sink: SmtpSink) -> None:
    mail = follow_mail(world, smtp_sink)
    world.publish("Second")
    fan_out()

    one_click(mail)
    send_due()

    assert len(smtp_sink.messages) == 1
    assert Delivery.objects.filter(channel="mail").latest("pk").skipped_because == "stopped"


def test_one_click_on_the_digest_stops_the_digest_only(world: World, smtp_sink: SmtpSink) -> None:
    follow_page(page=world.cambodia, by=world.bob)
    world.publish()
    fan_out()
    morning()

    assert one_click(smtp_sink.messages[0]) == 200

    preference = MailPreference.objects.get()
    assert (preference.digest, preference.follows, preference.to_me) == (
        False,
        "daily",
        "now",
    )


def test_the_second_button_stops_everything(world: World, smtp_sink: SmtpSink) -> None:
    mail = follow_mail(world, smtp_sink)

    assert one_click(mail, everything="1") == 200

    preference = MailPreference.objects.get()
    chosen = (preference.to_me, preference.follows, preference.review, preference.digest)
    assert chosen == ("never", "never", "never", False)


@pytest.mark.parametrize(("what", "field"), [("to_me", "to_me"), ("review", "review")])
def test_each_setting_is_stopped_by_its_own_link(world: World, what: str, field: str) -> None:
    set_preference(person_id=world.bob.pk, to_me="now", review="now")

    Client().post(f"/en/unsubscribe/{Stop(world.bob.pk, what).token}/")

    preference = MailPreference.objects.get()
    assert getattr(preference, field) == "never"
    assert [preference.to_me, preference.review].count("never") == 1


def test_the_page_asks_first_and_names_what_would_stop(
    world: World, smtp_sink: SmtpSink, client: Client
) -> None:
    mail = follow_mail(world, smtp_sink)

    response = client.get(path_of(mail))

    assert "Mails about “Cambodia”." in response.content.decode()
    assert '<form method="post">' in response.content.decode()
    assert response.cookies == {}
    assert Follow.objects.get(user=world.bob).frequency == "now"


@pytest.mark.parametrize(
    "token", ["x", "1.follow.1", "1.follow.1~AAAA", "~", "1.to_me.0~" + "A" * 43]
)
def test_a_token_that_we_did_not_make_opens_nothing(client: Client, token: str) -> None:
    assert client.get(f"/en/unsubscribe/{token}/").status_code == 404
    assert client.post(f"/en/unsubscribe/{token}/").status_code == 404


def test_a_token_says_what_it_was_made_for_and_nothing_else() -> None:
    stop = Stop(7, "follow", 12)

    assert read(stop.token) == stop
    assert read(stop.token.replace("12", "13")) is None


def test_the_link_of_an_account_that_is_gone_answers_the_same(world: World) -> None:
    token = Stop(world.bob.pk, "to_me").token
    world.bob.delete()

    assert Client().post(f"/en/unsubscribe/{token}/").status_code == 200
    assert not MailPreference.objects.exists()
