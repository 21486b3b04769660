"""Comments: numbered without gaps, sent twice is one, hidden with a reason."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connections
from django.test import Client

from platform_site.activity.models import Activity
from platform_site.discussions.actions import hide_post, write_post
from platform_site.discussions.models import Post
from platform_site.discussions.talk import talk_about
from platform_site.pages.models import PageCounters
from tests.factories import make_article, make_circle, make_reviewer, make_user

pytestmark = pytest.mark.django_db


def write(page: object, by: object, source: str = "I agree", key: uuid.UUID | None = None) -> Post:
    return write_post(page=page, by=by, source=source, language="en", key=key or uuid.uuid4())


def test_a_comment_is_numbered_counted_and_recorded() -> None:
    alice, article = make_user("Alice"), make_article()

    write(article, alice)
    write(article, alice, "And more")

    assert list(Post.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert PageCounters.objects.get(pk=article.pk).posts == 2
    assert Activity.objects.filter(verb="replied").count() == 2


def test_a_comment_under_a_translation_belongs_to_the_original() -> None:
    original = make_article("One")
    french = make_article("Un", language="fr", translation_of=original.page_ptr)

    post = write(french, make_user("Alice"))

    assert post.page_id == original.pk


def test_sent_twice_it_is_one_comment() -> None:
    alice, article, key = make_user("Alice"), make_article(), uuid.uuid4()

    assert write(article, alice, key=key) == write(article, alice, key=key)
    assert PageCounters.objects.get(pk=article.pk).posts == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_are_numbered_without_gaps() -> None:
    article = make_article()
    people = [make_user(f"Person {n}") for n in range(20)]

    def comment(person: object) -> None:
        write(article, person)
        connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(comment, people))

    numbers = list(Post.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, 21))
    assert PageCounters.objects.get(pk=article.pk).posts == 20


def test_a_hidden_comment_leaves_a_tombstone_and_no_word_of_it(client: Client) -> None:
    article = make_article()
    post = write(article, make_user("Alice"), "canary-of-a-comment")

    hide_post(post=post, by=make_reviewer(), reason="Personal attack")

    shown = client.get(article.get_absolute_url()).content.decode()
    assert "Personal attack" in shown
    assert "canary-of-a-comment" not in shown


def test_comments_of_a_circle_are_seen_by_its_members_only() -> None:
    alice = make_user("Alice")
    article = make_article(circle=make_circle(alice))
    write(article, alice)

    outside = [Post.objects.visible_to(u).count() for u in (AnonymousUser(), make_user("Charlie"))]

    assert outside == [0, 0]
    assert Post.objects.visible_to(alice).count() == 1


@pytest.mark.parametrize("number", ["0", "-1", "99999999999999999999999", "x", "٣", "2"])
def test_a_page_of_comments_that_is_not_there_shows_the_first(number: str) -> None:
    article = make_article()
    write(article, make_user("Alice"))

    talk = talk_about(article, user=AnonymousUser(), page_number=number)

    assert [post.number for post in talk.posts] == [1]


def test_a_rejected_comment_keeps_what_was_typed(client: Client) -> None:
    article = make_article()
    client.force_login(make_user("Alice"))

    response = client.post(
        f"/en/pages/{article.pk}/comments/new/",
        {"source": "Kept", "language": "xx", "key": uuid.uuid4()},
    )

    assert response.status_code == 422
    assert "Kept" in response.content.decode()
