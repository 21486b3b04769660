"""Writing first to somebody, from their profile, without either address on any page."""

import uuid
from typing import Any

import pytest
from django.test import Client

from platform_site.accounts.models import User
from platform_site.activity.models import Activity
from platform_site.home.now import happenings
from platform_site.moderation.models import PostingRight
from platform_site.notifications.actions import fan_out, follow_page, send_due, set_preference
from platform_site.notifications.models import Delivery
from platform_site.people.actions import NotAllowedToWrite, NotOpenToContact
from platform_site.people.models import Message, Profile
from tests.factories import make_reviewer, make_user
from tests.mail import SmtpSink, everything_in
from tests.people.profiles import make_profile, write_to

pytestmark = pytest.mark.django_db
TEXT = "May I ask how you cost a child benefit?"


@pytest.fixture
def expert() -> Profile:
    return make_profile(make_user("Elias", language="fr"), handle="elias")


@pytest.fixture
def bob(client: Client) -> User:
    user = make_user("Bob")
    client.force_login(user)
    return user


def post(client: Client, text: str = TEXT, **fields: Any) -> Any:
    return client.post("/en/people/elias/contact/", {"text": text, "key": uuid.uuid4()} | fields)


def send_everything() -> None:
    fan_out()
    send_due()


def test_the_expert_is_told_who_wrote_in_their_language_and_not_what(
    client: Client, bob: User, expert: Profile, smtp_sink: SmtpSink
) -> None:
    sent = post(client)
    send_everything()

    (mail,) = smtp_sink.to(expert.user.email)
    assert (mail["Content-Language"], mail["Reply-To"]) == ("fr", None)
    assert "Bob" in str(mail["Subject"])
    words = everything_in(mail)
    assert f"/fr/me/messages/{Message.objects.get().pk}/" in words
    assert TEXT not in words
    assert bob.email not in words
    told = client.get(sent["Location"]).content.decode()
    assert TEXT in told
    assert expert.user.email not in told


def test_the_form_says_who_reads_it_and_shows_no_address(
    client: Client, bob: User, expert: Profile
) -> None:
    shown = client.get("/en/people/elias/contact/").content.decode()

    assert "Only the two of you read it" in shown
    assert bob.email not in shown
    assert expert.user.email not in shown


def test_only_who_is_signed_in_writes_and_what_they_typed_waits(expert: Profile) -> None:
    client = Client()
    sent = post(client)
    assert sent["Location"].startswith("/en/accounts/login/")
    client.force_login(make_user("Bob"))

    token = sent["Location"].rpartition("kept%3D")[2]
    shown = client.get(f"/en/people/elias/contact/?kept={token}")

    assert TEXT in shown.content.decode()
    assert not Message.objects.exists()


def test_a_form_sent_twice_is_one_message(client: Client, bob: User, expert: Profile) -> None:
    key = uuid.uuid4()

    first, second = (post(client, key=key)["Location"] for _ in range(2))

    assert first == second
    assert Message.objects.count() == Activity.objects.filter(verb="contacted").count() == 1


def test_contact_switched_off_is_said_and_loses_nothing(
    client: Client, bob: User, expert: Profile
) -> None:
    make_profile(expert.user, is_open_to_contact=False)

    assert "elias/contact/" not in client.get("/en/people/elias/").content.decode()
    response = post(client)

    assert response.status_code == 409
    assert TEXT in response.content.decode()
    assert not Message.objects.exists()


@pytest.mark.parametrize("shown_to", ["nobody", "members"])
def test_a_profile_one_does_not_see_has_no_form(expert: Profile, shown_to: str) -> None:
    make_profile(expert.user, shown_to=shown_to)
    client = Client()
    if shown_to == "nobody":
        client.force_login(make_user("Bob"))
        assert client.get("/en/people/elias/contact/").status_code == 404
        assert post(client).status_code == 404
    else:
        assert client.get("/en/people/elias/").status_code == 404
    with pytest.raises(NotOpenToContact):
        write_to(expert, expert.user)


def test_somebody_whose_account_was_closed_gets_nothing(bob: User, expert: Profile) -> None:
    User.objects.filter(pk=expert.user.pk).update(is_active=False)

    with pytest.raises(NotOpenToContact):
        write_to(expert, bob)


def test_who_may_not_contribute_may_not_write(client: Client, bob: User, expert: Profile) -> None:
    PostingRight.objects.create(user=bob, level="blocked", reason="Insults")

    response = post(client)

    assert response.status_code == 403
    assert TEXT in response.content.decode()
    with pytest.raises(NotAllowedToWrite):
        write_to(expert, bob)


def test_the_mail_follows_what_the_expert_wishes(
    bob: User, expert: Profile, smtp_sink: SmtpSink
) -> None:
    set_preference(person_id=expert.user.pk, to_me="never")
    write_to(expert, bob, TEXT)
    send_everything()

    assert smtp_sink.to(expert.user.email) == []
    assert Delivery.objects.inbox().get().person == expert.user


def test_a_muted_profile_of_ones_own_hides_no_message(
    bob: User, expert: Profile, smtp_sink: SmtpSink
) -> None:
    follow_page(page=expert, by=expert.user, level="muted")
    write_to(expert, bob, TEXT)
    send_everything()

    assert len(smtp_sink.to(expert.user.email)) == 1


def test_nobody_else_ever_hears_of_a_message(
    bob: User, expert: Profile, smtp_sink: SmtpSink
) -> None:
    follower, mona = make_user("Farida"), make_reviewer()
    for person in (follower, mona):
        set_preference(person_id=person.pk, follows="now", review="now")
        follow_page(page=expert, by=person, level="watching", frequency="now")
    fan_out()
    Delivery.objects.all().delete()
    message = write_to(expert, bob, TEXT)
    send_everything()

    assert set(Delivery.objects.values_list("person", flat=True)) == {expert.user.pk}
    assert "contacted" not in {happening.verb for happening in happenings(size=50)}
    for person in (follower, mona):
        client = Client()
        client.force_login(person)
        for address in (message.get_absolute_url(), message.conversation.get_absolute_url()):
            assert client.get(address).status_code == 404
        assert TEXT not in client.get("/admin/people/message/", follow=True).content.decode()


def test_nobody_writes_to_themselves(expert: Profile) -> None:
    client = Client()
    client.force_login(expert.user)

    assert client.get("/en/people/elias/contact/")["Location"] == "/en/people/elias/"
