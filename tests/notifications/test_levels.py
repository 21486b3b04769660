"""What following a page, a person, a forum brings; who follows without asking; a race."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from news.models import Article
from platform_site.accounts.models import User
from platform_site.activity.actions import record
from platform_site.notifications.actions import (
    fan_out,
    follow_by_doing,
    follow_page,
    set_preference,
)
from platform_site.notifications.models import Delivery, Follow
from platform_site.notifications.wishes import unwanted
from platform_site.pages.models import Page, PageCounters, PageLink
from platform_site.people.models import Profile
from tests.factories import make_article, make_circle, make_user
from tests.notifications.conftest import World, told

pytestmark = pytest.mark.django_db
LEVELS = ("muted", "normal", "tracking", "watching")


def profile_of(person: User, **fields: object) -> Profile:
    return Profile.objects.create(
        **{
            "kind": "person",
            "user": person,
            "contributor": person,
            "slug": person.display_name.lower(),
            "title": person.display_name,
            "state": "published",
            "published_at": timezone.now(),
        }
        | fields
    )


def one_for_each_level(page: Page) -> dict[int, str]:
    """People who follow the page, each at another level: person → level."""
    people = {make_user(f"At {level}").pk: level for level in LEVELS}
    for pk, level in people.items():
        follow_page(page=page, by=User.objects.get(pk=pk), level=level)
    return people


def heard(people: dict[int, str]) -> dict[str, set[str]]:
    """Level → verbs."""
    rows = Delivery.objects.inbox().filter(person__in=people)
    found: dict[str, set[str]] = {level: set() for level in LEVELS}
    for person, verb in rows.values_list("person", "activity__verb"):
        found[people[person]].add(verb)
    return found


@transaction.atomic
def do_everything(world: World, article: Article, *, by: User) -> None:
    record(verb="published", page=article, actor=by)
    record(verb="revised", page=article, actor=by)
    world.comment(article, by)


# People ---------------------------------------------------------------------------------------


def test_whoever_follows_a_person_hears_what_that_person_publishes_for_all(world: World) -> None:
    people = one_for_each_level(profile_of(world.alice))
    article = make_article(contributor=world.alice)
    do_everything(world, article, by=world.alice)

    fan_out()

    assert heard(people) == {
        "muted": set(),
        "normal": {"published"},
        "tracking": {"published", "revised"},
        "watching": {"published", "revised", "replied"},
    }
    rows = Delivery.objects.inbox().select_related("person", "activity__page")
    assert [d for d in rows if unwanted([d], d.person)] == []


@pytest.mark.parametrize("audience", ["members", "circle"])
def test_what_a_person_does_behind_a_door_is_not_told_to_their_followers(
    world: World, audience: str
) -> None:
    people = one_for_each_level(profile_of(world.alice))
    circle = make_circle(world.alice, *User.objects.filter(pk__in=people))
    article = make_article(
        contributor=world.alice,
        audience=audience,
        circle=circle if audience == "circle" else None,
    )
    do_everything(world, article, by=world.alice)

    fan_out()

    assert heard(people) == {level: set() for level in LEVELS}


@pytest.mark.parametrize("state", ["draft", "archived"])
def test_a_person_who_took_their_page_off_is_not_followed_any_more(
    world: World, state: str
) -> None:
    people = one_for_each_level(profile_of(world.alice, state=state))
    do_everything(world, make_article(contributor=world.alice), by=world.alice)

    fan_out()

    assert heard(people) == {level: set() for level in LEVELS}


def test_a_muted_person_is_not_heard_through_a_country(world: World) -> None:
    follow_page(page=world.cambodia, by=world.bob)
    follow_page(page=profile_of(world.alice), by=world.bob, level="muted")
    world.publish()

    fan_out()

    assert told(world.bob) == []
    assert list(Delivery.objects.values_list("person", "skipped_because")) == [
        (world.bob.pk, "muted")
    ]


def test_a_mail_on_its_way_is_held_back_when_its_author_is_muted(world: World) -> None:
    profile = profile_of(world.alice)
    follow_page(page=world.cambodia, by=world.bob, frequency="now")
    world.publish()
    fan_out()

    follow_page(page=profile, by=world.bob, level="muted")

    rows = list(Delivery.objects.filter(channel="mail").select_related("activity__page"))
    assert list(unwanted(rows, world.bob).values()) == ["muted"]


# What lies within -----------------------------------------------------------------------------


def test_whoever_follows_a_page_hears_of_what_lies_within_it(world: World) -> None:
    forum = make_article("Forum")
    people = one_for_each_level(forum)
    topic = make_article("Topic")
    PageLink.objects.create(page=topic, target=forum, kind="within")
    do_everything(world, topic, by=world.alice)

    fan_out()

    assert heard(people) == {
        "muted": set(),
        "normal": {"published"},
        "tracking": {"published", "revised"},
        "watching": {"published", "revised", "replied"},
    }


def test_a_muted_forum_silences_a_topic_that_a_search_or_country_finds(world: World) -> None:
    forum, topic = make_article("Forum"), make_article("Topic", about=[world.cambodia])
    PageLink.objects.create(page=topic, target=forum, kind="within")
    follow_page(page=world.cambodia, by=world.bob)
    follow_page(page=forum, by=world.bob, level="muted")
    record(verb="published", page=topic, actor=world.alice)

    fan_out()

    assert told(world.bob) == []


# Answers and mentions -------------------------------------------------------------------------


def reply(world: World, article: Page, *, to: User, mentions: User | None = None) -> None:
    post = world.comment(article, world.alice)
    rows = article.activities.filter(verb="replied", detail__post=post.pk)
    rows.update(concerns=to)
    if mentions:
        record(verb="mentioned", page=article, actor=world.alice, concerns=mentions, post=post.pk)


def test_an_answer_that_mentions_the_one_it_answers_is_told_once(world: World) -> None:
    article = world.publish()
    reply(world, article, to=world.bob, mentions=world.bob)

    fan_out()

    assert told(world.bob) == [("mentioned", "A pension law")]
    assert told(world.bob, channel="mail") == [("mentioned", "A pension law")]
    rows = Delivery.objects.filter(person=world.bob, state="skipped")
    assert list(rows.values_list("activity__verb", "skipped_because")) == [("replied", "duplicate")]


def test_an_answer_comes_at_once_and_all_else_the_next_day(world: World) -> None:
    article = world.publish()
    follow_page(page=article, by=world.charlie)
    reply(world, article, to=world.bob)

    fan_out()

    assert told(world.bob, channel="mail") == [("replied", "A pension law")]
    assert told(world.charlie, channel="mail") == []
    assert told(world.charlie, channel="digest") == [("replied", "A pension law")]


def test_a_muted_page_does_not_even_mention(world: World) -> None:
    article = world.publish()
    follow_page(page=article, by=world.bob, level="muted")
    reply(world, article, to=world.charlie, mentions=world.bob)

    fan_out()

    assert told(world.bob) == []
    assert Delivery.objects.get(person=world.bob).skipped_because == "muted"


# Following by doing ---------------------------------------------------------------------------


def test_whoever_is_mentioned_follows_from_then_on_and_sees_why(world: World) -> None:
    article = world.publish()
    reply(world, article, to=world.charlie, mentions=world.bob)

    fan_out()

    follow = Follow.objects.get(user=world.bob)
    assert (follow.page_id, follow.level, follow.reason) == (article.pk, "normal", "mentioned")


def test_whoever_may_not_see_the_page_follows_nothing_by_being_mentioned(world: World) -> None:
    secret = make_article("Secret", circle=make_circle(world.alice))
    reply(world, secret, to=world.alice, mentions=world.bob)

    fan_out()

    assert not Follow.objects.filter(user=world.bob).exists()


def test_nothing_that_one_does_unmutes_a_page(world: World) -> None:
    article = world.publish()
    follow_page(page=article, by=world.bob, level="muted", frequency="never")
    world.comment(article, world.bob)
    reply(world, article, to=world.alice, mentions=world.bob)
    record(verb="joined", page=article, actor=world.bob)

    fan_out()
    follow_by_doing(page=article, person=world.bob, reason=Follow.Reason.OPENED)

    follow = Follow.objects.get(user=world.bob)
    assert (follow.level, follow.frequency, follow.reason) == ("muted", "never", "asked")


def test_what_one_joined_or_opened_is_followed_for_that_reason(world: World) -> None:
    joined, opened = make_article("Joined"), make_article("Opened")
    record(verb="joined", page=joined, actor=world.bob)
    follow_by_doing(page=opened, person=world.bob, reason=Follow.Reason.OPENED)

    fan_out()

    assert dict(Follow.objects.values_list("page__title", "reason")) == {
        "Joined": "joined",
        "Opened": "opened",
    }


def test_whoever_contributed_a_page_hears_of_changes_to_it(world: World) -> None:
    article = world.publish()
    fan_out()
    record(verb="revised", page=article, actor=world.charlie)

    fan_out()

    assert told(world.alice) == [("revised", "A pension law")]


# Pauses ---------------------------------------------------------------------------------------


def test_in_a_pause_even_what_would_come_at_once_waits_for_the_gathered_mail(world: World) -> None:
    later = timezone.now() + timezone.timedelta(days=3)
    set_preference(person_id=world.bob.pk, paused_until=later)
    follow_page(page=world.cambodia, by=world.bob, frequency="now")
    world.publish()

    fan_out()

    assert told(world.bob) == [("published", "A pension law")]
    assert told(world.bob, channel="mail") == []
    assert told(world.bob, channel="digest") == [("published", "A pension law")]


# Many at once ---------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_hundred_requests_at_once_make_one_follow_and_one_follower(world: World) -> None:
    address = f"/en/pages/{world.cambodia.pk}/follow/"
    clients = [Client() for _ in range(20)]
    for client in clients:
        client.force_login(world.bob)
    gate = threading.Barrier(20)

    def press(client: Client) -> list[int]:
        gate.wait()
        answers = [
            client.post(address, {"level": level, "frequency": "now"}).status_code
            for level in ("normal", "watching", "tracking", "muted", "watching")
        ]
        connection.close()
        return answers

    with ThreadPoolExecutor(20) as pool:
        answers = [code for codes in pool.map(press, clients) for code in codes]

    assert answers == [302] * 100
    assert Follow.objects.filter(user=world.bob).count() == 1
    followers = PageCounters.objects.get(page=world.cambodia).followers
    assert followers == (Follow.objects.get(user=world.bob).level != "muted")


def test_five_thousand_followers_of_every_sort_are_told_in_as_many_statements_as_one(
    world: World, django_assert_num_queries: object
) -> None:
    frequencies = ("", "now", "daily", "weekly", "monthly", "never")
    profile = profile_of(world.alice)
    people = User.objects.bulk_create(
        User(email=f"p{n}@people.example", display_name=f"P {n}") for n in range(5000)
    )
    Follow.objects.bulk_create(
        Follow(
            user=person,
            page=(world.cambodia, world.asia, profile)[n % 3],
            level=LEVELS[n % 4],
            frequency=frequencies[n % 6],
        )
        for n, person in enumerate(people)
    )
    world.publish()

    with django_assert_num_queries(11):  # type: ignore[operator]
        fan_out()

    assert Delivery.objects.inbox().count() == 5000 * 3 // 4
