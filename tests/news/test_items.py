"""Events and news beside the reference data: the real items, countries, what lists cost."""

import csv
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.test import Client

from news.forms import EventForm
from news.loading import ITEMS, load_news
from news.models import Article, Event
from platform_site.moderation.actions import accept_revision, contribute_page
from platform_site.pages.models import Subject
from tests.factories import make_event, make_reviewer, make_user
from tests.queries import count_queries

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


def test_every_item_of_the_department_is_on_the_site_with_its_source(
    reference: None, client: Client
) -> None:
    with ITEMS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 7
    for row in rows:
        model = Article if row["kind"] == "article" else Event
        page = model.objects.get(slug=row["slug"])
        shown = client.get(page.get_absolute_url())
        assert shown.status_code == 200
        assert page.title == row["title"]
        assert f"From: <bdi>{row['source']}</bdi>" in shown.content.decode()


def test_the_three_forms_of_dates_are_written_as_they_were(reference: None, client: Client) -> None:
    day = client.get(Event.objects.get(starts_on="2023-09-17").get_absolute_url())
    hour = client.get(Event.objects.get(starts_on="2023-03-24").get_absolute_url())
    several = client.get(Article.objects.get(happened_on="2023-06-27").get_absolute_url())

    assert "17 September 2023" in day.content.decode()
    assert "24 March 2023 at 09:00 (Europe/Zurich)" in hour.content.decode()
    assert "27–28 June 2023" in several.content.decode()


def test_an_event_is_contributed_reviewed_and_found_on_its_countrys_page(
    reference: None, client: Client
) -> None:
    form = said(starts_time="09:00", zone="Asia/Phnom_Penh", subjects="Cambodia", text="Come.")
    assert form.is_valid(), form.errors
    revision = contribute_page(
        kind="event", proposal=form.proposal(), by=make_user("Alice"), key=uuid4()
    )
    accept_revision(revision=revision, by=make_reviewer())

    page = client.get("/en/countries/khm/").content.decode()
    event = Event.objects.get(title=FORM["title"])

    assert FORM["title"] in page
    assert event.year == 2027
    assert event.get_absolute_url() == f"/en/events/2027/{event.slug}/"


def test_loading_again_adds_nothing_and_keeps_what_people_changed(reference: None) -> None:
    Event.objects.filter(starts_on="2023-09-17").update(title="Changed by review")
    count = Article.objects.count() + Event.objects.count()

    load_news(say=lambda line: None)

    assert Article.objects.count() + Event.objects.count() == count
    assert Event.objects.get(starts_on="2023-09-17").title == "Changed by review"


def test_lists_of_events_cost_the_same_for_1_and_30(reference: None, client: Client) -> None:
    khm = Subject.objects.get(code="KHM")
    addresses = (
        "/en/events/",
        "/en/events/?about=KHM",
        "/en/events/feed/",
        "/en/events/calendar.ics",
    )
    costs = []
    for more in (1, 29):
        for number in range(more):
            make_event(
                title=f"Event {number}", starts_on=date(2024 + number % 5, 3, 1), about=[khm]
            )
        for address in addresses:
            client.get(address)
        costs.append({address: count_queries(client, address) for address in addresses})

    assert costs[0] == costs[1]
    assert max(costs[1].values()) <= 14
