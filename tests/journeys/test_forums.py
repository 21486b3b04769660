"""Take part in an e-discussion, answer by quoting, be told, leave; keep order in a heated topic."""

import re
import uuid
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from forums.actions import name_facilitators, open_topic
from forums.models import Forum, Topic
from platform_site.accounts.models import User
from platform_site.discussions.actions import flag_post, write_post
from platform_site.moderation.models import PostingRight
from platform_site.notifications.actions import set_preference
from tests.factories import make_user
from tests.forums.places import make_e_discussion, topic_proposal
from tests.journeys.conftest import confirmed, sign_in
from tests.mail import SmtpSink, everything_in

TITLE = "What keeps people contributing after the first year?"


@pytest.fixture
def facilitator(site: LiveServer) -> User:
    return confirmed(make_user("Amara Diallo"))


@pytest.fixture
def member_of_it(site: LiveServer) -> User:
    """Somebody who publishes at once and wants to hear at once."""
    alice = confirmed(make_user("Alice Asks"))
    PostingRight.objects.create(user=alice, level="trusted", reason="A test")
    set_preference(person_id=alice.pk, follows="now")
    return alice


@pytest.fixture
def discussion(facilitator: User) -> Forum:
    forum = make_e_discussion(
        TITLE,
        rounds={
            "1": {
                "title": "Month seven",
                "question": "Who stops, and why?",
                "starts_on": timezone.now().date().isoformat(),
                "ends_on": timezone.now().date().isoformat(),
            }
        },
    )
    name_facilitators(forum=forum, people=[facilitator])
    return forum


def write(topic: Topic, by: User, source: str) -> None:
    write_post(page=topic.page_ptr, by=by, source=source, language="en", key=uuid.uuid4())


def test_join_an_e_discussion_answer_by_quoting_be_told_and_leave(
    new_page: Callable[[], Page],
    discussion: Forum,
    member_of_it: User,
    follower: User,
    smtp_sink: SmtpSink,
    celery_worker_process: object,
) -> None:
    asking, answering = new_page(), new_page()
    set_preference(person_id=follower.pk, follows="now")
    sign_in(asking, member_of_it)
    sign_in(answering, follower)

    join(answering)
    ask(asking)
    (told,) = smtp_sink.wait_for(follower.email)
    assert "Incentives that worked" in str(told["Subject"])
    quote(answering)

    mails = smtp_sink.wait_for(member_of_it.email)
    assert any("A call in month six." in everything_in(mail) for mail in mails)
    read_in_the_inbox(asking)
    leave(answering)


def join(page: Page) -> None:
    page.goto("/en/forums/")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.locator("main")).to_contain_text("Month seven")
    page.get_by_role("button", name="Join the e-discussion").click()
    expect(page.locator("main")).to_contain_text("You take part")
    expect(page.locator("main")).to_contain_text("1 person")


def ask(page: Page) -> None:
    page.goto("/en/forums/")
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("link", name="Open a topic").first.click()
    page.locator("input[name=title]").fill("Incentives that worked")
    editor = page.locator(".ProseMirror, textarea[name=text]:visible").first
    editor.fill("What have you seen that kept them?")
    page.get_by_role("button", name="Open the topic").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Incentives that worked")
    page.get_by_role("link", name="Reply").first.click()
    page.locator("textarea[name=source]").fill("I begin: a letter each month.")
    page.get_by_role("button", name="Publish the comment").click()
    expect(page.locator("#post-1")).to_contain_text("a letter each month")


def quote(page: Page) -> None:
    """From the list, where it stands as new."""
    page.goto("/en/forums/")
    page.get_by_role("link", name="Incentives that worked").click()
    page.locator("#post-1").get_by_role("link", name="Quote").click()
    box = page.locator("textarea[name=source]")
    expect(box).to_have_value(re.compile("a letter each month"))
    box.fill(f"{box.input_value()}\n\nA call in month six.")
    page.get_by_role("button", name="Publish the comment").click()
    expect(page.locator("#post-2 blockquote")).to_contain_text("a letter each month")
    expect(page.locator("#post-2")).to_contain_text("A call in month six.")


def read_in_the_inbox(page: Page) -> None:
    page.goto("/en/me/notifications/")
    expect(page.locator("main")).to_contain_text("Incentives that worked")


def leave(page: Page) -> None:
    page.goto("/en/forums/")
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("button", name="Leave the e-discussion").click()
    expect(page.locator("body")).to_contain_text("You have left")
    expect(page.get_by_role("button", name="Join the e-discussion")).to_be_visible()


def test_a_facilitator_keeps_order_in_a_heated_topic(
    new_page: Callable[[], Page], discussion: Forum, facilitator: User, follower: User
) -> None:
    topic = heated(discussion, by=follower)
    page, reader = new_page(), new_page()
    sign_in(page, facilitator)

    hide(page)
    lock(page, topic)

    reader.goto(topic.get_absolute_url())
    expect(reader.locator("#post-2")).to_contain_text("Attacks a person")
    expect(reader.locator("main")).not_to_contain_text("You know nothing")
    expect(reader.locator("main")).to_contain_text("We go on tomorrow")
    expect(reader.get_by_role("link", name="Write a comment")).to_have_count(0)


def heated(forum: Forum, *, by: User) -> Topic:
    """Three posts, one of which two people reported."""
    PostingRight.objects.create(user=by, level="trusted", reason="A test")
    revision = open_topic(forum=forum, proposal=topic_proposal("Heated"), by=by, key=uuid.uuid4())
    topic = Topic.objects.get(pk=revision.page_id)
    write(topic, by, "I doubt the figures.")
    write(topic, make_user("Angry Andy"), "You know nothing.")
    write(topic, by, "Please.")
    post = topic.posts.get(number=2)
    for person in (make_user("One"), make_user("Two")):
        flag_post(post=post, by=person, reason="attack")
    return topic


def hide(page: Page) -> None:
    page.goto("/en/me/flags/")
    expect(page.locator("main")).to_contain_text("You know nothing.")
    page.locator("main a[href*='/comments/2/moderation/']").first.click()
    page.locator("[name=hide-reason]").fill("Attacks a person, not an argument")
    page.get_by_role("button", name="Hide the comment").click()
    expect(page.locator("#post-2")).to_contain_text("Attacks a person")
    page.goto("/en/me/flags/")
    expect(page.locator("main")).not_to_contain_text("You know nothing.")


def lock(page: Page, topic: Topic) -> None:
    page.goto(topic.get_absolute_url())
    page.get_by_role("link", name="Moderate", exact=True).click()
    page.locator("[name=lock-reason]").fill("We go on tomorrow, with a night's sleep")
    page.get_by_role("button", name="Close the discussion").click()
    expect(page.locator("main")).to_contain_text("We go on tomorrow")
