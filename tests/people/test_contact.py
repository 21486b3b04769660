"""Writing to somebody: through the one mail pipeline, without either address on any page."""

import uuid
from typing import Any

import pytest
from django.test import Client

from platform_site.accounts.models import User
from platform_site.activity.models import Activity
from platform_site.home.now import happenings
from platform_site.moderation.models import PostingRight, ProblemReport
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


def test_the_expert_gets_the_mail_in_their_language_and_can_answer_it(
    client: Client, bob: User, expert: Profile, smtp_sink: SmtpSink
) -> None:
    sent = post(client)
    send_everything()

    (mail,) = smtp_sink.to(expert.user.email)
    assert (mail["Content-Language"], str(mail["Reply-To"])) == ("fr", f"Bob <{bob.email}>")
    assert "Bob" in str(mail["Subject"])
    words = everything_in(mail)
    assert TEXT in words
    assert bob.email in words
    told = client.get(sent["Location"]).content.decode()
    assert TEXT in told
    assert expert.user.email not in told


def test_a_name_in_another_script_is_answered_too(expert: Profile, smtp_sink: SmtpSink) -> None:
    noor = make_user("نور, الدين", email="noor@people.example")
    write_to(expert, noor)
    send_everything()

    (mail,) = smtp_sink.to(expert.user.email)
    (address,) = mail["Reply-To"].addresses
    assert (address.display_name, address.addr_spec) == ("نور, الدين", "noor@people.example")


def test_the_form_says_who_learns_which_address(client: Client, bob: User, expert: Profile) -> None:
    shown = client.get("/en/people/elias/contact/").content.decode()

    assert bob.email in shown
    assert "with your name and your address" in shown
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


def test_the_sixth_message_in_an_hour_waits_and_is_not_lost(
    client: Client, bob: User, expert: Profile
) -> None:
    answers = [post(client, f"{TEXT} {number}") for number in range(6)]

    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert f"{TEXT} 5" in answers[5].content.decode()
    assert Message.objects.count() == 5


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
        assert client.get(message.get_absolute_url()).status_code == 404
        assert TEXT not in client.get("/admin/people/message/", follow=True).content.decode()


def test_the_two_of_them_read_it_again(bob: User, expert: Profile) -> None:
    message = write_to(expert, bob, TEXT)
    shown = {}
    for person in (bob, expert.user):
        client = Client()
        client.force_login(person)
        shown[person] = client.get(message.get_absolute_url()).content.decode()
        assert TEXT in client.get("/en/me/messages/").content.decode()

    assert expert.user.email not in shown[bob].replace("Your page", "")
    assert f"mailto:{bob.email}" in shown[expert.user]


def test_a_reported_message_opens_to_the_moderators_and_only_that_one(
    bob: User, expert: Profile
) -> None:
    message, other = write_to(expert, bob, "An insult"), write_to(expert, bob, "A greeting")
    own, staff = Client(), Client()
    own.force_login(expert.user)
    staff.force_login(make_reviewer())
    report = {"text": "He insults me", "key": uuid.uuid4()}

    answer = own.post(f"{message.get_absolute_url()}report/", report)
    again = own.post(f"{message.get_absolute_url()}report/", report | {"key": uuid.uuid4()})

    assert (
        answer["Location"] == again["Location"] == (ProblemReport.objects.get().get_receipt_url())
    )
    listed = staff.get("/admin/people/message/").content.decode()
    shown = staff.get(f"/admin/people/message/{message.pk}/change/").content.decode()
    hidden = staff.get(f"/admin/people/message/{other.pk}/change/", follow=True).content.decode()
    assert "Bob" in listed
    assert "An insult" in shown
    assert "He insults me" in shown
    assert "A greeting" not in listed + shown + hidden


def test_the_sender_reports_nothing(client: Client, bob: User, expert: Profile) -> None:
    message = write_to(expert, bob)

    assert client.get(f"{message.get_absolute_url()}report/").status_code == 404


def test_nobody_writes_to_themselves(expert: Profile) -> None:
    client = Client()
    client.force_login(expert.user)

    assert client.get("/en/people/elias/contact/")["Location"] == "/en/people/elias/"
