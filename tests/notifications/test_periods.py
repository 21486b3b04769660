"""A digest for each period and never a second: weeks and months, hours, zones, clocks, beats."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from platform_site.accounts.models import User
from platform_site.notifications.actions import (
    fan_out,
    follow_page,
    prepare_digests,
    send_due,
    set_preference,
)
from platform_site.notifications.models import Delivery, Follow
from platform_site.notifications.schedule import last_due
from tests.factories import make_user
from tests.mail import SmtpSink
from tests.notifications.conftest import World

pytestmark = pytest.mark.django_db
type Made = list[tuple[str, date]]


def line_for(person: User, at: datetime, *, frequency: str = "daily") -> Delivery:
    """Something that waits to be gathered since `at`."""
    return Delivery.objects.create(
        person=person, channel="digest", frequency=frequency, because="follow", created_at=at
    )


@pytest.fixture(autouse=True)
def lines_of_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """`created_at` is set by the database; here the test says when it was."""
    field = Delivery._meta.get_field("created_at")
    monkeypatch.setattr(field, "editable", True)


def made_for(person: User) -> Made:
    rows = Delivery.objects.filter(person=person, period_start__isnull=False).order_by("pk")
    return list(rows.values_list("frequency", "period_start"))


def beats(begin: datetime, *, hours: float, every: timedelta = timedelta(minutes=30)) -> None:
    for n in range(int(timedelta(hours=hours) / every)):
        prepare_digests(now=begin + n * every)


# Weeks and months -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frequency", "now", "day", "due"),
    [
        ("daily", "2026-11-25T07:00", "2026-11-25", "2026-11-25T07:00"),
        ("weekly", "2026-11-25T07:00", "2026-11-23", "2026-11-23T07:00"),
        ("weekly", "2026-11-23T06:59", "2026-11-16", "2026-11-16T07:00"),
        ("weekly", "2026-11-23T07:00", "2026-11-23", "2026-11-23T07:00"),
        ("monthly", "2026-12-01T06:59", "2026-11-01", "2026-11-01T07:00"),
        ("monthly", "2026-12-31T23:00", "2026-12-01", "2026-12-01T07:00"),
    ],
)
def test_a_week_ends_on_monday_and_a_month_on_the_first(
    frequency: str, now: str, day: str, due: str
) -> None:
    found = last_due("UTC", datetime.fromisoformat(now).replace(tzinfo=UTC), frequency=frequency)

    expected = datetime.fromisoformat(due).replace(tzinfo=UTC)
    assert found == (date.fromisoformat(day), expected)


@pytest.mark.parametrize(("frequency", "number"), [("daily", 61), ("weekly", 9), ("monthly", 2)])
def test_each_period_in_which_something_happened_has_one_digest(
    world: World, frequency: str, number: int
) -> None:
    begin = datetime(2026, 10, 1, 12, tzinfo=UTC)
    User.objects.filter(pk=world.bob.pk).update(time_zone="Europe/Zurich")
    for hour in range(0, 61 * 24, 6):
        at = begin + timedelta(hours=hour)
        prepare_digests(now=at)
        line_for(world.bob, at, frequency=frequency)
    prepare_digests(now=begin + timedelta(days=61))

    made = made_for(world.bob)

    assert len(made) == len(set(made)) == number
    gap = {"daily": {1}, "weekly": {7}, "monthly": {30}}[frequency]
    assert {(b - a).days for (_f, a), (_g, b) in pairwise(made)} == gap


def test_a_week_takes_the_day_along_so_that_a_morning_brings_one_mail(world: World) -> None:
    sunday = datetime(2026, 11, 22, 12, tzinfo=UTC)
    lines = [line_for(world.bob, sunday, frequency=f) for f in ("daily", "weekly", "monthly")]

    beats(sunday, hours=30)

    assert made_for(world.bob) == [("weekly", date(2026, 11, 23))]
    states = [line.state for line in Delivery.objects.filter(pk__in=[one.pk for one in lines])]
    assert sorted(states) == ["claimed", "claimed", "waiting"]


def test_nothing_new_in_a_week_is_no_mail(world: World) -> None:
    beats(datetime(2026, 11, 22, 12, tzinfo=UTC), hours=24 * 9, every=timedelta(hours=6))

    assert made_for(world.bob) == []


# Hours, zones, clocks -------------------------------------------------------------------------


def test_it_comes_at_the_hour_one_chose(world: World) -> None:
    set_preference(person_id=world.bob.pk, digest_hour=20)
    User.objects.filter(pk=world.bob.pk).update(time_zone="Asia/Phnom_Penh")
    line_for(world.bob, datetime(2026, 11, 22, 1, tzinfo=UTC))

    beats(datetime(2026, 11, 22, 1, tzinfo=UTC), hours=30)

    digest = Delivery.objects.get(period_start__isnull=False)
    assert digest.due_at == datetime(2026, 11, 22, 13, tzinfo=UTC)


def test_another_hour_neither_doubles_nor_skips_a_day(world: World) -> None:
    begin = datetime(2026, 11, 1, tzinfo=UTC)
    for n in range(24 * 10):
        at = begin + timedelta(hours=n)
        prepare_digests(now=at)
        if n % 24 == 12:
            set_preference(person_id=world.bob.pk, digest_hour=(7, 20, 3)[n // 24 % 3])
        line_for(world.bob, at)

    days = [day for _frequency, day in made_for(world.bob)]
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert len(days) >= 9


@pytest.mark.parametrize(
    ("zone", "begin"),
    [
        ("Europe/Zurich", "2026-03-27"),
        ("Europe/Zurich", "2026-10-23"),
        ("America/New_York", "2026-03-06"),
        ("America/New_York", "2026-10-30"),
        ("Australia/Lord_Howe", "2026-04-03"),
        ("Australia/Lord_Howe", "2026-10-02"),
        ("Africa/Cairo", "2026-04-22"),
    ],
)
@pytest.mark.parametrize("hour", [0, 2, 7])
def test_when_the_clock_changes_each_day_still_has_one(
    world: World, zone: str, begin: str, hour: int
) -> None:
    """Hours that are skipped and hours that come twice among them."""
    User.objects.filter(pk=world.bob.pk).update(time_zone=zone)
    set_preference(person_id=world.bob.pk, digest_hour=hour)
    first = datetime.combine(date.fromisoformat(begin), time(12), tzinfo=UTC)
    for n in range(4 * 24):
        at = first + n * timedelta(hours=1)
        prepare_digests(now=at)
        line_for(world.bob, at)

    made = [day for _frequency, day in made_for(world.bob)]
    assert len(made) >= 3
    # The first beat may find the day before that of the first line.
    assert made == [made[0] + timedelta(days=n) for n in range(len(made))]
    assert not Delivery.objects.filter(
        channel="digest", state="waiting", created_at__lt=first + timedelta(days=2, hours=20)
    ).exists()


@pytest.mark.parametrize("seed", range(4))
def test_whoever_moves_around_the_world_gets_each_day_of_their_calendar_once(
    world: World, seed: int
) -> None:
    """And each thing once: what a skipped day would have told stands in the next."""
    chance = random.Random(seed)
    zones = ["UTC", "Pacific/Kiritimati", "Pacific/Honolulu", "Asia/Kathmandu", "Europe/Zurich"]
    begin = datetime(2026, 10, 20, tzinfo=UTC)
    reached: list[tuple[str, date]] = []
    zone = "UTC"
    for n in range(24 * 12):
        at = begin + timedelta(hours=n)
        if chance.random() < 0.04:
            zone = chance.choice(zones)
            User.objects.filter(pk=world.bob.pk).update(time_zone=zone)
        prepare_digests(now=at)
        reached.append((zone, last_due(zone, at)[0]))
        line_for(world.bob, at)
    prepare_digests(now=begin + timedelta(days=14))

    days = [day for _frequency, day in made_for(world.bob)]
    assert len(days) == len(set(days))
    # Every day whose hour struck where the person then was has its digest.
    assert {day for _zone, day in reached[24:]} <= set(days) | {reached[0][1]}
    lines = Delivery.objects.filter(channel="digest")
    assert lines.count() == 24 * 12
    assert set(lines.values_list("state", flat=True)) == {"claimed"}


# Beats at once --------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("begin", ["2026-03-29T00:30", "2026-10-25T00:30", "2026-11-30T06:30"])
def test_five_beats_at_once_make_one_digest_whatever_the_clock_does(begin: str) -> None:
    """Over both changes of the clock, and on a Monday; while people move and lines come in."""
    people = [
        make_user(f"P{n}", time_zone=("Europe/Zurich", "Europe/London", "UTC")[n % 3])
        for n in range(12)
    ]
    start = datetime.fromisoformat(begin).replace(tzinfo=UTC)
    for person in people:
        for frequency in ("daily", "weekly"):
            line_for(person, start - timedelta(days=1), frequency=frequency)
    gate = threading.Barrier(5)

    def beat(number: int) -> None:
        try:
            for n in range(10):
                gate.wait(60)
                prepare_digests(now=start + n * timedelta(hours=1))
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        going = pool.map(beat, range(5))
        for n, person in enumerate(people):
            zone = ("UTC", "Asia/Kolkata")[n % 2]
            User.objects.filter(pk=person.pk).update(time_zone=zone)
    list(going)  # where a beat failed, this fails

    made = [made_for(person) for person in people]
    assert all(made)
    assert [len(one) for one in made] == [len(set(one)) for one in made]
    gathered = Delivery.objects.filter(channel="digest", state="claimed")
    assert not gathered.filter(sent_in__isnull=True).exists()


# Pauses ---------------------------------------------------------------------------------------


def test_nothing_comes_in_a_pause_and_all_of_it_after(world: World) -> None:
    begin = datetime(2026, 11, 20, 12, tzinfo=UTC)
    set_preference(person_id=world.bob.pk, paused_until=datetime(2026, 11, 25, tzinfo=UTC))
    lines = [line_for(world.bob, begin + timedelta(days=n)) for n in range(4)]

    beats(begin, hours=24 * 6)

    assert made_for(world.bob) == [("daily", date(2026, 11, 25))]
    assert Delivery.objects.get(period_start__isnull=False).lines.count() == len(lines)


def test_a_mail_on_its_way_is_held_back_by_a_pause(world: World, smtp_sink: SmtpSink) -> None:
    follow_page(page=world.cambodia, by=world.bob, frequency="now")
    world.publish()
    fan_out()
    set_preference(person_id=world.bob.pk, paused_until=timezone.now() + timezone.timedelta(days=1))

    send_due()

    assert smtp_sink.messages == []
    assert Delivery.objects.get(channel="mail").skipped_because == "paused"


# What it says ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "frequency", "words"),
    [
        ("en", "weekly", "Your week"),
        ("en", "monthly", "Your month"),
        ("ar", "weekly", 'dir="rtl"'),
        ("fr", "monthly", 'lang="fr"'),
    ],
)
def test_the_mail_of_a_week_or_a_month_says_so(
    world: World, smtp_sink: SmtpSink, language: str, frequency: str, words: str
) -> None:
    User.objects.filter(pk=world.bob.pk).update(language=language)
    follow_page(page=world.cambodia, by=world.bob, frequency=frequency)
    world.publish()
    fan_out()
    Follow.objects.filter(user=world.bob).update(frequency="never")
    Follow.objects.filter(user=world.bob).update(frequency=frequency)

    with time_machine.travel(timezone.now() + timezone.timedelta(days=32)):
        prepare_digests()
    Delivery.objects.filter(channel="mail").update(due_at=timezone.now())
    send_due()

    (mail,) = smtp_sink.messages
    assert words in mail.get_body(["html"]).get_content()
    assert mail["Content-Language"] == language
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "A pension law" in mail.get_body(["plain"]).get_content()
