"""Two people write to each other: asked first, ended by either, read by nobody else."""

import uuid
from typing import Any

import pytest
from django.test import Client

from platform_site.accounts.holdings import erase_person
from platform_site.accounts.models import User
from platform_site.activity.models import Activity
from platform_site.notifications.actions import fan_out, send_due
from platform_site.notifications.models import Delivery
from platform_site.people.actions import (
    NotOpenToContact,
    NotYet,
    accept_conversation,
    close_conversation,
    forget_conversation,
    mute_conversation,
)
from platform_site.people.models import Conversation, Message, Profile, Side
from tests.factories import make_reviewer, make_user
from tests.mail import SmtpSink, everything_in
from tests.people.profiles import answer_to, in_touch, make_profile, write_to
from tests.queries import count_queries

pytestmark = pytest.mark.django_db

# Where words of somebody else might turn up.
ELSEWHERE = (
    *("/en/", "/en/feed/", "/en/people/", "/en/people/feed/", "/en/people/elias/"),
    *("/en/me/", "/en/me/messages/", "/en/me/blocked/", "/en/search/?q=heard"),
    *("/en/search/feed/?q=heard", "/en/search/suggestions/?q=heard"),
)


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


def shown(person: User, address: str) -> str:
    response = browser(person).get(address)
    assert response.status_code == 200
    return response.content.decode()


def send(person: User, conversation: Conversation, text: str = "And more") -> Any:
    data = {"text": text, "key": uuid.uuid4()}
    return browser(person).post(conversation.get_absolute_url(), data)


def do(person: User, conversation: Conversation, what: str, **data: Any) -> Any:
    return browser(person).post(f"{conversation.get_absolute_url()}{what}/", data)


def fresh(conversation: Conversation) -> Conversation:
    return Conversation.objects.select_related("asker", "asked").get(pk=conversation.pk)


def test_before_it_is_taken_up_there_is_one_message(bob: User, elias: Profile) -> None:
    conversation = write_to(elias, bob).conversation

    response = send(bob, conversation, "A second one")

    assert response.status_code == 409
    assert "has not been taken up yet" in response.content.decode()
    assert "A second one" in response.content.decode()
    assert Message.objects.count() == 1
    with pytest.raises(NotYet):
        write_to(elias, bob)


def test_the_person_asked_accepts_and_both_write(bob: User, elias: Profile) -> None:
    conversation = write_to(elias, bob).conversation
    assert "Will you write with them?" in shown(elias.user, conversation.get_absolute_url())

    do(elias.user, conversation, "acceptance")
    answers = [send(bob, conversation, "From Bob"), send(elias.user, conversation, "From Elias")]

    assert [answer.status_code for answer in answers] == [302, 302]
    for person in (bob, elias.user):
        page = shown(person, conversation.get_absolute_url())
        assert page.index("From Bob") < page.index("From Elias")
        assert "Will you write" not in page


def test_an_answer_takes_it_up_too(bob: User, elias: Profile) -> None:
    conversation = write_to(elias, bob).conversation

    send(elias.user, conversation, "Gladly")

    assert fresh(conversation).is_accepted
    assert send(bob, conversation).status_code == 302


def test_the_asker_cannot_accept_for_the_other(bob: User, elias: Profile) -> None:
    conversation = write_to(elias, bob).conversation

    do(bob, conversation, "acceptance")

    assert not fresh(conversation).is_accepted


def test_who_declined_hears_no_more_until_they_write_themselves(bob: User, elias: Profile) -> None:
    conversation = write_to(elias, bob).conversation
    do(elias.user, conversation, "end")

    refused = send(bob, conversation)
    assert refused.status_code == 409
    assert "does not take messages" in refused.content.decode()

    assert send(elias.user, conversation, "I changed my mind").status_code == 302
    assert send(bob, conversation).status_code == 302


@pytest.mark.parametrize("ender", ["asker", "asked"])
def test_either_ends_it(bob: User, elias: Profile, ender: str) -> None:
    conversation = in_touch(elias, bob)
    one, other = (bob, elias.user) if ender == "asker" else (elias.user, bob)

    close_conversation(conversation=conversation, by=one)

    with pytest.raises(NotOpenToContact):
        answer_to(conversation, other)
    assert "You ended this" in shown(one, conversation.get_absolute_url())
    assert "You ended this" not in shown(other, conversation.get_absolute_url())


def test_who_closed_their_profile_goes_on_with_whom_they_know(bob: User, elias: Profile) -> None:
    conversation = in_touch(elias, bob)
    make_profile(elias.user, is_open_to_contact=False, shown_to="nobody")

    answer_to(conversation, bob)

    with pytest.raises(NotOpenToContact):
        write_to(elias, make_user("Carol"))


def test_the_profile_leads_to_the_conversation_that_is_there(bob: User, elias: Profile) -> None:
    conversation = in_touch(elias, bob)

    response = browser(bob).get("/en/people/elias/contact/")
    write_to(elias, bob, "Once more from the profile")

    assert response["Location"] == conversation.get_absolute_url()
    assert Conversation.objects.get().messages.count() == 2


def test_a_third_person_finds_nothing(bob: User, elias: Profile) -> None:
    conversation = in_touch(elias, bob, "Heard canaryoftwo")
    message = Message.objects.get()
    addresses = [message.get_absolute_url(), conversation.get_absolute_url()]
    addresses += [f"{addresses[1]}{part}/" for part in ("copy", "report", "end", "mute", "block")]
    addresses += [f"{addresses[1]}{part}/" for part in ("acceptance", "unsent")]
    admin = make_user("Ada", is_staff=True, is_superuser=True)

    for person in (make_user("Charlie"), make_reviewer(), admin):
        client = browser(person)
        for address in addresses:
            for response in (client.get(address), client.post(address, {"text": "canary"})):
                assert response.status_code in (404, 405), (person, address)
                assert "canaryoftwo" not in response.content.decode()
        assert not Conversation.objects.visible_to(person).exists()
        assert not Message.objects.visible_to(person).exists()
        for address in ELSEWHERE:
            assert "canaryoftwo" not in client.get(address).content.decode()
    assert (fresh(conversation).accepted_at, Side.objects.filter(muted_at=None).count()) == (
        conversation.accepted_at,
        2,
    )


def test_the_admin_shows_no_conversation_and_no_message_that_nobody_reported(
    bob: User, elias: Profile
) -> None:
    in_touch(elias, bob, "canaryoftwo")
    message = Message.objects.get()
    client = browser(make_user("Ada", is_staff=True, is_superuser=True))

    index = client.get("/admin/").content.decode()
    listed = client.get("/admin/people/message/").content.decode()
    one = client.get(f"/admin/people/message/{message.pk}/change/", follow=True).content.decode()
    leaving = client.get(f"/admin/accounts/user/{bob.pk}/delete/").content.decode()

    assert "people/conversation" not in index
    assert "canaryoftwo" not in index + listed + one + leaving


def test_reading_marks_what_was_shown_as_read_here_and_in_the_inbox(
    bob: User, elias: Profile
) -> None:
    conversation = write_to(elias, bob).conversation
    fan_out()
    assert "Unread" in shown(elias.user, "/en/me/messages/")
    assert Delivery.objects.inbox().filter(person=elias.user, read_at=None).count() == 1

    shown(elias.user, conversation.get_absolute_url())

    assert "Unread" not in shown(elias.user, "/en/me/messages/")
    assert not Delivery.objects.inbox().filter(person=elias.user, read_at=None).exists()
    assert "Unread" not in shown(bob, "/en/me/messages/")


def test_the_inbox_counts_a_message_in_the_head_of_every_page(bob: User, elias: Profile) -> None:
    write_to(elias, bob)
    fan_out()

    assert '<span class="masthead__count">1<' in shown(elias.user, "/en/people/")
    assert '<span class="masthead__count">' not in shown(bob, "/en/people/")


def test_the_answer_is_told_to_who_has_no_profile(
    bob: User, elias: Profile, smtp_sink: SmtpSink
) -> None:
    conversation = write_to(elias, bob).conversation
    accept_conversation(conversation=fresh(conversation), by=elias.user)
    answer_to(fresh(conversation), elias.user, "canaryanswer")
    fan_out()
    send_due()

    mails = smtp_sink.to(bob.email)
    assert {str(mail["Subject"]) for mail in mails} == {
        "Elias accepted your message",
        "Elias wrote to you",
    }
    assert "canaryanswer" not in "".join(everything_in(mail) for mail in mails)


def test_a_muted_conversation_comes_silently(
    bob: User, elias: Profile, smtp_sink: SmtpSink
) -> None:
    conversation = in_touch(elias, bob)
    Activity.objects.all().delete()
    mute_conversation(conversation=conversation, by=elias.user, is_muted=True)

    answer_to(conversation, bob, "Heard by nobody yet")
    fan_out()
    send_due()

    assert smtp_sink.to(elias.user.email) == []
    assert "Unread" in shown(elias.user, "/en/me/messages/")
    do(elias.user, conversation, "mute", undo="1")
    assert not Side.objects.filter(muted_at__isnull=False).exists()


def test_deleting_ones_copy_leaves_the_others(bob: User, elias: Profile) -> None:
    conversation = in_touch(elias, bob, "The first words")

    do(bob, conversation, "copy")

    assert "The first words" not in shown(bob, "/en/me/messages/")
    assert "The first words" not in shown(bob, conversation.get_absolute_url())
    assert "The first words" in shown(elias.user, conversation.get_absolute_url())
    answer_to(conversation, elias.user, "Something new")
    assert "Something new" in shown(bob, "/en/me/messages/")
    assert browser(bob).get(Message.objects.first().get_absolute_url()).status_code == 404


def test_what_both_deleted_is_gone(bob: User, elias: Profile) -> None:
    conversation = in_touch(elias, bob)

    for person in (bob, elias.user):
        forget_conversation(conversation=conversation, by=person)

    assert not Message.objects.exists()
    assert Conversation.objects.exists()


def test_of_who_left_only_the_others_own_words_stay(bob: User, elias: Profile) -> None:
    conversation = in_touch(elias, bob, "Words of the one who leaves")
    answer_to(conversation, elias.user, "Words of the one who stays")

    erase_person(person=bob)

    page = shown(elias.user, conversation.get_absolute_url())
    assert "A former member" in page
    assert "Words of the one who stays" in page
    assert "Words of the one who leaves" not in page
    assert "Bob" not in page + shown(elias.user, "/en/me/messages/")
    with pytest.raises(NotOpenToContact):
        answer_to(fresh(conversation), elias.user)
    assert do(elias.user, conversation, "copy").status_code == 302
    assert not Message.objects.exists()


def test_a_conversation_that_both_left_is_gone(bob: User, elias: Profile) -> None:
    conversation = in_touch(elias, bob)
    answer_to(conversation, elias.user)

    for person in (bob, elias.user):
        erase_person(person=person)

    assert not Conversation.objects.exists()


def test_a_question_that_was_only_asked_goes_with_its_writer(bob: User, elias: Profile) -> None:
    write_to(elias, bob)

    erase_person(person=bob)

    assert not Conversation.objects.exists()
    assert "No messages yet" in shown(elias.user, "/en/me/messages/")


def test_what_is_being_written_is_kept_until_it_is_sent(bob: User, elias: Profile) -> None:
    client = browser(bob)
    accept = {"Accept": "application/json"}
    address = "/en/people/elias/contact/"

    saved = client.post(f"{address}unsent/", {"text": "Half a sen"}, headers=accept)
    again = client.get(address).content.decode()
    button = client.post(address, {"text": "Half a sentence", "keep": "1", "key": uuid.uuid4()})

    assert saved.json() == {"said": "Kept, and not sent yet"}
    assert "Half a sen</textarea>" in again
    assert button["Location"] == address
    assert "Half a sentence</textarea>" in client.get(address).content.decode()
    conversation = write_to(elias, bob, "Whole").conversation
    client.post(f"{conversation.get_absolute_url()}unsent/", {"text": "Next"})
    assert "Half" not in client.get(conversation.get_absolute_url()).content.decode()
    assert Client().post(f"{address}unsent/", {"text": "x"}).status_code == 401
    too_long = client.post(f"{address}unsent/", {"text": "x" * 5001})
    assert too_long.status_code == 422


def test_a_long_list_and_a_long_conversation_cost_the_same(bob: User, elias: Profile) -> None:
    conversation = in_touch(elias, bob)
    costs = [cost_of(elias.user, conversation)]
    for number in range(5):
        in_touch(elias, make_user(f"Writer {number}"))
        answer_to(conversation, bob)
    costs.append(cost_of(elias.user, conversation))

    assert costs[0] == costs[1]


def cost_of(person: User, conversation: Conversation) -> tuple[int, int]:
    client = browser(person)
    client.get(conversation.get_absolute_url())
    listed = count_queries(client, "/en/me/messages/")
    return listed, count_queries(client, conversation.get_absolute_url())


def test_pages_of_a_list_and_of_a_conversation_follow_each_other(
    bob: User, elias: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform_site.people.views.conversations.PER_PAGE", 2)
    monkeypatch.setattr("platform_site.people.views.conversations.MESSAGES", 2)
    conversation = in_touch(elias, bob, "Word 0")
    for number in range(1, 5):
        answer_to(conversation, bob, f"Word {number}")
        write_to(elias, make_user(f"Writer {number}"))

    words = walk(elias.user, conversation.get_absolute_url(), "messages_shown")
    people = walk(elias.user, "/en/me/messages/", "lines")

    assert [word.text for word in words] == [f"Word {n}" for n in (3, 4, 1, 2, 0)]
    assert [str(line.other) for line in people] == [
        *("Writer 4", "Bob", "Writer 3", "Writer 2", "Writer 1")
    ]


def walk(person: User, address: str, name: str) -> list[Any]:
    client, mark, found = browser(person), "", []
    while True:
        context = client.get(address, {"at": mark} if mark else {}).context
        found += context[name]
        mark = context["slice"].older
        if not mark:
            return found
