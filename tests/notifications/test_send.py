"""What leaves, what does not, and what the row says of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from platform_site.access.models import Membership
from platform_site.accounts.models import User
from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.discussions.actions import hide_post
from platform_site.notifications.actions import (
    fan_out,
    follow_page,
    send_due,
    set_preference,
    settle,
    stop_all_mails,
    unfollow_page,
)
from platform_site.notifications.message import Mail
from platform_site.notifications.models import Delivery
from platform_site.notifications.smtp import Line
from platform_site.pages.models import Page
from tests.factories import make_article, make_circle, make_reviewer, make_user
from tests.mail import SmtpSink
from tests.notifications.conftest import MoodySink, World

pytestmark = pytest.mark.django_db


def mails() -> list[tuple[str, str, str]]:
    """Every mail row: to whom, what became of it, and the words about that."""
    rows = Delivery.objects.filter(channel="mail").order_by("pk")
    return [
        (d.person.display_name, d.state, d.skipped_because or d.answer)
        for d in rows.select_related("person")
    ]


def try_again_later() -> None:
    """Moves the clock of the rows on by as much as anything waits."""
    Delivery.objects.update(due_at=timezone.now() - timedelta(seconds=1))


def let_leases_end() -> None:
    Delivery.objects.filter(lease_until__isnull=False).update(
        lease_until=timezone.now() - timedelta(seconds=1)
    )


def test_a_follower_gets_one_mail(world: World, smtp_sink: SmtpSink) -> None:
    follow_page(page=world.cambodia, by=world.bob, frequency="now")
    article = world.publish("A pension law")
    fan_out()

    assert send_due() == 1
    assert send_due() == 0

    (mail,) = smtp_sink.messages
    assert mail["X-RcptTo"] == "bob@people.example"
    assert mail["Subject"] == "[Cambodia] New: “A pension law”"
    assert article.get_absolute_url() in mail.get_body(["plain"]).get_content()
    assert mails() == [("Bob", "sent", "")]


# Between the queue and the sender -------------------------------------------------------------


def leave_the_circle(world: World, page: Page) -> None:
    Membership.objects.filter(user=world.bob).delete()


def close_the_account(world: World, page: Page) -> None:
    User.objects.filter(pk=world.bob.pk).update(is_active=False)


def archive_the_page(world: World, page: Page) -> None:
    Page.objects.filter(pk=page.pk).update(state="archived")


def hide_the_comment(world: World, page: Page) -> None:
    hide_post(post=page.posts.get(), by=world.alice, reason="Off topic")


def unfollow(world: World, page: Page) -> None:
    unfollow_page(page=page, by=world.bob)


def mute(world: World, page: Page) -> None:
    follow_page(page=page, by=world.bob, level="muted")


def mute_the_country(world: World, page: Page) -> None:
    unfollow_page(page=page, by=world.bob)
    follow_page(page=world.cambodia, by=world.bob, level="muted")


def choose_never(world: World, page: Page) -> None:
    follow_page(page=page, by=world.bob, frequency="never")


def choose_never_for_all(world: World, page: Page) -> None:
    set_preference(person_id=world.bob.pk, follows="never")


def stop_everything(world: World, page: Page) -> None:
    stop_all_mails(person_id=world.bob.pk)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (leave_the_circle, "no_access"),
        (archive_the_page, "no_access"),
        (close_the_account, "inactive"),
        (hide_the_comment, "gone"),
        (unfollow, "stopped"),
        (mute, "muted"),
        (mute_the_country, "muted"),
        (choose_never, "stopped"),
        (choose_never_for_all, "stopped"),
        (stop_everything, "stopped"),
    ],
)
def test_a_mail_that_is_no_longer_right_is_held_back_with_its_reason(
    world: World, smtp_sink: SmtpSink, change: object, reason: str
) -> None:
    circle = make_circle(world.alice, world.bob)
    page = make_article("Secret", circle=circle, about=[world.cambodia])
    follow_page(page=page, by=world.bob, frequency="now")
    world.comment(page, world.alice)
    fan_out()
    change(world, page)

    send_due()

    assert smtp_sink.messages == []
    assert mails() == [("Bob", "skipped", reason)]


def test_who_no_longer_reviews_gets_no_mail_of_the_queue(world: World, smtp_sink: SmtpSink) -> None:
    mona = make_reviewer()
    set_preference(person_id=mona.pk, review="now")
    page = make_article(state="pending", contributor=world.alice)
    record(verb=Activity.Verb.CONTRIBUTED, page=page, actor=world.alice)
    fan_out()
    mona.user_permissions.clear()

    send_due()

    assert smtp_sink.messages == []
    assert mails() == [("Mona", "skipped", "no_access")]


# What the server answers ----------------------------------------------------------------------


def test_each_refusal_stops_its_own_mail_and_no_other(world: World, moody_sink: MoodySink) -> None:
    moods = {
        "Never": ("rcpt", "550 5.1.1 no such person"),
        "Later": ("rcpt", "450 4.2.0 greylisted"),
        "Spam": ("data", "554 5.7.1 looks like spam"),
        "Full": ("data", "452 4.2.2 mailbox full"),
        "Gone": ("hang up", ""),
        "Mute": ("silent", ""),
    }
    people = {}
    for name in [f"P{n}" for n in range(4)] + [*moods] + [f"Q{n}" for n in range(4)]:
        people[name] = make_user(name)
        follow_page(page=world.cambodia, by=people[name], frequency="now")
    moody_sink.moods = {f"{name.lower()}@people.example": mood for name, mood in moods.items()}
    world.publish()
    fan_out()

    send_due()

    good = {f"{n}@people.example" for n in "p0 p1 p2 p3 q0 q1 q2 q3".split()}
    assert {str(m["X-RcptTo"]) for m in moody_sink.messages} == good | {"mute@people.example"}
    states = {name: (state, words) for name, state, words in mails()}
    assert states["Never"] == ("failed", "550 5.1.1 no such person")
    assert states["Spam"] == ("failed", "554 5.7.1 looks like spam")
    assert states["Later"] == ("waiting", "450 4.2.0 greylisted")
    assert states["Full"] == ("waiting", "452 4.2.2 mailbox full")
    assert states["Gone"][0] == "waiting"
    assert states["Mute"] == ("in_doubt", "")

    moody_sink.moods = {}
    try_again_later()
    send_due()

    later = {str(m["X-RcptTo"]) for m in moody_sink.messages} - good
    assert later == {f"{n}@people.example" for n in ("mute", "later", "full", "gone")}
    assert len(moody_sink.messages) == 12


def test_a_refusal_for_now_waits_longer_each_time_and_ends_after_two_days(
    world: World, moody_sink: MoodySink
) -> None:
    follow_page(page=world.cambodia, by=world.bob, frequency="now")
    moody_sink.moods = {"bob@people.example": ("rcpt", "450 later")}
    world.publish()
    fan_out()
    waits = []
    for _ in range(4):
        send_due()
        row = Delivery.objects.get(channel="mail")
        waits.append(round((row.due_at - timezone.now()).total_seconds() / 60))
        try_again_later()

    Delivery.objects.update(created_at=timezone.now() - timedelta(hours=49))
    send_due()

    assert waits == [1, 5, 15, 60]
    assert mails() == [("Bob", "failed", "450 later")]


def test_without_a_mail_server_mails_wait_and_no_try_is_counted(
    world: World, settings: Settings, smtp_sink: SmtpSink
) -> None:
    follow_page(page=world.cambodia, by=world.bob, frequency="now")
    world.publish()
    fan_out()
    real = settings.MAILERS
    settings.MAILERS = {
        "default": real["default"] | {"OPTIONS": {"host": "127.0.0.1", "port": 1, "timeout": 1}}
    }
    assert send_due() == 0
    assert list(Delivery.objects.filter(channel="mail").values_list("state", "attempts")) == [
        ("waiting", 0)
    ]

    settings.MAILERS = real

    assert send_due() == 1
    assert len(smtp_sink.messages) == 1


def test_a_server_that_hangs_up_again_and_again_is_left_alone(
    world: World, moody_sink: MoodySink
) -> None:
    for n in range(6):
        person = make_user(f"P{n}")
        follow_page(page=world.cambodia, by=person, frequency="now")
        moody_sink.moods[person.email] = ("hang up", "")
    world.publish()
    fan_out()

    send_due()

    tried = Delivery.objects.filter(channel="mail", attempts__gt=0).count()
    assert (tried, Delivery.objects.filter(channel="mail", state="waiting").count()) == (3, 6)


def test_a_mail_that_cannot_be_written_stops_no_other(
    world: World, smtp_sink: SmtpSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange = make_user("Strange")
    User.objects.filter(pk=strange.pk).update(time_zone="Nowhere/Land")
    for person in (strange, world.bob):
        follow_page(page=world.cambodia, by=person, frequency="now")
    world.publish()
    fan_out()

    send_due()

    assert [m["X-RcptTo"] for m in smtp_sink.messages] == ["bob@people.example"]
    assert sorted(mails()) == [
        ("Bob", "sent", ""),
        ("Strange", "waiting", "451 could not be written"),
    ]


def test_what_cannot_be_marked_in_doubt_is_taken_back(smtp_sink: SmtpSink) -> None:
    """The database goes away while the server waits for the text: no dot, no mail."""
    mail = Mail(address="bob@x.example", subject="S", text="T", html="H", message_id=uuid4())

    def fail() -> None:
        raise OSError("the database is away")

    with Line() as line:
        with pytest.raises(OSError, match="away"):
            line.send(mail, before_dot=fail)
        assert smtp_sink.messages == []
        line.send(mail, before_dot=lambda: None)

    assert len(smtp_sink.messages) == 1


# In doubt -------------------------------------------------------------------------------------


def left_in_doubt(world: World, moody_sink: MoodySink) -> Delivery:
    follow_page(page=world.cambodia, by=world.bob, frequency="now")
    moody_sink.moods = {"bob@people.example": ("silent", "")}
    world.publish()
    fan_out()
    send_due()
    let_leases_end()
    return Delivery.objects.get(channel="mail")


def test_a_mail_in_doubt_is_left_and_shown(world: World, moody_sink: MoodySink) -> None:
    left_in_doubt(world, moody_sink)

    settle()
    send_due()

    assert len(moody_sink.messages) == 1
    assert mails() == [("Bob", "in_doubt", "")]


def test_a_look_into_the_servers_log_settles_a_mail_in_doubt(
    world: World, moody_sink: MoodySink
) -> None:
    delivery = left_in_doubt(world, moody_sink)

    settle(log=lambda asked: asked & {str(delivery.message_id)})

    assert mails() == [("Bob", "sent", "")]


def test_a_mail_that_the_servers_log_does_not_know_goes_again_as_the_same_message(
    world: World, moody_sink: MoodySink
) -> None:
    left_in_doubt(world, moody_sink)
    moody_sink.moods = {}

    settle(log=lambda asked: set())
    send_due()

    first, second = (m["Message-ID"] for m in moody_sink.messages)
    assert first == second
    assert mails() == [("Bob", "sent", "")]


def test_staff_see_what_is_in_doubt_and_may_send_it_again(
    world: World, moody_sink: MoodySink, client: Client, settings: Settings
) -> None:
    settings.ADMIN_REQUIRES_MFA = False
    delivery = left_in_doubt(world, moody_sink)
    moody_sink.moods = {}
    client.force_login(make_user("Root", is_staff=True, is_superuser=True))
    address = reverse("admin:notifications_delivery_changelist")

    text = client.get(address).content.decode()
    assert "we do not know whether it arrived" in text
    assert "A pension law" not in text
    assert client.get(f"{address}{delivery.pk}/change/").status_code == 200
    client.post(address, {"action": "send_in_doubt_again", "_selected_action": delivery.pk})
    send_due()

    assert mails() == [("Bob", "sent", "")]


def test_a_dead_senders_rows_are_free_again_after_the_lease(
    world: World, smtp_sink: SmtpSink
) -> None:
    follow_page(page=world.cambodia, by=world.bob, frequency="now")
    world.publish()
    fan_out()
    Delivery.objects.filter(channel="mail").update(
        state="claimed", lease_until=timezone.now() + timedelta(seconds=60)
    )
    settle()
    assert send_due() == 0

    let_leases_end()
    settle()

    assert send_due() == 1
