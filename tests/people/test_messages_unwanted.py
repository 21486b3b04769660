"""Messages one does not want: blocked, reported, too many of them, and many at once."""

import re
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.db import connections
from django.test import Client
from django.utils import timezone

from platform_site.accounts.models import Block, User
from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.discussions.actions import write_post
from platform_site.moderation.models import PostingRight, ProblemReport
from platform_site.notifications.actions import fan_out, follow_page, send_due
from platform_site.notifications.models import Delivery
from platform_site.people.actions import (
    NotOpenToContact,
    TooManyMessages,
    YouBlockedThem,
    accept_conversation,
    block_person,
    close_conversation,
    unblock_person,
)
from platform_site.people.limits import BEGUN, BEGUN_BY_NEW, BEGUN_BY_TRUSTED, beginnings
from platform_site.people.models import Conversation, Message, Profile, Side
from tests.factories import make_article, make_reviewer, make_user
from tests.mail import SmtpSink
from tests.people.profiles import answer_to, in_touch, make_profile, write_to

pytestmark = pytest.mark.django_db
TEXT = "May I ask how you cost a child benefit?"


@pytest.fixture
def elias() -> Profile:
    return make_profile(make_user("Elias"), handle="elias")


@pytest.fixture
def bob() -> User:
    return make_user("Bob")


def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def body(response: Any) -> str:
    """Without what is another one each time."""
    text = re.sub(r'value="[\w-]{30,}"', "", response.content.decode())
    return re.sub(r"\d+:message-\d+", "", text)


def test_who_is_blocked_gets_the_answer_of_somebody_who_takes_no_messages(
    bob: User, elias: Profile
) -> None:
    closed = make_profile(make_user("Elias", email="other@people.example"), handle="eliat")
    make_profile(closed.user, is_open_to_contact=False)
    block_person(person=bob, by=elias.user)
    client = browser(bob)

    for path in ("", "contact/"):
        blocked = client.get(f"/en/people/elias/{path}")
        shut = client.get(f"/en/people/eliat/{path}")
        assert "Write a message" not in blocked.content.decode()
        assert (blocked.status_code, body(blocked).replace("elias", "eliat")) == (
            shut.status_code,
            body(shut),
        ) or path == ""
    data = {"text": TEXT, "key": uuid.uuid4()}
    refused, shut = (client.post(f"/en/people/{one}/contact/", data) for one in ("elias", "eliat"))
    assert refused.status_code == shut.status_code == 409
    assert body(refused).replace("elias", "eliat") == body(shut)
    assert not Message.objects.exists()


def test_a_block_ends_what_was_agreed_and_can_be_lifted(bob: User, elias: Profile) -> None:
    conversation = in_touch(elias, bob)
    own, other = browser(elias.user), browser(bob)
    address = conversation.get_absolute_url()

    own.post(f"{address}block/")

    assert "does not take messages" in other.get(address).content.decode()
    assert "blocked" not in other.get(address).content.decode().replace(
        "Whoever is blocked is not told", ""
    ).replace("me/blocked/", "")
    with pytest.raises(NotOpenToContact):
        answer_to(conversation, bob)
    with pytest.raises(YouBlockedThem):
        answer_to(conversation, elias.user)
    (block,) = Block.objects.all()
    assert "Bob" in own.get("/en/me/blocked/").content.decode()
    assert other.post(f"/en/me/blocked/{block.pk}/end/").status_code == 404
    own.post(f"/en/me/blocked/{block.pk}/end/")
    answer_to(conversation, bob)


def test_somebody_is_blocked_from_their_profile_and_twice_is_once(
    bob: User, elias: Profile
) -> None:
    client = browser(bob)

    for _ in range(2):
        assert client.post("/en/people/elias/block/").status_code == 302
    assert Block.objects.get().blocked == elias.user
    client.post("/en/people/elias/block/", {"undo": "1"})

    assert not Block.objects.exists()
    assert browser(elias.user).post("/en/people/elias/block/")["Location"] == "/en/people/elias/"
    assert not Block.objects.exists()


def test_nothing_the_blocked_one_does_is_told(bob: User, elias: Profile) -> None:
    page = make_article("Followed", contributor=make_user("Alice"))
    farida = make_user("Farida")
    for person in (elias.user, farida):
        follow_page(page=page, by=person, level="watching", frequency="now")
    block_person(person=bob, by=elias.user)

    write_post(page=page, by=bob, source="A comment", language="en", key=uuid.uuid4())
    record(verb=Activity.Verb.MENTIONED, page=page, actor=bob, concerns=elias.user, post=1)
    fan_out()
    told = Delivery.objects.exclude(person=bob).exclude(person__display_name="Alice")
    assert set(told.values_list("person", flat=True)) == {farida.pk}

    write_post(page=page, by=farida, source="Another", language="en", key=uuid.uuid4())
    fan_out()
    assert Delivery.objects.inbox().filter(person=elias.user).count() == 1


def test_what_was_queued_before_the_block_is_not_sent(
    bob: User, elias: Profile, smtp_sink: SmtpSink
) -> None:
    page = make_article("Followed")
    follow_page(page=page, by=elias.user, level="watching", frequency="now")
    write_post(page=page, by=bob, source="A comment", language="en", key=uuid.uuid4())
    write_to(elias, bob)
    fan_out()
    waiting = Delivery.objects.filter(person=elias.user, channel="mail", state="waiting")
    assert waiting.count() == 2

    block_person(person=bob, by=elias.user)
    send_due()

    assert smtp_sink.to(elias.user.email) == []
    mails = Delivery.objects.filter(person=elias.user, channel="mail")
    assert set(mails.values_list("state", flat=True)) == {"skipped"}


def test_a_moderator_whom_one_blocked_still_decides(elias: Profile) -> None:
    mona = make_reviewer()
    block_person(person=mona, by=elias.user)
    page = make_article(contributor=elias.user)

    record(verb=Activity.Verb.DECIDED, page=page, actor=mona, concerns=elias.user)
    fan_out()

    assert Delivery.objects.inbox().filter(person=elias.user).count() == 1


def report(person: User, conversation: Conversation, *messages: Message, **fields: Any) -> Any:
    data = {
        "messages": [message.pk for message in messages],
        "text": "He insults me",
        "is_agreed": "on",
        "key": uuid.uuid4(),
    }
    return browser(person).post(f"{conversation.get_absolute_url()}report/", data | fields)


def test_only_the_chosen_messages_open_to_moderators_and_each_look_is_on_record(
    bob: User, elias: Profile
) -> None:
    conversation = in_touch(elias, bob, "An insult")
    insult = Message.objects.get()
    greeting = answer_to(conversation, bob, "A greeting")
    mona = make_reviewer()
    staff = browser(mona)

    answer = report(elias.user, conversation, insult)

    assert answer["Location"] == ProblemReport.objects.get().get_receipt_url()
    listed = staff.get("/admin/people/message/").content.decode()
    seen = staff.get(f"/admin/people/message/{insult.pk}/change/").content.decode()
    hidden = staff.get(f"/admin/people/message/{greeting.pk}/change/", follow=True)
    assert "Bob" in listed
    assert "An insult" in seen
    assert "He insults me" in seen
    assert "A greeting" not in listed + seen + hidden.content.decode()
    (entry,) = LogEntry.objects.filter(user=mona)
    assert (entry.object_id, entry.object_repr) == (str(insult.pk), f"message {insult.pk}")
    assert staff.get(conversation.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("missing", ["is_agreed", "text", "messages"])
def test_without_consent_choice_and_words_nothing_is_opened(
    bob: User, elias: Profile, missing: str
) -> None:
    conversation = in_touch(elias, bob)

    response = report(elias.user, conversation, Message.objects.get(), **{missing: []})

    assert response.status_code == 422
    assert not ProblemReport.objects.exists()
    assert not Message.objects.filter(report__isnull=False).exists()


def test_nobody_reports_their_own_message_or_somebody_elses(bob: User, elias: Profile) -> None:
    conversation = in_touch(elias, bob)
    foreign = write_to(elias, make_user("Carol"))

    for person, message in ((bob, Message.objects.first()), (bob, foreign), (elias.user, foreign)):
        assert report(person, conversation, message).status_code == 422
    assert not ProblemReport.objects.exists()


def test_what_is_reported_stays_when_both_delete_their_copies(bob: User, elias: Profile) -> None:
    conversation = in_touch(elias, bob, "An insult")
    report(elias.user, conversation, Message.objects.get())

    for person in (bob, elias.user):
        browser(person).post(f"{conversation.get_absolute_url()}copy/")

    assert Message.objects.get().text == "An insult"


def test_a_report_about_a_hidden_profile_reaches_the_moderators(bob: User, elias: Profile) -> None:
    conversation = in_touch(elias, bob, "A question")
    answer = answer_to(conversation, elias.user, "An insult")
    make_profile(elias.user, shown_to="nobody")

    report(bob, conversation, answer)

    listed = browser(make_reviewer()).get("/admin/moderation/problemreport/").content.decode()
    assert "He insults me" in listed


def test_how_many_one_may_write_to_first_grows_with_age_and_trust(bob: User) -> None:
    assert beginnings(bob) == BEGUN_BY_NEW
    User.objects.filter(pk=bob.pk).update(joined_at=timezone.now() - timedelta(days=8))
    bob.refresh_from_db()
    assert beginnings(bob) == BEGUN
    PostingRight.objects.create(user=bob, level="trusted", reason="Known")
    assert beginnings(bob) == BEGUN_BY_TRUSTED


def test_one_too_many_in_a_day_is_kept_and_goes_tomorrow(bob: User) -> None:
    people = [make_profile(f"Expert {number}", handle=f"expert-{number}") for number in range(4)]
    for profile in people[:3]:
        write_to(profile, bob)
    client = browser(bob)
    data = {"text": TEXT, "key": uuid.uuid4()}

    refused = client.post("/en/people/expert-3/contact/", data)

    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 86_000
    assert "as many new people as one may within a day" in refused.content.decode()
    assert TEXT in refused.content.decode()
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        client = browser(bob)
        assert client.post("/en/people/expert-3/contact/", data).status_code == 302
    assert Conversation.objects.count() == 4


def test_the_eleventh_message_in_a_minute_waits(bob: User, elias: Profile) -> None:
    conversation = in_touch(elias, bob)
    for _ in range(9):
        answer_to(conversation, bob)

    data = {"text": TEXT, "key": uuid.uuid4()}
    refused = browser(bob).post(conversation.get_absolute_url(), data)

    assert refused.status_code == 429
    assert "send it again in 1 minute" in refused.content.decode()
    assert TEXT in refused.content.decode()
    with pytest.raises(TooManyMessages):
        answer_to(conversation, bob)
    answer_to(conversation, elias.user)


def at_once(number: int, act: Callable[[int], Any]) -> list[Any]:
    def alone(each: int) -> Any:
        try:
            return act(each)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        return list(pool.map(alone, range(number)))


@pytest.mark.django_db(transaction=True)
def test_a_hundred_first_messages_at_once_are_one_conversation(bob: User, elias: Profile) -> None:
    make_profile(bob, handle="bob")
    key = uuid.uuid4()
    clients = {"elias": (bob, "elias"), "bob": (elias.user, "bob")}

    def write(number: int) -> int:
        person, to = clients["elias" if number % 3 else "bob"]
        same = key if number % 2 else uuid.uuid4()
        data = {"text": TEXT, "key": same}
        return browser(person).post(f"/en/people/{to}/contact/", data).status_code

    answers = at_once(100, write)

    assert set(answers) <= {302, 409, 429}
    conversation = Conversation.objects.get()
    assert Side.objects.filter(conversation=conversation).count() == 2
    assert Message.objects.filter(sender=bob, submission_key=key).count() <= 1
    before = conversation.accepted_at
    if before is None:
        assert Message.objects.count() == 1
    assert Message.objects.count() == Activity.objects.filter(verb="contacted").count()


@pytest.mark.django_db(transaction=True)
def test_yes_no_block_and_words_at_once_leave_one_clear_state(bob: User, elias: Profile) -> None:
    conversation = write_to(elias, bob).conversation
    address = conversation.get_absolute_url()
    acts = [
        (elias.user, f"{address}acceptance/", {}),
        (elias.user, f"{address}end/", {}),
        (elias.user, f"{address}block/", {}),
        (bob, address, {"text": TEXT}),
        (elias.user, f"{address}mute/", {}),
    ]

    def act(number: int) -> int:
        person, where, data = acts[number % len(acts)]
        return browser(person).post(where, data | {"key": uuid.uuid4()}).status_code

    answers = at_once(100, act)

    assert set(answers) <= {302, 409, 429}
    assert Block.objects.count() == 1
    assert Side.objects.count() == 2
    assert Conversation.objects.count() == 1
    last = Message.objects.count()
    with pytest.raises(NotOpenToContact):
        answer_to(Conversation.objects.get(), bob)
    assert Message.objects.count() == last


@pytest.mark.django_db(transaction=True)
def test_a_hundred_beginnings_at_once_stop_at_the_limit(bob: User) -> None:
    people = [make_profile(f"Expert {n}", handle=f"expert-{n}") for n in range(20)]

    def write(number: int) -> int:
        handle = people[number % 20].slug
        data = {"text": TEXT, "key": uuid.uuid4()}
        return browser(bob).post(f"/en/people/{handle}/contact/", data).status_code

    answers = at_once(100, write)

    assert set(answers) <= {302, 409, 429}
    assert Conversation.objects.filter(asker=bob).count() == BEGUN_BY_NEW


def test_accepting_or_ending_twice_is_once(bob: User, elias: Profile) -> None:
    conversation = write_to(elias, bob).conversation

    for _ in range(2):
        accept_conversation(conversation=conversation, by=elias.user)
        close_conversation(conversation=conversation, by=bob)
    unblock_person(person=bob, by=elias.user)

    told = Activity.objects.filter(verb="contacted", concerns=bob)
    assert told.count() == 1
