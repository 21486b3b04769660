"""A sender is killed with SIGKILL while it sends: nothing comes twice, nothing is lost."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from platform_site.accounts.models import User
from platform_site.notifications.actions import fan_out, send_due, settle
from platform_site.notifications.models import Delivery, Follow
from tests.mail import SmtpSink
from tests.notifications.conftest import World
from tests.run import ROOT
from tests.worker import environment

pytestmark = pytest.mark.django_db(transaction=True)


def followers(world: World, number: int) -> None:
    people = User.objects.bulk_create(
        User(email=f"p{n}@people.example", display_name=f"P {n}") for n in range(number)
    )
    Follow.objects.bulk_create(
        Follow(user=person, page=world.cambodia, frequency="now") for person in people
    )


def start_sender(sink: SmtpSink) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.notifications.sender"],
        cwd=ROOT,
        env=environment(sink) | {"LOG_LEVEL": "WARNING"},
        start_new_session=True,
    )


def kill_while_it_sends(sink: SmtpSink, *, after: int, seconds: float = 30) -> None:
    """Starts a sender and kills it once `after` more mails arrived, at an instant of no choice."""
    before = len(sink.messages)
    sender = start_sender(sink)
    end = time.monotonic() + seconds
    while len(sink.messages) < before + after and sender.poll() is None:
        assert time.monotonic() < end, "the sender sends nothing"
        time.sleep(0.001)
    time.sleep(random.random() * 0.02)
    if sender.poll() is None:
        os.killpg(sender.pid, signal.SIGKILL)
    sender.wait()


def end_leases() -> None:
    """As if the time of the leases were over: the dead sender holds them no more."""
    Delivery.objects.filter(lease_until__isnull=False).update(
        lease_until=timezone.now() - timedelta(seconds=1)
    )


def drill(world: World, sink: SmtpSink, *, number: int, kills: int) -> list[int]:
    """The number of rows in doubt after each kill; fails when a mail is lost or comes twice."""
    followers(world, number)
    world.publish()
    fan_out()
    in_doubt = []
    for _ in range(kills):
        kill_while_it_sends(sink, after=max(1, number // (kills + 2)))
        in_doubt.append(Delivery.objects.filter(state="in_doubt").count() - sum(in_doubt))
        # What is not in doubt is true: no mail that arrived is still to be sent.
        sent = {str(m["Message-ID"])[1:37] for m in sink.messages}
        open_rows = Delivery.objects.filter(channel="mail", state__in=["waiting", "claimed"])
        assert sent.isdisjoint(str(key) for key in open_rows.values_list("message_id", flat=True))
        end_leases()
    settle(log=lambda asked: asked & {str(m["Message-ID"])[1:37] for m in sink.messages})
    send_due()
    arrived = Counter(str(m["X-RcptTo"]) for m in sink.messages)
    assert arrived == {f"p{n}@people.example": 1 for n in range(number)}
    assert set(Delivery.objects.filter(channel="mail").values_list("state")) == {("sent",)}
    return in_doubt


def test_a_killed_sender_sends_nothing_twice_and_loses_nothing(
    world: World, smtp_sink: SmtpSink
) -> None:
    in_doubt = drill(world, smtp_sink, number=30, kills=2)

    assert max(in_doubt) <= 1


@pytest.mark.long
def test_ten_kills_among_a_thousand_mails(world: World, smtp_sink: SmtpSink) -> None:
    in_doubt = drill(world, smtp_sink, number=1000, kills=10)

    assert max(in_doubt) <= 1


def test_two_senders_at_once_send_each_mail_once(world: World, smtp_sink: SmtpSink) -> None:
    followers(world, 60)
    world.publish()
    fan_out()

    senders = [start_sender(smtp_sink) for _ in range(2)]
    assert [sender.wait(timeout=60) for sender in senders] == [0, 0]

    arrived = Counter(str(m["X-RcptTo"]) for m in smtp_sink.messages)
    assert arrived == {f"p{n}@people.example": 1 for n in range(60)}
