"""Mails that come back: what is read of a report, what counts, and what follows from it."""

import io
import mailbox
from email import message_from_bytes
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from platform_site.notifications.actions import fan_out, follow_page, send_due, write_letter
from platform_site.notifications.bounces import read_report, return_address
from platform_site.notifications.management.commands import receive_bounces
from platform_site.notifications.models import Bounce, Delivery, PausedAddress
from tests.mail import SmtpSink
from tests.notifications.conftest import MoodySink, World
from tests.notifications.reports import WHAT, report
from tests.notifications.test_digest import morning

pytestmark = pytest.mark.django_db
BOB = "bob@people.example"


@pytest.fixture(autouse=True)
def mailbox_for_bounces(settings: Settings) -> None:
    settings.BOUNCE_ADDRESS = "bounces@platform.example"


def take(content: bytes) -> bool:
    return receive_bounces.take(message_from_bytes(content))


def mail_to_bob(world: World, number: int = 1) -> list[Delivery]:
    """So many mails that were sent to Bob."""
    follow_page(page=world.cambodia, by=world.bob, frequency="now")
    for n in range(number):
        world.publish(f"Law {n}")
    fan_out()
    send_due()
    return list(Delivery.objects.filter(channel="mail", person=world.bob).order_by("pk"))


def come_back(deliveries: list[Delivery], name: str = "unknown_person") -> list[bool]:
    return [take(report(name, return_address(d.pk, BOB))) for d in deliveries]


# What is read ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "kind"), WHAT.items())
def test_each_report_is_read_for_what_it_is(name: str, kind: str) -> None:
    found = read_report(message_from_bytes(report(name, return_address(7, BOB))))

    assert (found and ("hard" if found.is_hard else "soft")) == (kind or None)
    assert found is None or (found.delivery_id == 7 and found.is_about(BOB))


def test_the_mail_goes_out_with_an_address_of_its_own_to_come_back_to(
    world: World, smtp_sink: SmtpSink
) -> None:
    (delivery,) = mail_to_bob(world)

    (mail,) = smtp_sink.messages
    assert mail["X-MailFrom"] == return_address(delivery.pk, BOB)
    assert len(mail["X-MailFrom"].split("@")[0]) <= 64
    assert "bounces" not in mail["From"]


def test_without_a_mailbox_for_it_mails_come_back_to_their_sender(
    world: World, smtp_sink: SmtpSink, settings: Settings
) -> None:
    settings.BOUNCE_ADDRESS = ""

    mail_to_bob(world)

    assert smtp_sink.messages[0]["X-MailFrom"] == "contact@platform.example"


# What counts ----------------------------------------------------------------------------------


def test_a_mail_that_came_back_counts_once_and_stands_in_the_list(
    world: World, smtp_sink: SmtpSink, client: Client
) -> None:
    deliveries = mail_to_bob(world)

    assert come_back(deliveries * 3) == [True, False, False]

    assert list(Bounce.objects.values_list("address", "is_hard", "status")) == [
        (BOB, True, "5.1.1")
    ]
    client.force_login(world.bob)
    text = client.get("/en/me/mail/").content.decode()
    assert "came back" in text
    assert "no such person here" in text


@pytest.mark.parametrize(
    "forge",
    [
        lambda pk: return_address(pk, BOB).replace("-", "-a", 1)[: len(return_address(pk, BOB))],
        lambda pk: return_address(pk + 1, BOB).replace(f"+{pk + 1}-", f"+{pk}-"),
        lambda pk: return_address(pk, "charlie@people.example"),
        lambda pk: return_address(pk, BOB).replace("platform.example", "evil.example"),
        lambda pk: f"bounces+{pk}@platform.example",
        lambda pk: "bounces@platform.example",
        lambda pk: f"bounces+{'9' * 40}-{'a' * 16}@platform.example",
    ],
)
def test_a_forged_report_counts_for_nothing(
    world: World, smtp_sink: SmtpSink, forge: object
) -> None:
    (delivery,) = mail_to_bob(world)

    assert take(report("unknown_person", forge(delivery.pk))) is False  # type: ignore[operator]

    assert not Bounce.objects.exists()
    delivery.refresh_from_db()
    assert delivery.state == "sent"


def test_what_is_said_of_an_address_that_was_left_does_not_count_for_the_new_one(
    world: World, smtp_sink: SmtpSink
) -> None:
    deliveries = mail_to_bob(world)
    world.bob.email = "bob@new.example"
    world.bob.save()

    assert come_back(deliveries) == [False]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"To: " + b"a" * 100_000, b"\n\n\n"])
def test_anything_at_all_may_be_sent_to_the_mailbox(content: bytes) -> None:
    assert take(content) is False


def test_a_refusal_of_the_address_counts_at_once_and_one_of_the_mail_does_not(
    world: World, moody_sink: MoodySink
) -> None:
    moody_sink.moods = {BOB: ("rcpt", "550 5.1.1 no such person")}
    mail_to_bob(world)
    moody_sink.moods = {BOB: ("data", "554 5.6.0 we do not like this text")}
    world.publish("Another")
    fan_out()
    send_due()

    assert list(Bounce.objects.values_list("is_hard", "status")) == [(True, "5.1.1")]
    assert set(Delivery.objects.filter(channel="mail").values_list("state")) == {("failed",)}


# What follows ---------------------------------------------------------------------------------


def test_after_three_that_nobody_got_the_address_is_left_alone_openly(
    world: World, smtp_sink: SmtpSink, client: Client
) -> None:
    deliveries = mail_to_bob(world, 3)
    come_back(deliveries[:2])
    assert not PausedAddress.objects.exists()

    come_back(deliveries[2:])

    assert PausedAddress.objects.get().address == BOB
    world.publish("Not mailed")
    fan_out()
    send_due()
    assert len(smtp_sink.messages) == 3
    assert Delivery.objects.filter(channel="mail").latest("pk").skipped_because == "address"
    client.force_login(world.bob)
    assert "Mail to your address came back" in client.get("/en/about/").content.decode()
    assert "mail to your address had come back" in client.get("/en/me/mail/").content.decode()
    assert "no such person here" in client.get("/en/me/mail/address/").content.decode()


def test_others_see_no_banner(world: World, smtp_sink: SmtpSink, client: Client) -> None:
    come_back(mail_to_bob(world, 3))

    assert "Mail to your address" not in client.get("/en/about/").content.decode()
    client.force_login(world.charlie)
    assert "Mail to your address came back" not in client.get("/en/about/").content.decode()


def test_a_full_mailbox_is_waited_for_longer(world: World, smtp_sink: SmtpSink) -> None:
    deliveries = mail_to_bob(world, 10)

    come_back(deliveries[:9], "full_mailbox")
    assert not PausedAddress.objects.exists()
    come_back(deliveries[9:], "full_mailbox")

    assert PausedAddress.objects.exists()


def test_what_came_back_long_ago_is_forgotten(world: World, smtp_sink: SmtpSink) -> None:
    deliveries = mail_to_bob(world, 3)
    come_back(deliveries[:2])

    with time_machine.travel(timezone.now() + timezone.timedelta(days=100), tick=False):
        come_back(deliveries[2:])
        Bounce.objects.filter(delivery=deliveries[2]).update(came_at=timezone.now())

    assert not PausedAddress.objects.exists()


def test_a_digest_is_not_sent_to_a_paused_address_either(world: World, smtp_sink: SmtpSink) -> None:
    PausedAddress.objects.create(address=BOB)
    follow_page(page=world.cambodia, by=world.bob)
    world.publish()
    fan_out()

    morning()

    assert smtp_sink.messages == []
    rows = Delivery.objects.filter(person=world.bob).exclude(channel="inbox").order_by("pk")
    assert set(rows.values_list("state", "skipped_because")) == {("skipped", "address")}


def test_letters_go_on_because_somebody_waits_for_them(world: World, smtp_sink: SmtpSink) -> None:
    PausedAddress.objects.create(address=BOB)
    write_letter(to=world.bob, address=BOB, language="en", subject="A key", text="x", html="x")

    send_due()

    assert [mail["Subject"] for mail in smtp_sink.messages] == ["A key"]


def test_the_owner_resumes_by_a_link_sent_to_the_address(
    world: World, smtp_sink: SmtpSink, client: Client
) -> None:
    come_back(mail_to_bob(world, 3))
    client.force_login(world.bob)
    client.post("/en/me/mail/address/")
    client.post("/en/me/mail/address/")  # pressed twice, written once
    send_due()
    (letter,) = [m for m in smtp_sink.to(BOB) if "work again" in str(m["Subject"])]
    text = letter.get_body(["plain"]).get_content()
    path = urlsplit(next(word for word in text.split() if "/mail/address/" in word)).path

    assert Client().get(path).status_code == 200
    assert PausedAddress.objects.exists()
    assert Client(enforce_csrf_checks=True).post(path).status_code == 200

    assert not PausedAddress.objects.exists()
    assert not Bounce.objects.exists()
    world.publish("Mailed again")
    fan_out()
    send_due()
    assert "Mailed again" in str(smtp_sink.to(BOB)[-1]["Subject"])


@pytest.mark.parametrize("token", ["x", "a~b~c", "~~"])
def test_a_link_that_we_did_not_write_resumes_nothing(token: str, client: Client) -> None:
    assert client.post(f"/en/mail/address/{token}/").status_code == 404


def test_a_link_is_good_for_a_week(world: World, client: Client) -> None:
    from platform_site.notifications.tokens import working_address_url  # noqa: PLC0415

    path = urlsplit(working_address_url(BOB, "en")).path
    assert client.get(path).status_code == 200

    with time_machine.travel(timezone.now() + timezone.timedelta(days=8)):
        assert client.get(path).status_code == 404


# The command ----------------------------------------------------------------------------------


def test_the_command_reads_a_folder_once(world: World, smtp_sink: SmtpSink, tmp_path: Path) -> None:
    deliveries = mail_to_bob(world, 2)
    folder = mailbox.Maildir(tmp_path / "mails")
    for delivery in deliveries:
        folder.add(report("unknown_person", return_address(delivery.pk, BOB)))
    folder.add(report("out_of_office", return_address(deliveries[0].pk, BOB)))

    said = [io.StringIO(), io.StringIO()]
    for output in said:
        call_command("receive_bounces", maildir=str(tmp_path / "mails"), stdout=output)

    assert [output.getvalue() for output in said] == ["3 read, 2 counted\n", "0 read, 0 counted\n"]
    assert len(folder) == 3


def test_the_command_reads_a_file_and_its_input(
    world: World, smtp_sink: SmtpSink, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = mail_to_bob(world, 2)
    file = mailbox.mbox(tmp_path / "mbox")
    file.add(report("unknown_person", return_address(first.pk, BOB)))
    file.close()
    whole = report("full_mailbox", return_address(second.pk, BOB))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(whole)))

    call_command("receive_bounces", mbox=str(tmp_path / "mbox"), stdout=io.StringIO())
    call_command("receive_bounces", stdout=io.StringIO())

    assert list(Bounce.objects.order_by("pk").values_list("is_hard", flat=True)) == [True, False]
    with pytest.raises(CommandError):
        call_command("receive_bounces", mbox=str(tmp_path / "nothing"))
