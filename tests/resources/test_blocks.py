"""The library and the training on the page of a country, and at what cost."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from platform_site.pages.models import Subject
from resources.blocks import courses, library
from tests.factories import make_circle, make_subject, make_user
from tests.resources.records import make_resource

pytestmark = pytest.mark.django_db


@pytest.fixture
def cambodia() -> Subject:
    return make_subject("KHM", "Cambodia", make_subject("R-ASIA", "Asia"))


def shown(subject: Subject, user: object = None) -> list[list[str]]:
    content = library(subject, user or AnonymousUser())
    return [[card.record.title for card in cards] for _title, cards in content["parts"]]


def test_nothing_is_drawn_where_there_is_nothing(cambodia: Subject) -> None:
    make_resource("About nothing")

    assert library(cambodia, AnonymousUser()) is None
    assert courses(cambodia, AnonymousUser()) is None


def test_it_has_three_parts_and_leaves_out_the_empty(cambodia: Subject) -> None:
    make_resource("Report", about=[cambodia])
    make_resource("Policy", subtype="strategy", about=[cambodia])

    assert shown(cambodia) == [["Policy"], ["Report"]]
    make_resource("Story", subtype="experience", about=[cambodia])
    assert shown(cambodia) == [["Policy"], ["Story"], ["Report"]]


def test_what_is_mainly_about_it_stands_before_what_mentions_it(cambodia: Subject) -> None:
    make_resource("Main, older", about=[cambodia])
    make_resource("Main, newer", about=[cambodia])
    for n in range(6):
        make_resource(f"Mention {n}", about=[cambodia], strength=1)

    assert shown(cambodia) == [["Main, newer", "Main, older", "Mention 5", "Mention 4"]]


def test_it_counts_all_and_leads_to_the_list_with_the_filter_set(cambodia: Subject) -> None:
    for n in range(7):
        make_resource(f"Report {n}", about=[cambodia])
    make_resource("Course", subtype="course", about=[cambodia])

    content = library(cambodia, AnonymousUser())

    assert (content["count"], content["has_more"]) == (8, False)
    assert content["all"] == "/en/resources/?about=KHM"


def test_past_many_it_only_says_that_there_are_more(
    cambodia: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resources.blocks.LOOKED_AT", 3)
    for n in range(4):
        make_resource(f"Report {n}", about=[cambodia])

    content = library(cambodia, AnonymousUser())

    assert (content["count"], content["has_more"]) == (3, True)


def test_what_one_may_not_see_is_neither_shown_nor_counted(cambodia: Subject) -> None:
    bob = make_user("Bob")
    make_resource("Inside", about=[cambodia], circle=make_circle(bob))
    make_resource("Outside", about=[cambodia])
    make_resource("Waiting", about=[cambodia], state="pending")

    assert shown(cambodia) == [["Outside"]]
    assert library(cambodia, AnonymousUser())["count"] == 1
    assert shown(cambodia, bob) == [["Outside", "Inside"]]


def test_courses_stand_by_deadline_and_past_ones_are_gone(cambodia: Subject) -> None:
    today = timezone.now().date()
    for title, days in (("later", 9), ("past", -1), ("soon", 2), ("today", 0)):
        deadline = today + dt.timedelta(days=days)
        make_resource(title, subtype="course", about=[cambodia], details={"deadline": deadline})
    make_resource("any time", subtype="course", about=[cambodia])

    content = courses(cambodia, AnonymousUser())

    titles = [course.resource.title for course in content["courses"]]
    assert titles == ["today", "soon", "later", "any time"]
    assert content["all"] == ""
    assert library(cambodia, AnonymousUser()) is None


def test_the_blocks_cost_the_same_for_one_and_fifty(
    cambodia: Subject, django_assert_num_queries: object
) -> None:
    for count in (1, 50):
        for n in range(count):
            for subtype in ("report", "strategy", "experience", "course"):
                make_resource(f"{subtype} {n}", subtype=subtype, about=[cambodia])
        with django_assert_num_queries(3):
            library(cambodia, AnonymousUser())
        with django_assert_num_queries(1):
            courses(cambodia, AnonymousUser())


def test_the_page_of_the_country_draws_both(client: object, reference: None) -> None:
    country = Subject.objects.get(code="CHL")
    make_resource("Training in Santiago", subtype="course", about=[country])

    page = client.get("/en/countries/chl/").content.decode()

    assert 'id="resources"' in page
    assert "/en/resources/?about=CHL" in page
    assert "Training in Santiago" in page
