"""Twelve ways of losing a circle: from then on nothing of it leaves, also of what was queued."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from platform_site.access.models import Circle, Membership
from platform_site.accounts.holdings import erase_person
from platform_site.accounts.models import User
from platform_site.notifications.actions import fan_out, follow_page, send_due
from platform_site.notifications.models import Delivery
from platform_site.notifications.tokens import FOLLOW, Stop
from platform_site.pages.models import Page, PageGrant
from tests.factories import make_article, make_circle
from tests.mail import SmtpSink, everything_in
from tests.notifications.conftest import World, let_a_day_pass

pytestmark = pytest.mark.django_db
MINE = ("/en/me/notifications/", "/en/me/mail/", "/en/me/mail/?show=not-sent", "/en/me/follows/")


def change_pages(**fields: object) -> None:
    Page.objects.filter(title__startswith="CANARY").update(**fields)


def leave(world: World) -> None:
    Membership.objects.filter(user=world.bob).delete()


def be_moved_to_another_circle(world: World) -> None:
    Membership.objects.filter(user=world.bob).update(circle=make_circle())


def see_the_pages_move_to_another_circle(world: World) -> None:
    change_pages(circle=make_circle(world.alice))


def see_the_circle_dissolved(world: World) -> None:
    Circle.objects.filter(members=world.bob).get().delete()


def see_the_pages_deleted(world: World) -> None:
    for page in Page.objects.filter(title__startswith="CANARY"):
        page.delete()


def see_the_pages_archived(world: World) -> None:
    change_pages(state="archived")


def see_the_pages_withdrawn(world: World) -> None:
    change_pages(state="draft")


def see_the_pages_go_back_to_review(world: World) -> None:
    change_pages(state="pending")


def lose_a_guests_grant(world: World) -> None:
    PageGrant.objects.filter(user=world.bob).delete()


def see_the_pages_closed_to_the_public(world: World) -> None:
    change_pages(audience="circle", circle=make_circle(world.alice))


def have_the_account_closed(world: World) -> None:
    User.objects.filter(pk=world.bob.pk).update(is_active=False)


def delete_the_account(world: World) -> None:
    erase_person(person=world.bob)


WAYS: list[tuple[Callable[[World], None], str]] = [
    (leave, "member"),
    (be_moved_to_another_circle, "member"),
    (see_the_pages_move_to_another_circle, "member"),
    (see_the_circle_dissolved, "member"),
    (see_the_pages_deleted, "member"),
    (see_the_pages_archived, "member"),
    (see_the_pages_withdrawn, "member"),
    (see_the_pages_go_back_to_review, "member"),
    (lose_a_guests_grant, "guest"),
    (see_the_pages_closed_to_the_public, "public"),
    (have_the_account_closed, "member"),
    (delete_the_account, "member"),
]


def open_to_bob(world: World, how: str) -> list[Page]:
    """Two pages that Bob can see, in one way or another."""
    if how == "public":
        return [make_article(f"CANARY {n}", contributor=world.alice) for n in range(2)]
    members = [world.alice, world.bob] if how == "member" else [world.alice]
    circle = make_circle(*members)
    pages = [make_article(f"CANARY {n}", circle=circle, contributor=world.alice) for n in range(2)]
    if how == "guest":
        for page in pages:
            PageGrant.objects.create(page=page, user=world.bob, granted_by=world.alice)
    return pages


@pytest.mark.parametrize(("lose", "how"), WAYS)
def test_nothing_of_a_lost_circle_leaves(
    world: World, smtp_sink: SmtpSink, lose: Callable[[World], None], how: str
) -> None:
    pages = open_to_bob(world, how)
    for page, often in zip(pages, ("now", "daily"), strict=True):
        follow_page(page=page, by=world.bob, frequency=often)
        world.comment(page, world.alice, "CANARY text")
    fan_out()
    assert let_a_day_pass() == 1
    mine = Delivery.objects.filter(person=world.bob)
    assert sorted(mine.values_list("channel", flat=True)) == "digest inbox inbox mail mail".split()
    client = Client()
    client.force_login(world.bob)
    assert b"CANARY" in client.get(MINE[0]).content
    bob, stop = world.bob.pk, Stop(world.bob.pk, FOLLOW, pages[0].pk).token

    lose(world)
    for page in Page.objects.filter(title__startswith="CANARY"):
        world.comment(page, world.alice, "CANARY again")
    fan_out()
    Delivery.objects.filter(channel="mail").update(due_at=timezone.now())
    send_due()

    assert [everything_in(mail) for mail in smtp_sink.to("bob@people.example")] == []
    for address in (*MINE, "/en/about/", f"/en/unsubscribe/{stop}/"):
        assert b"CANARY" not in client.get(address).content, address
    left = Delivery.objects.filter(person=bob).exclude(channel="inbox")
    assert set(left.values_list("state", flat=True)) <= {"skipped"}
    assert Delivery.objects.filter(person=bob, channel="inbox").count() <= 2


def test_a_mail_that_went_out_stays_in_the_list_when_its_page_is_deleted(
    world: World, smtp_sink: SmtpSink, client: Client
) -> None:
    follow_page(page=world.cambodia, by=world.bob, frequency="now")
    article = world.publish("CANARY")
    fan_out()
    send_due()

    article.delete()

    client.force_login(world.bob)
    text = client.get("/en/me/mail/").content.decode()
    assert "CANARY" not in text
    assert "A page that was deleted" in text
    assert 'state--good">sent<' in text


def test_a_circle_that_one_comes_back_to_is_heard_again(world: World, smtp_sink: SmtpSink) -> None:
    (page, _other) = open_to_bob(world, "member")
    follow_page(page=page, by=world.bob, frequency="now")
    leave(world)
    Membership.objects.create(circle_id=page.circle_id, user=world.bob)
    world.comment(page, world.alice)

    fan_out()
    send_due()

    (mail,) = smtp_sink.to(world.bob.email)
    assert "CANARY 0" in str(mail["Subject"])
