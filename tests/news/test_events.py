"""Events: forms of dates, lists by when they take place, calendars; quotes of news."""

from datetime import UTC, date, datetime, time
from urllib.parse import quote

import icalendar
import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from news.forms import ArticleForm, EventForm
from news.models import Event
from platform_site.pages import kinds
from tests.factories import make_article, make_event, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

FORM = {
    "title": "A meeting of the example",
    "summary": "A teaser",
    "type": "meeting",
    "starts_on": "2027-03-27",
    "language": "en",
}


def said(**more: str) -> EventForm:
    return EventForm(FORM | more)


def test_a_reader_is_told_the_hour_on_their_own_clock(client: Client) -> None:
    event = make_event(starts_on=date(2027, 3, 24), starts_time=time(9), zone="Europe/Zurich")
    client.force_login(make_user("Bob", time_zone="Asia/Phnom_Penh"))

    page = client.get(event.get_absolute_url()).content.decode()

    assert "on the clock of Asia/Phnom_Penh" in page
    assert event.local_start("Asia/Phnom_Penh").strftime("%H:%M") == "15:00"
    assert event.local_start("Europe/Zurich") is None


def test_what_comes_is_listed_soonest_first_and_what_is_over_latest_first(client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        for day in ("2026-12-24", "2026-11-30", "2024-01-01", "2025-01-01"):
            make_event(title=f"Event of {day}", starts_on=date.fromisoformat(day))
        context = client.get("/en/events/").context

    coming = [str(event.starts_on) for _card, event in context["coming"]]
    over = [str(event.starts_on) for _card, event in context["cards"]]
    assert coming == ["2026-11-30", "2026-12-24"]
    assert over == ["2025-01-01", "2024-01-01"]


def test_a_day_is_not_over_before_it_is_over_everywhere() -> None:
    event = make_event(starts_on=date(2026, 11, 22))

    with time_machine.travel(datetime(2026, 11, 23, 11, 59, tzinfo=UTC), tick=False):
        assert not event.is_over
        assert Event.objects.upcoming().count() == 1
    with time_machine.travel(datetime(2026, 11, 23, 12, 1, tzinfo=UTC), tick=False):
        assert event.is_over
        assert Event.objects.past().count() == 1


def test_slices_of_past_events_miss_and_repeat_none(client: Client) -> None:
    for number in range(45):
        make_event(title=f"Event {number}", starts_on=date(2024, 1 + number % 12, 1 + number % 28))
    seen: list[str] = []
    address = "/en/events/?when=past"
    for _slice in range(3):
        context = client.get(address).context
        seen += [event.title for _card, event in context["cards"]]
        address = f"/en/events/?when=past&at={quote(context['slice'].older)}"

    assert len(seen) == len(set(seen)) == 45


def test_a_calendar_program_reads_one_event_and_the_list(client: Client) -> None:
    hour = make_event(starts_on=date(2027, 3, 24), starts_time=time(9), zone="Europe/Zurich")
    make_event(
        title="Days; with, signs\\ and a long name " * 5,
        starts_on=date(2027, 6, 27),
        ends_on=date(2027, 6, 28),
    )
    make_event(title="Pending", starts_on=date(2027, 1, 1), state="pending", published_at=None)

    answer = client.get(hour.get_absolute_url() + "event.ics")
    one = icalendar.Calendar.from_ical(answer.content)
    several = icalendar.Calendar.from_ical(client.get("/en/events/calendar.ics").content)

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert one.walk("VEVENT")[0]["DTSTART"].dt == datetime(2027, 3, 24, 8, tzinfo=UTC)
    entries = {str(entry["SUMMARY"]): entry for entry in several.walk("VEVENT")}
    assert len(entries) == 2
    days = next(entry for name, entry in entries.items() if name.startswith("Days"))
    assert (days["DTSTART"].dt, days["DTEND"].dt) == (date(2027, 6, 27), date(2027, 6, 29))
    assert str(days["SUMMARY"]) == ("Days; with, signs\\ and a long name " * 5)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"starts_time": "09:00"}, "zone"),
        ({"ends_on": "2027-03-27"}, "ends_on"),
        ({"ends_on": "2027-03-01"}, "ends_on"),
        ({"starts_on": "27/03/2027"}, "starts_on"),
        ({"zone": "Europe/Atlantis"}, "zone"),
        ({"live_link": "javascript:alert(1)"}, "live_link"),
    ],
)
def test_dates_that_cannot_be_are_refused_at_their_field(more: dict[str, str], field: str) -> None:
    form = said(**more)

    assert not form.is_valid()
    assert field in form.errors


def test_applying_a_snapshot_of_an_event_changes_nothing() -> None:
    event = make_event(
        starts_on=date(2027, 6, 27), ends_on=date(2027, 6, 28), place="Phnom Penh", kicker="Live"
    )
    kind = kinds.get("event")
    before = kind.snapshot(event)

    kind.apply(event, before)
    event.save()

    assert kind.snapshot(Event.objects.get(pk=event.pk)) == before


def test_a_proposal_from_before_there_were_quotes_is_applied() -> None:
    article = make_article(quote="A sentence.", quote_by="Somebody")
    kind = kinds.get("article")
    old = kind.snapshot(article)
    for key in ("quote", "quote_by", "quote_role", "happened_on", "happened_until"):
        del old[key]

    kind.apply(article, old)

    assert article.quote == ""


def test_a_quote_without_a_name_is_refused_by_form_and_database() -> None:
    form = ArticleForm({"quote": "A sentence."})
    assert not form.is_valid()
    assert "quote_by" in form.errors

    with pytest.raises(IntegrityError), transaction.atomic():
        make_article(quote="A sentence.")


def test_a_quote_is_shown_with_who_said_it(client: Client) -> None:
    article = make_article(quote="A sentence.", quote_by="Somebody", quote_role="a role")
    page = client.get(article.get_absolute_url()).content.decode()

    assert "A sentence." in page
    assert "Somebody, a role" in page
