"""A hundred at once: numbers without gaps, one flag, no error."""

import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from platform_site.accounts.models import User
from platform_site.activity.models import Activity
from platform_site.discussions.actions import flag_post, keep_draft, move_posts
from platform_site.discussions.models import Draft, Post, PostFlag
from platform_site.pages.models import PageCounters
from tests.discussions.talks import new, write
from tests.factories import make_article, make_reviewer, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(number: int, work: Callable[[int], object]) -> list[object]:
    def one(n: int) -> object:
        try:
            return work(n)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(16) as pool:
        return list(pool.map(one, range(number)))


def people(number: int) -> list[User]:
    """Without the cost of a hundred passwords."""
    return User.objects.bulk_create(
        [User(display_name=f"Person {n}", email=f"p{n}@people.example") for n in range(number)]
    )


def test_a_hundred_comments_at_once_are_numbered_without_gaps() -> None:
    article = make_article()
    clients = [Client() for _ in range(100)]
    for client, person in zip(clients, people(100), strict=True):
        client.force_login(person)
    address = f"/en/pages/{article.pk}/comments/new/"

    statuses = at_once(100, lambda n: clients[n].post(address, new(f"Number {n}")).status_code)

    assert Counter(statuses) == {302: 100}
    numbers = list(Post.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, 101))
    assert PageCounters.objects.get(pk=article.pk).posts == 100
    assert Activity.objects.filter(verb="replied").count() == 100


def test_one_comment_sent_a_hundred_times_is_one() -> None:
    article, alice = make_article(), make_user("Alice")
    key = uuid.uuid4()

    posts = at_once(100, lambda n: write(article, alice, key=key).pk)

    assert len(set(posts)) == 1
    assert Post.objects.count() == 1
    assert PageCounters.objects.get(pk=article.pk).posts == 1


def test_one_persons_hundred_flags_are_one() -> None:
    post, bob = write(make_article(), make_user("Alice")), make_user("Bob")

    at_once(100, lambda n: flag_post(post=post, by=bob, reason="attack"))

    assert PostFlag.objects.count() == 1
    assert Activity.objects.filter(verb="flagged").count() == 1


def test_a_hundred_peoples_flags_tell_the_moderators_once() -> None:
    post, members = write(make_article(), make_user("Alice")), people(100)

    at_once(100, lambda n: flag_post(post=post, by=members[n], reason="attack"))

    assert PostFlag.objects.count() == 100
    assert Activity.objects.filter(verb="flagged").count() == 1


def test_drafts_of_many_windows_are_all_numbered() -> None:
    article, alice = make_article(), make_user("Alice")

    def keep(n: int) -> int:
        saved = keep_draft(
            page=article.page_ptr, person=alice, source=f"Text {n}", language="en", seen=0
        )
        return saved.version

    versions = at_once(50, keep)

    assert sorted(versions) == list(range(1, 51))
    draft = Draft.objects.get()
    assert draft.source != draft.other != ""


def test_comments_written_while_others_move_keep_all_numbers_apart() -> None:
    alice, mona = make_user("Alice"), make_reviewer()
    here, there = make_article("Here"), make_article("There")
    moving = [write(here, alice, f"Moves {n}") for n in range(10)]

    def work(n: int) -> None:
        if n % 3 == 0 and n // 3 < 10:
            move_posts(posts=[moving[n // 3]], to=there, by=mona, reason="There")
        else:
            write(there if n % 2 else here, alice, f"New {n}")

    at_once(40, work)

    assert Post.objects.count() == 40
    for page in (here, there):
        held = PageCounters.objects.get(pk=page.pk).posts
        assert held == Post.objects.filter(page=page.pk).count()
