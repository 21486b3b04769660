"""Opening topics, moving them, who keeps order; nothing is wider than its forum."""

import uuid

import pytest
from django.test import Client

from forums.actions import (
    CannotMove,
    NotOpen,
    move_topic,
    name_facilitators,
    open_topic,
    set_audience,
)
from forums.export import talk_of
from forums.models import Topic
from forums.permissions import facilitates, keeps_order
from platform_site.access.models import Membership
from platform_site.accounts.models import User
from platform_site.discussions.actions import TalkIsClosed, hide_post, lock_talk, pin_talk
from platform_site.discussions.models import may_moderate
from platform_site.moderation.actions import NotAllowedToContribute, accept_revision
from platform_site.moderation.models import PostingRight
from platform_site.pages.models import Page
from tests.factories import make_circle, make_reviewer, make_user
from tests.forums.places import (
    make_e_discussion,
    make_forum,
    make_topic,
    reply,
    topic_proposal,
    trusted,
)

pytestmark = pytest.mark.django_db


def send(forum: object, by: User, key: uuid.UUID | None = None) -> Topic:
    revision = open_topic(forum=forum, proposal=topic_proposal(), by=by, key=key or uuid.uuid4())
    return Topic.objects.get(pk=revision.page_id)


def test_the_first_topic_of_a_person_is_read_by_somebody_and_the_second_is_not() -> None:
    forum, alice, mona = make_forum(), make_user("Alice"), make_reviewer()

    first = send(forum, alice)
    accept_revision(revision=first.revisions.get(), by=mona)
    second = send(forum, alice)

    assert (first.state, second.state) == ("pending", "published")


def test_whom_a_moderator_trusts_or_who_leads_the_forum_publishes_at_once() -> None:
    forum, leader = make_forum(), make_user("Amara")
    name_facilitators(forum=forum, people=[leader])

    assert [send(forum, one).state for one in (trusted("Tom"), leader)] == ["published"] * 2


def test_who_is_blocked_opens_no_topic() -> None:
    bob = make_user("Bob")
    PostingRight.objects.create(user=bob, level="blocked", reason="A test")

    with pytest.raises(NotAllowedToContribute):
        send(make_forum(), bob)


def test_the_same_form_twice_is_one_topic() -> None:
    forum, alice, key = make_forum(), trusted("Alice"), uuid.uuid4()

    assert send(forum, alice, key) == send(forum, alice, key)


@pytest.mark.parametrize(("opens", "closes"), [(2, 5), (-5, -2)])
def test_a_discussion_that_is_not_open_takes_no_topic_and_no_post(opens: int, closes: int) -> None:
    forum, alice = make_e_discussion(opens=None, closes=None), trusted("Alice")
    topic = make_topic(forum)
    shut = make_e_discussion("Not open", opens=opens, closes=closes)
    move_topic(topic=topic, to=shut, by=make_reviewer())

    with pytest.raises(NotOpen):
        send(shut, alice)
    with pytest.raises(TalkIsClosed):
        reply(topic, alice)


def test_a_topic_has_the_audience_of_its_forum_and_keeps_it() -> None:
    bob = make_user("Bob")
    circle = make_circle(bob)
    members, inside = make_forum("M", audience="members"), make_forum("C", circle=circle)

    topics = [make_topic(members), make_topic(inside, by=bob)]

    assert [(one.audience, one.circle_id) for one in topics] == [
        ("members", None),
        ("circle", circle.pk),
    ]


def test_a_forum_that_is_narrowed_takes_its_topics_and_their_versions_along() -> None:
    forum = make_forum()
    topic = make_topic(forum)
    french = open_topic(
        forum=forum,
        proposal=topic_proposal("Une question", language="fr"),
        by=topic.contributor,
        key=uuid.uuid4(),
        original=topic,
    ).page
    other = make_topic(make_forum("Another"))

    set_audience(forum=forum, audience="members", by=make_reviewer())

    pages = Page.objects.in_bulk([forum.pk, topic.pk, french.pk, other.pk])
    found = {pk: page.audience for pk, page in pages.items()}
    assert found == {
        forum.pk: "members",
        topic.pk: "members",
        french.pk: "members",
        other.pk: "public",
    }


def test_nobody_opens_what_was_written_in_a_circle() -> None:
    bob = make_user("Bob")
    forum = make_forum(circle=make_circle(bob))

    with pytest.raises(ValueError, match="stays in its circle"):
        set_audience(forum=forum, audience="public", by=bob)


@pytest.mark.parametrize(
    ("start", "end", "may"),
    [
        ("public", "public", True),
        ("public", "members", True),
        ("members", "members", True),
        ("members", "public", False),
        ("circle", "public", False),
        ("circle", "members", False),
        ("circle", "same circle", True),
        ("circle", "other circle", False),
        ("public", "circle", False),
    ],
)
def test_a_topic_moves_only_where_nobody_else_reads_it(start: str, end: str, may: bool) -> None:
    bob, mona = make_user("Bob"), make_reviewer()
    circles = {"circle": make_circle(bob), "other circle": make_circle(bob)}
    circles["same circle"] = circles["circle"]
    source, target = (
        make_forum(name, circle=circles.get(name), audience=name if name == "members" else "public")
        for name in (start, end)
    )
    topic = make_topic(source, by=bob)
    Page.objects.filter(pk=topic.pk).update(state="published", published_at=topic.created_at)

    if not may:
        with pytest.raises(CannotMove):
            move_topic(topic=topic, to=target, by=mona)
        return
    move_topic(topic=topic, to=target, by=mona)

    topic = Topic.objects.get(pk=topic.pk)
    assert (topic.forum_id, topic.subtype, topic.audience) == (
        target.pk,
        target.slug,
        target.audience,
    )


def test_a_facilitator_keeps_order_in_their_own_forum_only() -> None:
    amara, charlie = make_user("Amara"), make_user("Charlie")
    hers, other = make_forum("Hers"), make_forum("Another")
    name_facilitators(forum=hers, people=[amara])
    mine, others = make_topic(hers), make_topic(other)

    assert [may_moderate(one.page_ptr, amara) for one in (mine, others)] == [True, False]
    assert [keeps_order(amara, one) for one in (hers, other)] == [True, False]
    assert (facilitates(charlie, hers), may_moderate(mine.page_ptr, charlie)) == (False, False)

    name_facilitators(forum=hers, people=[charlie])

    assert [may_moderate(mine.page_ptr, one) for one in (amara, charlie)] == [False, True]


def test_a_reviewer_keeps_order_everywhere_but_in_circles() -> None:
    mona, bob = make_reviewer(), make_user("Bob")
    inside = make_topic(make_forum("C", circle=make_circle(bob)), by=bob)

    assert may_moderate(make_topic(make_forum()).page_ptr, mona)
    assert not may_moderate(inside.page_ptr, mona)


def test_who_leads_the_circle_keeps_order_in_its_forum() -> None:
    alice, bob = make_user("Alice"), make_user("Bob")
    circle = make_circle(alice, bob)
    Membership.objects.filter(user=alice).update(role="owner")
    topic = make_topic(make_forum("C", circle=circle), by=bob)

    assert [may_moderate(topic.page_ptr, one) for one in (alice, bob)] == [True, False]


def test_in_a_circle_an_author_changes_their_topic_at_once_and_nobody_else_may(
    client: Client,
) -> None:
    alice, bob = make_user("Alice"), make_user("Bob")
    topic = make_topic(make_forum("C", circle=make_circle(alice, bob)), by=bob)
    address = f"/en/pages/{topic.pk}/suggestions/new/"

    client.force_login(alice)
    assert client.get(address).status_code == 404
    client.force_login(bob)
    form = client.get(address).context
    data = form["form"].initial | form["submission"].initial | {"title": "Said better"}
    data |= {"key": str(uuid.uuid4()), "significance": "minor"}
    assert client.post(address, data).status_code == 302

    topic.refresh_from_db()
    assert topic.title == "Said better"


def test_what_is_pinned_stands_first_and_what_is_locked_says_so(client: Client) -> None:
    forum, mona = make_forum(), make_reviewer()
    old, new = make_topic(forum, "The old one"), make_topic(forum, "The new one")
    pin_talk(page=old.page_ptr, by=mona, is_pinned=True)
    lock_talk(page=new.page_ptr, by=mona, reason="It is settled")

    response = client.get(forum.get_absolute_url())

    entries = response.context["entries"]
    assert [entry.topic.title for entry in entries] == ["The old one", "The new one"]
    assert [(entry.is_pinned, entry.is_locked) for entry in entries] == [
        (True, False),
        (False, True),
    ]


def test_the_export_holds_what_was_said_and_not_what_was_hidden() -> None:
    alice, bob, charlie = (make_user(name) for name in ("Alice", "Bob", "Charlie"))
    forum = make_forum("C", circle=make_circle(alice, bob))
    topic = make_topic(forum, by=alice)
    reply(topic, bob, "Said.")
    hide_post(post=reply(topic, bob, "Hidden."), by=alice, reason="Off topic")

    (told,) = talk_of(forum, user=bob)

    assert (told["title"], told["opened_by"], told["text"]) == (
        "A question",
        "Alice",
        "What I ask.",
    )
    assert [(post.get("text"), post.get("hidden")) for post in told["posts"]] == [
        ("Said.", None),
        (None, "Off topic"),
    ]
    assert talk_of(forum, user=charlie) == []
