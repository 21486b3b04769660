"""The inbox in lines, the preferences, many follows at once, one's mails page by page."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertRedirects

from platform_site.accounts.models import User
from platform_site.activity.actions import record
from platform_site.notifications.actions import (
    fan_out,
    follow_page,
    mark_read,
    mark_unread,
    set_preference,
)
from platform_site.notifications.models import Delivery, Follow, MailPreference
from tests.factories import make_article, make_circle, make_user
from tests.notifications.conftest import World

pytestmark = pytest.mark.django_db
INBOX, READING = "/en/me/notifications/", "/en/me/notifications/reading/"


@pytest.fixture
def bob(world: World, client: Client) -> Client:
    client.force_login(world.bob)
    return client


def page_text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def comments(world: World, number: int, title: str = "Pensions") -> object:
    article = make_article(title)
    follow_page(page=article, by=world.bob)
    for n in range(number):
        world.comment(article, world.alice, f"Word {n}")
    fan_out()
    return article


# Lines ----------------------------------------------------------------------------------------


def test_twelve_comments_are_one_line_that_opens_at_the_first_unread(
    world: World, bob: Client
) -> None:
    article = comments(world, 12)
    rows = list(Delivery.objects.inbox().filter(person=world.bob).order_by("pk"))
    mark_read(by=world.bob, up_to=rows[4].pk)

    text = page_text(bob, INBOX)

    assert text.count("<article") == 1
    assert "7 comments on “Pensions”" in text
    assert f'href="{article.get_absolute_url()}#post-6"' in text  # type: ignore[attr-defined]


def test_what_is_read_opens_at_the_newest(world: World, bob: Client) -> None:
    article = comments(world, 3)
    mark_read(by=world.bob, up_to=10**9)

    text = page_text(bob, INBOX)

    assert "3 comments on “Pensions”" in text
    assert f'href="{article.get_absolute_url()}#post-3"' in text  # type: ignore[attr-defined]


def test_an_answer_stands_apart_from_the_talk_around_it(world: World, bob: Client) -> None:
    article = comments(world, 3)
    post = world.comment(article, world.alice)  # type: ignore[arg-type]
    article.activities.filter(detail__post=post.pk).update(concerns=world.bob)  # type: ignore[attr-defined]
    fan_out()

    assert page_text(bob, INBOX).count("<article") == 2
    assert page_text(bob, f"{INBOX}?show=me").count("<article") == 1


def test_of_a_circle_the_line_says_no_more_than_the_title(world: World, bob: Client) -> None:
    page = make_article("Inside", circle=make_circle(world.alice, world.bob))
    follow_page(page=page, by=world.bob)
    for word in ("CANARY one", "CANARY two"):
        world.comment(page, world.alice, word)
    fan_out()

    text = page_text(bob, INBOX)

    assert "Inside" in text
    assert "CANARY" not in text


def test_a_line_is_read_and_unread_again_alone(world: World, bob: Client) -> None:
    first, _second = comments(world, 3, "First"), comments(world, 2, "Second")
    mine = Delivery.objects.inbox().filter(person=world.bob)
    line = {"up_to": 10**9, "page": first.pk, "verb": "replied"}  # type: ignore[attr-defined]

    assertRedirects(bob.post(READING, line), INBOX)
    assert mine.filter(read_at__isnull=True).count() == 2
    assert page_text(bob, f"{INBOX}?show=unread").count("<article") == 1

    bob.post(READING, line | {"again": "1"})
    assert mine.filter(read_at__isnull=True).count() == 3
    text = page_text(bob, INBOX)
    assert "Alice commented on “First”" in text
    assert "#post-3" in text


def test_nobody_makes_anothers_unread(world: World, bob: Client) -> None:
    article = comments(world, 1)
    mark_read(by=world.bob, up_to=10**9)

    assert mark_unread(by=world.charlie, up_to=10**9, page=article.pk) == 0  # type: ignore[attr-defined]


def test_pages_of_the_inbox_show_each_line_once_there_and_back(world: World, bob: Client) -> None:
    for n in range(70):
        record(
            verb="published",
            page=make_article(f"Item {n:02}", about=[world.cambodia]),
            actor=world.alice,
        )
    follow_page(page=world.cambodia, by=world.bob)
    Follow.objects.update(followed_at=datetime(2020, 1, 1, tzinfo=UTC))
    fan_out()

    seen: list[list[str]] = []
    address, back = INBOX, ""
    while address:
        response = bob.get(address)
        seen.append([line.page.title for line in response.context["lines"]])
        older, back = response.context["slice"].older, response.context["slice"].newer
        address = f"{INBOX}?at={older}" if older else ""

    assert [len(page) for page in seen] == [30, 30, 10]
    assert sorted(title for page in seen for title in page) == [f"Item {n:02}" for n in range(70)]
    response = bob.get(f"{INBOX}?at={back}")
    assert [line.page.title for line in response.context["lines"]] == seen[1]


@pytest.mark.parametrize("at", ["x", "o", "oo", "o-1", "o9999999999999999999999", "n٣", "'"])
@pytest.mark.parametrize("address", [INBOX, "/en/me/mail/"])
def test_a_mark_that_makes_no_sense_shows_the_first_page(
    world: World, bob: Client, address: str, at: str
) -> None:
    comments(world, 1)

    assert bob.get(address, {"at": at, "show": "x"}).status_code == 200


def test_the_number_in_the_masthead_costs_the_same_however_much_is_unread(
    world: World, bob: Client
) -> None:
    article = comments(world, 1)
    costs, shown = [], []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            text = page_text(bob, "/en/about/")
        costs.append(len(captured))
        shown.append(text.split('masthead__count">')[1].split("<")[0])
        for n in range(120):
            record(verb="replied", page=article, actor=world.alice, post=10**6 + n)  # type: ignore[arg-type]
        fan_out()

    assert costs[0] == costs[1]
    assert shown == ["1", "99+"]


# Preferences ----------------------------------------------------------------------------------


CHOSEN = {"to_me": "weekly", "follows": "monthly", "digest": "on", "digest_hour": "20"}


def test_preferences_by_class_hour_and_pause_are_kept(world: World, bob: Client) -> None:
    User.objects.filter(pk=world.bob.pk).update(time_zone="Asia/Phnom_Penh")

    bob.post("/en/me/follows/preferences/", CHOSEN | {"paused_until": "2030-01-02"})

    kept = MailPreference.objects.get()
    assert (kept.to_me, kept.follows, kept.digest, kept.digest_hour) == (
        *("weekly", "monthly"),
        *(True, 20),
    )
    assert kept.paused_until == datetime(2030, 1, 1, 17, tzinfo=UTC)
    text = page_text(bob, "/en/me/follows/")
    assert 'value="2030-01-02"' in text
    assert "Asia/Phnom_Penh" in text


def test_a_pause_that_is_emptied_is_over(world: World, bob: Client) -> None:
    set_preference(person_id=world.bob.pk, paused_until=datetime(2030, 1, 1, tzinfo=UTC))

    bob.post("/en/me/follows/preferences/", CHOSEN)

    assert MailPreference.objects.get().paused_until is None


@pytest.mark.parametrize(
    "wrong", [{"digest_hour": "24"}, {"paused_until": "soon"}, {"to_me": "hourly"}]
)
def test_what_is_no_choice_comes_back_with_the_form(bob: Client, wrong: dict[str, str]) -> None:
    response = bob.post("/en/me/follows/preferences/", CHOSEN | wrong)

    assert response.status_code == 422
    assert not MailPreference.objects.exists()


# All that one follows -------------------------------------------------------------------------


def test_follows_are_found_by_name_level_and_reason(world: World, bob: Client) -> None:
    follow_page(page=world.cambodia, by=world.bob, level="watching")
    follow_page(page=world.asia, by=world.bob, level="muted")
    follow_page(page=make_article("A talk"), by=world.bob, reason="commented")

    def found(words: str) -> set[str]:
        rows = bob.get(f"/en/me/follows/?{words}").context["rows"]
        return {page.title for _follow, page in rows}

    assert found("q=cambo") == {"Cambodia"}
    assert found("level=muted") == {"Asia and the Pacific"}
    assert found("reason=commented") == {"A talk"}
    assert found("level=nonsense") == {"Cambodia", "Asia and the Pacific", "A talk"}
    assert found("q=nothing") == set()
    assert "You wrote there" in page_text(bob, "/en/me/follows/")


def test_several_follows_are_muted_or_stopped_at_once(world: World, bob: Client) -> None:
    pages = [make_article(f"Page {n}") for n in range(3)]
    for page in pages:
        follow_page(page=page, by=world.bob)
        follow_page(page=page, by=world.charlie)
    address = "/en/me/follows/several/"

    bob.post(address, {"pages": [pages[0].pk, pages[1].pk], "change": "mute"})
    bob.post(address, {"pages": [pages[2].pk], "change": "stop"})
    bob.post(address, {"pages": [10**9, "x"], "change": "stop"})
    bob.post(address, {"change": "stop"})

    assert list(Follow.objects.filter(user=world.bob).values_list("level", flat=True)) == [
        "muted",
        "muted",
    ]
    assert Follow.objects.filter(user=world.charlie, level="normal").count() == 3
    assert bob.get(address).status_code == 405


def test_a_plain_page_offers_fewer_levels_than_one_with_pages_below(
    world: World, bob: Client
) -> None:
    plain = page_text(bob, f"/en/pages/{make_article().pk}/follow/")
    country = page_text(bob, f"/en/pages/{world.cambodia.pk}/follow/")

    assert 'value="watching"' not in plain
    assert 'value="tracking"' in plain
    assert 'value="watching"' in country


# Every mail -----------------------------------------------------------------------------------


def test_what_was_never_to_be_sent_is_listed_with_its_reason(world: World, bob: Client) -> None:
    follow_page(page=world.cambodia, by=world.bob, frequency="never")
    world.publish("Never")
    fan_out()
    muted = world.publish("Muted")
    follow_page(page=muted, by=world.bob, level="muted")
    follow_page(page=world.cambodia, by=world.bob)
    fan_out()

    text = page_text(bob, "/en/me/mail/?show=not-sent")

    assert text.index("you muted the page") < text.index("you stopped these mails")
    assert "No such mail." in page_text(bob, "/en/me/mail/?show=sent")


def test_pages_of_the_list_of_mails_cost_the_same(world: World, bob: Client) -> None:
    person = make_user("Many")
    follow_page(page=world.cambodia, by=person, frequency="never")
    for n in range(120):
        record(
            verb="published", page=make_article(f"M{n}", about=[world.cambodia]), actor=world.alice
        )
    fan_out()
    client = Client()
    client.force_login(person)
    costs, at, shown = [], "", 0
    for _ in range(3):
        with CaptureQueriesContext(connection) as captured:
            response = client.get(f"/en/me/mail/?at={at}")
        costs.append(len(captured))
        at = response.context["slice"].older
        shown += len(response.context["entries"])

    assert (len(set(costs)), shown, at) == (1, 120, "")
