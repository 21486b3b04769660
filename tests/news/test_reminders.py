"""Who follows an event is told once, the day before."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from news.actions import remind_of_events
from news.models import Event
from platform_site.accounts.models import User
from platform_site.activity.models import Activity
from platform_site.notifications.actions import fan_out, follow_page, send_due
from platform_site.notifications.models import Delivery
from tests.factories import make_circle, make_event, make_user
from tests.mail import SmtpSink, everything_in

pytestmark = pytest.mark.django_db


def event_in(hours: float, **fields: Any) -> Event:
    """An event whose hour is that far away."""
    begins: datetime = timezone.now() + timedelta(hours=hours)
    hour = time(begins.hour, begins.minute, begins.second)
    day: date = begins.date()
    return make_event(starts_on=day, starts_time=hour, zone="UTC", **fields)


def follower(event: Event, **fields: Any) -> User:
    user = make_user("Farida", **fields)
    follow_page(page=event, by=user, frequency="now")
    Activity.objects.all().delete()
    return user


def test_the_follower_is_told_once(smtp_sink: SmtpSink) -> None:
    event = event_in(30, title="A seminar")
    farida = follower(event)

    assert [remind_of_events(), remind_of_events()] == [1, 0]
    for _ in range(2):
        fan_out()
        send_due()

    (mail,) = smtp_sink.to(farida.email)
    assert str(mail["Subject"]).startswith("Coming up: “A seminar”")
    assert event.get_absolute_url() in everything_in(mail)
    assert Delivery.objects.inbox().filter(person=farida).count() == 1


@pytest.mark.parametrize("hours", [-1, 40, 400])
def test_what_is_far_or_has_begun_is_not_told(hours: float) -> None:
    event_in(hours)

    assert remind_of_events() == 0


@pytest.mark.parametrize("state", ["draft", "pending", "archived"])
def test_what_is_not_published_is_not_told(state: str) -> None:
    event_in(30, state=state)

    assert remind_of_events() == 0


def test_an_event_that_moves_is_told_again() -> None:
    event = event_in(30)
    remind_of_events()
    later = event_in(12)
    remind_of_events()
    Event.objects.filter(pk=event.pk).update(
        starts_on=later.starts_on + timedelta(days=90), begins_at=later.begins_at
    )

    assert remind_of_events() == 1


def test_a_translation_is_not_told_beside_its_original() -> None:
    event = event_in(30)
    event_in(30, language="fr", translation_of=event)

    assert remind_of_events() == 1


def test_nobody_outside_hears_of_an_event_of_a_circle() -> None:
    event = event_in(30, circle=make_circle(make_user("Alice")))
    farida = follower(event)
    remind_of_events()
    fan_out()

    assert not Delivery.objects.filter(person=farida).exists()


@pytest.mark.django_db(transaction=True)
def test_five_beats_at_once_tell_once() -> None:
    event_in(30)

    def beat(_number: int) -> int:
        try:
            return remind_of_events()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(beat, range(5)))

    assert Activity.objects.filter(verb="reminded").count() == 1
