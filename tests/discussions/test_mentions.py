"""Who is mentioned is told, when the writer may know them and they may see the page."""

import pytest
from django.test import Client

from platform_site.access.models import Membership
from platform_site.activity.models import Activity
from platform_site.discussions.actions import edit_post
from platform_site.notifications.actions import fan_out, prepare_digests, send_due
from platform_site.notifications.models import Delivery
from platform_site.notifications.told import tell
from tests.discussions.talks import make_profile, write
from tests.factories import make_article, make_circle, make_user
from tests.mail import SmtpSink, everything_in

pytestmark = pytest.mark.django_db


def mentioned() -> list[str]:
    rows = Activity.objects.filter(verb="mentioned").order_by("pk")
    return [activity.concerns.display_name for activity in rows]


def lines(person: object) -> list[str]:
    rows = list(Delivery.objects.filter(person=person, channel="inbox").select_related("activity"))
    return [one.said.line for one in tell(rows, person)[0]]


def test_a_mention_is_recorded_linked_and_told() -> None:
    alice, bob = make_user("Alice"), make_user("Bob")
    profile = make_profile(bob, handle="bob")

    post = write(make_article(), alice, "What do you think, @bob?")
    fan_out()

    assert mentioned() == ["Bob"]
    assert f'<a href="/id/person/{profile.pk}">@bob</a>' in post.html
    assert lines(bob) == ["Alice mentioned you on “A headline”"]


def test_whom_the_writer_may_not_see_is_not_mentioned() -> None:
    make_profile(make_user("Bob"), handle="bob", shown_to="nobody")

    post = write(make_article(), make_user("Alice"), "@bob @nobody @alice")

    assert mentioned() == []
    assert "<a" not in post.html


def test_who_may_not_see_the_page_hears_nothing() -> None:
    alice, bob = make_user("Alice"), make_user("Bob")
    make_profile(bob, handle="bob")
    article = make_article(circle=make_circle(alice))

    write(article, alice, "@bob")
    fan_out()

    assert Delivery.objects.filter(person=bob).count() == 0


def test_who_leaves_the_circle_gets_nothing_of_what_was_queued(smtp_sink: SmtpSink) -> None:
    alice, bob = make_user("Alice"), make_user("Bob")
    make_profile(bob, handle="bob")
    circle = make_circle(alice, bob)
    write(make_article("zanarytitle", circle=circle), alice, "@bob zanaryword")
    fan_out()
    assert Delivery.objects.filter(person=bob, channel="mail", state="waiting").count() == 1

    Membership.objects.filter(user=bob, circle=circle).delete()
    prepare_digests()
    send_due()

    assert smtp_sink.to(bob.email) == []
    assert lines(bob) == []
    mail = Delivery.objects.get(person=bob, channel="mail")
    assert (mail.state, mail.skipped_because) == ("skipped", "no_access")


def test_a_mail_from_a_circle_says_nothing_of_what_was_written(smtp_sink: SmtpSink) -> None:
    alice, bob = make_user("Alice"), make_user("Bob")
    make_profile(bob, handle="bob")
    write(make_article(circle=make_circle(alice, bob)), alice, "@bob zanaryword")
    fan_out()
    send_due()

    (mail,) = smtp_sink.to(bob.email)
    assert "zanaryword" not in everything_in(mail)


def test_a_change_mentions_only_whom_it_adds() -> None:
    alice = make_user("Alice")
    for name in ("bob", "carla"):
        make_profile(make_user(name.title()), handle=name)
    post = write(make_article(), alice, "@bob")

    edit_post(post=post, by=alice, source="@bob and @carla", language="en", version=1)

    assert mentioned() == ["Bob", "Carla"]


def test_a_quoted_mention_calls_nobody_again() -> None:
    make_profile(make_user("Bob"), handle="bob")

    write(make_article(), make_user("Alice"), "> Ask @bob\n\nYes, let us.")

    assert mentioned() == []


def test_the_name_of_an_author_leads_to_their_profile_if_one_may_see_it(client: Client) -> None:
    alice, bob, article = make_user("Alice"), make_user("Bob"), make_article()
    make_profile(alice, handle="alice")
    make_profile(bob, handle="bob", shown_to="nobody")
    write(article, alice)
    write(article, bob)

    shown = client.get(article.get_absolute_url()).content.decode()

    assert 'href="/en/people/alice/"' in shown
    assert "/people/bob/" not in shown
