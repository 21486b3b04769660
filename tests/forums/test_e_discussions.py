"""Taking part in an e-discussion, being told, leaving; summing it up for the library."""

import uuid

import pytest
from django.test import Client
from django.utils import timezone

from forums.actions import (
    SummaryMissing,
    join,
    leave,
    name_facilitators,
    publish_summary,
    write_summary,
)
from forums.models import Forum, Participation
from platform_site.accounts.models import User
from platform_site.moderation.actions import accept_revision
from platform_site.notifications.actions import fan_out, follow_page
from platform_site.notifications.models import Delivery, Follow
from platform_site.pages.models import Page, PageLink
from tests.factories import make_circle, make_reviewer, make_subject, make_user
from tests.forums.places import make_e_discussion, make_forum, make_topic, reply, trusted
from tests.people.profiles import make_profile

pytestmark = pytest.mark.django_db
SUMMARY = {
    "title": "What we found",
    "abstract": "Three things.",
    "authors": "Diallo, Amara; Silva, Marta",
    "language": "en",
    "source": "**One** thing, and two others.",
}


def told(person: User) -> list[tuple[str, str]]:
    inbox = Delivery.objects.inbox().filter(person=person).order_by("pk")
    return list(inbox.values_list("activity__verb", "activity__page__title"))


@pytest.fixture
def amara() -> User:
    return make_user("Amara Diallo")


@pytest.fixture
def discussion(amara: User) -> Forum:
    forum = make_e_discussion()
    name_facilitators(forum=forum, people=[amara])
    return forum


def test_who_joins_is_told_of_new_topics_and_who_left_is_not(discussion: Forum) -> None:
    bob, charlie = make_user("Bob"), make_user("Charlie")
    for person in (bob, charlie):
        join(forum=discussion, by=person)
    leave(forum=discussion, by=charlie)

    make_topic(discussion, "A new question")
    fan_out()

    assert told(bob) == [("published", "A new question")]
    assert told(charlie) == []
    assert Participation.objects.filter(forum=discussion.pk).count() == 1


def test_who_watches_is_told_of_each_reply_and_who_muted_of_nothing(discussion: Forum) -> None:
    watcher, tracker, muted, alice = (make_user(name) for name in ("W", "T", "M", "Alice"))
    levels = {watcher: "watching", tracker: "tracking", muted: "muted"}
    for person, level in levels.items():
        follow_page(page=discussion, by=person, level=level)

    reply(make_topic(discussion, "A question"), alice)
    fan_out()

    assert told(watcher) == [("published", "A question"), ("replied", "A question")]
    assert told(tracker) == [("published", "A question")]
    assert told(muted) == []


def test_joining_keeps_how_somebody_follows_it_already(discussion: Forum) -> None:
    bob = make_user("Bob")
    follow_page(page=discussion, by=bob, level="watching", frequency="now")

    join(forum=discussion, by=bob)
    join(forum=discussion, by=bob)

    follow = Follow.objects.get(user=bob)
    assert (follow.level, follow.frequency) == ("watching", "now")
    assert Participation.objects.filter(user=bob).count() == 1


def test_who_leaves_a_circle_is_told_nothing_more_of_its_discussion() -> None:
    alice, bob = make_user("Alice"), make_user("Bob")
    circle = make_circle(alice, bob)
    forum = make_e_discussion("C", circle=circle)
    join(forum=forum, by=bob)
    topic = make_topic(forum, "Inside", by=alice)
    circle.memberships.filter(user=bob).delete()

    reply(topic, alice)
    fan_out()

    assert told(bob) == []


def test_joining_and_leaving_are_one_button_each(client: Client, discussion: Forum) -> None:
    bob = make_user("Bob")
    client.force_login(bob)
    address = f"{discussion.get_absolute_url()}participation/"

    for data, number, word in (({}, 1, "Leave the"), ({"stop": "1"}, 0, "Join the")):
        response = client.post(address, data, follow=True)
        assert response.redirect_chain == [(discussion.get_absolute_url(), 302)]
        assert f"{word} e-discussion" in response.content.decode()
        assert Participation.objects.filter(user=bob).count() == number


def test_a_stranger_is_asked_to_sign_in_first(client: Client, discussion: Forum) -> None:
    response = client.post(f"{discussion.get_absolute_url()}participation/")

    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


def test_only_those_whose_profile_everyone_may_see_are_named(
    client: Client, discussion: Forum
) -> None:
    cambodia = make_subject("KHM", "Cambodia")
    shown = {"Open Olga": "public", "Member Max": "members", "Hidden Hana": "nobody"}
    for name, to in shown.items():
        person = make_user(name)
        make_profile(person, cambodia, handle=name.split()[0].lower(), shown_to=to)
        join(forum=discussion, by=person)
    join(forum=discussion, by=make_user("Nobody Nils"))

    client.force_login(make_user("Reader"))
    response = client.get(discussion.get_absolute_url())

    assert [one.name for one in response.context["participants"]] == ["Open Olga"]
    assert "4 people" in response.content.decode()
    assert "Hana" not in response.content.decode()


def test_a_summary_becomes_a_record_with_its_authors_and_both_lead_to_each_other(
    client: Client, discussion: Forum, amara: User
) -> None:
    write_summary(forum=discussion, by=amara, content=SUMMARY)

    revision = publish_summary(forum=discussion, by=amara)
    assert revision.state == "pending"
    accept_revision(revision=revision, by=make_reviewer())

    record = Page.objects.get(pk=revision.page_id)
    assert (record.kind, record.title, record.year) == (
        "resource",
        "What we found",
        timezone.now().year,
    )
    assert record.as_resource.authors == ["Diallo, Amara", "Silva, Marta"]
    there = client.get(record.get_absolute_url()).content.decode()
    assert f'href="{discussion.get_absolute_url()}"' in there
    back = client.get(discussion.get_absolute_url()).content.decode()
    assert f'href="{record.get_absolute_url()}"' in back


def test_a_summary_is_published_once_however_often_the_button_is_pressed(
    discussion: Forum, amara: User
) -> None:
    write_summary(forum=discussion, by=amara, content=SUMMARY)

    first, second = (publish_summary(forum=discussion, by=amara) for _n in range(2))

    assert first == second
    assert PageLink.objects.filter(page=discussion.pk, kind="summary").count() == 1


def test_without_a_summary_or_out_of_a_circle_nothing_is_published(amara: User) -> None:
    forum = make_e_discussion()
    inside = make_e_discussion("C", circle=make_circle(amara))
    write_summary(forum=inside, by=amara, content=SUMMARY)

    for one in (forum, inside):
        with pytest.raises(SummaryMissing):
            publish_summary(forum=one, by=amara)


def test_only_who_leads_the_discussion_writes_its_summary(
    client: Client, discussion: Forum, amara: User
) -> None:
    address = f"{discussion.get_absolute_url()}summary/"
    for person, status in ((make_user("Charlie"), 404), (make_reviewer(), 404), (amara, 302)):
        client.force_login(person)
        assert client.post(address, SUMMARY).status_code == status
        publication = client.post(f"{address}publication/")
        assert (publication.status_code == 404) == (status == 404)

    assert discussion.summary_text.source == SUMMARY["source"]


def test_a_summary_that_lacks_something_comes_back_with_what_was_typed(
    client: Client, discussion: Forum, amara: User
) -> None:
    client.force_login(amara)

    response = client.post(f"{discussion.get_absolute_url()}summary/", SUMMARY | {"authors": ""})

    assert response.status_code == 422
    assert SUMMARY["source"] in response.content.decode()


def test_opening_a_topic_in_a_form_shows_it_and_follows_it(client: Client) -> None:
    forum, alice = make_forum(), trusted("Alice")
    client.force_login(alice)
    data = {"title": "A question", "text": "What **now**?", "language": "en"}
    data |= {"key": str(uuid.uuid4()), "subjects": "", "tags": ""}

    response = client.post(f"{forum.get_absolute_url()}new/", data, follow=True)
    fan_out()

    page = response.content.decode()
    assert response.status_code == 200
    assert "<strong>now</strong>" in page
    assert '"@type": "DiscussionForumPosting"' in page
    assert Follow.objects.filter(user=alice, page__title="A question").count() == 1


def test_a_closed_discussion_says_why_and_keeps_what_was_typed(client: Client) -> None:
    forum = make_e_discussion(opens=-9, closes=-2)
    client.force_login(trusted("Alice"))
    data = {"title": "Too late", "text": "What now?", "language": "en", "key": str(uuid.uuid4())}

    response = client.post(f"{forum.get_absolute_url()}new/", data)

    page = response.content.decode()
    assert response.status_code == 422
    assert "It closed at the end of" in page
    assert "Too late" in page


def test_who_is_new_is_told_that_somebody_reads_it_first(client: Client) -> None:
    forum = make_forum()
    client.force_login(make_user("Alice"))
    address = f"{forum.get_absolute_url()}new/"
    data = {"title": "Mine", "text": "What now?", "language": "en", "key": str(uuid.uuid4())}

    asked = client.get(address).content.decode()
    response = client.post(address, data)
    client.force_login(trusted("Tom"))
    other = client.get(address).content.decode()

    assert "a person reads it before it appears" in asked
    assert response["Location"].startswith("/en/contributions/")
    assert "It appears at once, under your name" in other
