"""When the daily mail is due, what is in it, and that there is never a second one."""

import threading
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from platform_site.access.models import Membership
from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.discussions.actions import hide_post
from platform_site.notifications.actions import (
    fan_out,
    follow_page,
    prepare_digests,
    send_due,
    set_preference,
)
from platform_site.notifications.models import Delivery
from platform_site.notifications.schedule import due_at, last_due
from tests.factories import make_article, make_circle, make_reviewer, make_user
from tests.mail import SmtpSink
from tests.notifications.conftest import World, let_a_day_pass

# Every shape of clock: half and quarter hours, changes in both halves of the year, at midnight,
# of half an hour, and a day that never was.
ZONES = """UTC Europe/Zurich America/New_York America/St_Johns Asia/Kathmandu Asia/Kolkata
    Australia/Lord_Howe Africa/Casablanca Africa/Cairo America/Santiago Asia/Beirut
    Pacific/Chatham Pacific/Apia Pacific/Kiritimati Asia/Phnom_Penh Antarctica/Troll""".split()


# When -----------------------------------------------------------------------------------------


def test_it_is_due_at_seven_where_the_reader_is() -> None:
    morning = due_at(date(2026, 11, 22), ZoneInfo("Asia/Phnom_Penh"))

    assert morning == datetime(2026, 11, 22, 0, 0, tzinfo=UTC)


def test_a_skipped_hour_becomes_the_first_instant_after_it() -> None:
    """Samoa left out the whole of 30 December 2011."""
    due = due_at(date(2011, 12, 30), ZoneInfo("Pacific/Apia"))

    assert due == datetime(2011, 12, 30, 10, 0, tzinfo=UTC)
    assert due.astimezone(ZoneInfo("Pacific/Apia")).isoformat() == "2011-12-31T00:00:00+14:00"


def test_an_hour_that_comes_twice_counts_once() -> None:
    """Casey station set its clock back from 02:00 to 23:00 on 5 March 2010."""
    tz = ZoneInfo("Antarctica/Casey")

    due = due_at(date(2010, 3, 4), tz, 23)

    assert due.astimezone(tz).fold == 0
    twice = due.astimezone(tz).replace(fold=1).astimezone(UTC)
    assert twice - due == timedelta(hours=3)


def periods(zone: str, begin: datetime, *, days: int) -> list[tuple[date, datetime]]:
    """What a beat every hour finds to be due, each once, in order."""
    hours = (begin + timedelta(hours=n) for n in range(days * 24))
    return list(dict.fromkeys(last_due(zone, hour) for hour in hours))


def check_zone(zone: str, *, days: int) -> None:
    found = periods(zone, datetime(2025, 12, 31, 12, tzinfo=UTC), days=days)

    dates = [day for day, _due in found]
    assert dates == [dates[0] + timedelta(days=n) for n in range(len(dates))], zone
    assert len(dates) in (days, days + 1, days + 2), zone
    gaps = {later - due for (_, due), (_, later) in pairwise(found)}
    assert min(gaps) >= timedelta(hours=20), zone
    assert all(due.astimezone(ZoneInfo(zone)).hour >= 7 for _day, due in found), zone


@pytest.mark.parametrize("zone", ZONES)
def test_every_day_of_a_year_has_one_digest(zone: str) -> None:
    check_zone(zone, days=366)


@pytest.mark.long
def test_every_day_of_two_years_has_one_digest_in_every_zone() -> None:
    for zone in sorted(available_timezones() - {"localtime"}):
        check_zone(zone, days=730)


# How many -------------------------------------------------------------------------------------


def digests() -> list[tuple[str, str, str]]:
    rows = Delivery.objects.filter(period_start__isnull=False).order_by("pk")
    return [
        (d.person.display_name, d.state, d.skipped_because) for d in rows.select_related("person")
    ]


@pytest.mark.django_db
def test_the_digest_waits_for_the_morning_and_comes_once(world: World, smtp_sink: SmtpSink) -> None:
    follow_page(page=world.cambodia, by=world.bob)
    world.publish()
    fan_out()
    _day, last_morning = last_due("UTC", timezone.now())
    assert prepare_digests() == 0
    assert prepare_digests(now=last_morning + timedelta(hours=23, minutes=59)) == 0

    tomorrow = last_morning + timedelta(days=1)
    assert [prepare_digests(now=tomorrow + timedelta(minutes=m)) for m in (0, 5, 60)] == [1, 0, 0]

    Delivery.objects.update(due_at=timezone.now())
    send_due()
    assert len(smtp_sink.messages) == 1
    assert digests() == [("Bob", "sent", "")]


@pytest.mark.django_db
def test_nothing_new_is_no_digest(world: World) -> None:
    follow_page(page=world.cambodia, by=world.bob)

    assert let_a_day_pass() == 0


@pytest.mark.django_db(transaction=True)
def test_five_beats_at_once_make_one_digest(world: World) -> None:
    for n in range(20):
        follow_page(page=world.cambodia, by=make_user(f"P{n}"))
    world.publish()
    fan_out()
    gate = threading.Barrier(5)
    made: list[int] = []

    def beat() -> None:
        gate.wait()
        made.append(let_a_day_pass())
        connection.close()

    beats = [threading.Thread(target=beat) for _ in range(5)]
    for one in beats:
        one.start()
    for one in beats:
        one.join()

    assert sum(made) == 20
    assert Delivery.objects.filter(period_start__isnull=False).count() == 20
    assert set(Delivery.objects.filter(channel="digest").values_list("state")) == {("claimed",)}


# What is in it --------------------------------------------------------------------------------


def morning() -> None:
    let_a_day_pass()
    Delivery.objects.filter(channel="mail").update(due_at=timezone.now())
    send_due()


@pytest.mark.django_db
def test_it_gathers_everything_by_the_page_that_is_followed(
    world: World, smtp_sink: SmtpSink
) -> None:
    mona = make_reviewer()
    set_preference(person_id=mona.pk, review="daily", to_me="daily")
    follow_page(page=world.cambodia, by=mona)
    article = world.publish("A pension law")
    follow_page(page=article, by=mona)
    for words in ("One", "Two", "Three"):
        world.comment(article, world.bob, words)
    pending = make_article("Waiting", state="pending", contributor=world.charlie)
    record(verb=Activity.Verb.CONTRIBUTED, page=pending, actor=world.charlie)
    fan_out()

    morning()

    (mail,) = smtp_sink.to(mona.email)
    text = " ".join(mail.get_body(["plain"]).get_content().split())
    assert mail["Subject"] == "[A pension law and 1 more] Your day: 4 new, 1 to review"
    order = ["== A pension law ==", "3 comments on “A pension law”", "== Cambodia =="]
    order += ["New: “A pension law”", "A teaser.", "== Waiting for review ==", "Charlie sent"]
    places = [text.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)
    assert "for Mona." in text
    html = mail.get_body(["html"]).get_content()
    assert html.count("<h2>") == 3
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.django_db
def test_rights_are_asked_again_when_it_is_written(world: World, smtp_sink: SmtpSink) -> None:
    circle = make_circle(world.alice, world.bob)
    secret = make_article("CANARY", circle=circle)
    article = world.publish("Open")
    for page in (secret, article):
        follow_page(page=page, by=world.bob)
    for page in (secret, article):
        world.comment(page, world.alice)
    hidden = world.comment(article, world.charlie, "HIDDEN")
    fan_out()
    let_a_day_pass()
    Membership.objects.filter(user=world.bob).delete()
    hide_post(post=hidden, by=world.alice, reason="Off topic")

    morning()

    (mail,) = smtp_sink.to(world.bob.email)
    assert "CANARY" not in mail.as_string()
    assert "HIDDEN" not in mail.as_string()
    lines = Delivery.objects.filter(person=world.bob, channel="digest")
    assert set(lines.values_list("activity__page__title", "state", "skipped_because")) == {
        ("CANARY", "skipped", "no_access"),
        ("Open", "sent", ""),
        ("Open", "skipped", "gone"),
    }


@pytest.mark.django_db
def test_a_digest_with_nothing_left_in_it_is_not_sent(world: World, smtp_sink: SmtpSink) -> None:
    follow_page(page=world.cambodia, by=world.bob)
    article = world.publish()
    fan_out()
    let_a_day_pass()
    article.state = "archived"
    article.save()

    morning()

    assert smtp_sink.messages == []
    assert digests() == [("Bob", "skipped", "empty")]


@pytest.mark.django_db
def test_who_switched_the_daily_mail_off_gets_none(world: World, smtp_sink: SmtpSink) -> None:
    follow_page(page=world.cambodia, by=world.bob)
    world.publish()
    fan_out()
    let_a_day_pass()
    set_preference(person_id=world.bob.pk, digest=False)

    morning()

    assert smtp_sink.messages == []
    assert digests() == [("Bob", "skipped", "stopped")]
    assert Delivery.objects.get(channel="digest").skipped_because == "stopped"


@pytest.mark.django_db
def test_a_very_long_day_is_cut_and_says_so(world: World, smtp_sink: SmtpSink) -> None:
    follow_page(page=world.cambodia, by=world.bob)
    for n in range(60):
        world.publish(f"Law {n}", summary="word " * 110)
    fan_out()

    morning()

    (mail,) = smtp_sink.messages
    text = mail.get_body(["plain"]).get_content()
    assert text.count("New: ") == 50
    assert "10 more are in your inbox" in text
    assert len(mail.as_bytes()) < 60_000


@pytest.mark.django_db
def test_writing_a_digest_costs_the_same_for_one_line_and_for_many(
    world: World, smtp_sink: SmtpSink
) -> None:
    costs = []
    for person, number in ((make_user("One"), 1), (make_user("Many"), 10)):
        follow_page(page=world.cambodia, by=person)
        for n in range(number):
            article = world.publish(f"{person} {n}")
            follow_page(page=article, by=person)
            world.comment(article, world.alice)
        fan_out()
        let_a_day_pass()
        Delivery.objects.filter(channel="mail").update(due_at=timezone.now())
        with CaptureQueriesContext(connection) as captured:
            send_due()
        costs.append(len(captured))
        follow_page(page=world.cambodia, by=person, level="muted")

    assert len(smtp_sink.messages) == 2
    assert costs[0] == costs[1]
