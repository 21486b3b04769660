"""Days, phases, rounds: what an e-discussion is on which day."""

import uuid
from datetime import UTC, date, datetime

import pytest
import time_machine
from django import forms
from django.db import IntegrityError, transaction

from forums import rounds
from forums.actions import open_topic
from forums.models import Forum, Topic
from forums.wording import why_not_open
from platform_site.discussions.models import Talk
from platform_site.moderation.actions import accept_revision
from platform_site.pages import kinds
from platform_site.pages.models import PageLink
from tests.factories import make_reviewer, make_user
from tests.forums.places import make_e_discussion, make_forum, make_topic, reply, topic_proposal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("now", "phase"),
    [
        # Midnight in Kiritimati comes fourteen hours before midnight UTC.
        ("2027-02-28T09:59:59Z", "announced"),
        ("2027-02-28T10:00:00Z", "open"),
        ("2027-03-14T09:59:59Z", "open"),
        ("2027-03-14T10:00:00Z", "closed"),
    ],
)
def test_a_discussion_opens_and_closes_at_midnight_of_its_own_zone(now: str, phase: str) -> None:
    forum = Forum(opens_on=date(2027, 3, 1), closes_on=date(2027, 3, 14), zone="Pacific/Kiritimati")
    forum.set_instants()

    with time_machine.travel(datetime.fromisoformat(now), tick=False):
        assert forum.phase == phase


def test_the_last_day_is_whole_also_when_clocks_change_in_it() -> None:
    forum = Forum(opens_on=date(2027, 3, 1), closes_on=date(2027, 3, 28), zone="Europe/Zurich")
    forum.set_instants()

    # Summer time begins on 28 March: the day ends one hour earlier than the days before it.
    assert forum.closes_at == datetime(2027, 3, 28, 22, tzinfo=UTC)


def test_a_discussion_without_days_is_open_and_says_that_they_are_not_entered() -> None:
    forum = make_e_discussion(opens=None, closes=None)

    assert (forum.phase, forum.has_dates, why_not_open(forum)) == ("open", False, "")


def test_the_sentence_says_why_and_when() -> None:
    announced = make_e_discussion("Later", opens=3, closes=9)
    closed = make_e_discussion("Over", opens=-9, closes=-3)

    assert "opens on" in why_not_open(announced)
    assert "Europe/Zurich" in why_not_open(announced)
    assert "closed at the end of" in why_not_open(closed)


def test_the_database_refuses_days_without_a_zone_and_days_in_the_wrong_order() -> None:
    for wrong in ({"zone": ""}, {"opens": 5, "closes": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_e_discussion(**wrong)


ROUNDS = """2027-03-01 – 2027-03-07: Who is left out?
Whom do your schemes not reach?

2027-03-08 - 2027-03-14: What worked

Without days"""


def test_rounds_are_read_as_staff_type_them_and_written_back() -> None:
    rows = rounds.parse(ROUNDS.replace("\n", "\r\n"))

    assert [(row["starts_on"], row["title"]) for row in rows.values()] == [
        ("2027-03-01", "Who is left out?"),
        ("2027-03-08", "What worked"),
        ("", "Without days"),
    ]
    assert rounds.parse(rounds.written(rows)) == rows


@pytest.mark.parametrize(
    "wrong", ["2027-03-01: One day", "2027-13-01 – 2027-13-02: A", "2027-03-02 – 2027-03-01: B"]
)
def test_a_round_that_makes_no_sense_is_refused_with_words(wrong: str) -> None:
    with pytest.raises(forms.ValidationError):
        rounds.parse(wrong)


def test_the_round_of_today_is_marked() -> None:
    forum = make_e_discussion(
        zone="UTC",
        opens_on="2027-03-01",
        closes_on="2027-03-14",
        rounds=rounds.parse(ROUNDS),
    )

    with time_machine.travel(datetime(2027, 3, 9, tzinfo=UTC), tick=False):
        assert [one.phase for one in forum.rounds.all()] == ["done", "now", ""]


@pytest.mark.parametrize("name", ["forum", "topic"])
def test_applying_its_own_snapshot_changes_nothing(name: str) -> None:
    forum = make_e_discussion(rounds=rounds.parse(ROUNDS), text="A *text*.")
    page = forum if name == "forum" else make_topic(forum, tags={"pensions": 1})
    kind = kinds.get(name)
    page = kind.model.objects.get(pk=page.pk)
    before = kind.snapshot(page)

    kind.apply(page, before)
    page.save()

    assert kind.snapshot(kind.model.objects.get(pk=page.pk)) == before


def test_a_topic_knows_when_somebody_wrote_last_and_never_goes_back() -> None:
    topic = make_topic(make_forum())
    stale = Topic.objects.get(pk=topic.pk)

    post = reply(topic, make_user("Bob"))
    stale.save()

    topic.refresh_from_db()
    counters = topic.counters
    assert topic.last_at == counters.last_post_at
    assert topic.last_at >= post.page.created_at


def test_a_topic_that_waited_is_new_on_the_day_it_is_published() -> None:
    forum, alice = make_forum(), make_user("Alice")
    revision = open_topic(forum=forum, proposal=topic_proposal(), by=alice, key=uuid.uuid4())
    topic = Topic.objects.get(pk=revision.page_id)
    assert topic.state == "pending"

    accept_revision(revision=revision, by=make_reviewer())

    topic.refresh_from_db()
    assert topic.last_at == topic.published_at


def test_a_topic_lies_within_its_forum_also_for_what_knows_no_forums() -> None:
    forum = make_forum()
    topic = make_topic(forum)

    (link,) = PageLink.objects.filter(page=topic.pk)

    assert (link.target_id, link.kind) == (forum.pk, "within")


def test_the_talks_in_a_discussion_open_and_close_with_it() -> None:
    forum = make_e_discussion()

    topic = make_topic(forum)

    talk = Talk.objects.get(page=topic.pk)
    assert (talk.opens_at, talk.closes_at) == (forum.opens_at, forum.closes_at)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("What keeps people contributing?", "what-keeps-people-contributing"),
        ("Feed", "feed-forum"),
        ("New", "new-forum"),
        ("Protection sociale des indépendants", "protection-sociale-des"),
        ("الحماية الاجتماعية للعاملين لحسابهم الخاص", "الحماية-الاجتماعية-للعاملين"),
        ("x" * 80, "x" * 30),
    ],
)
def test_the_address_of_a_forum_is_short_enough_for_its_topics(title: str, slug: str) -> None:
    first, second = make_forum(title), make_forum(title)

    assert (first.slug, len(second.slug) <= 30) == (slug, True)
    assert first.slug != second.slug
