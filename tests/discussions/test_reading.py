"""Long talks: the same cost on every page; what one has read; where a post stands."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from platform_site.discussions.actions import hide_post
from platform_site.discussions.models import ReadMark, mark_read, unread_counts
from platform_site.discussions.talk import talk_about
from tests.discussions.talks import fill, write
from tests.factories import make_article, make_circle, make_reviewer, make_user
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def rows_read(page: object, user: object, number: int) -> list[int]:
    """How many rows each query of one page of a talk takes from tables and indexes."""
    with CaptureQueriesContext(connection) as captured:
        talk_about(page, user=user, page_number=str(number))
    return [_rows(query["sql"]) for query in captured if query["sql"].startswith("SELECT")]


def _rows(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT TEXT, TIMING OFF, BUFFERS OFF) {sql}")
        plan = [line for (line,) in cursor.fetchall()]
    scans = [line for line in plan if " Scan " in line and "actual" in line]
    return sum(
        int(float(rows) * int(loops))
        for line in scans
        for rows, loops in re.findall(r"actual rows=([\d.]+) loops=(\d+)", line)
    )


def test_a_talk_of_5000_opens_anywhere_at_the_same_cost() -> None:
    alice, bob, article = make_user("Alice"), make_user("Bob"), make_article()
    fill(article, alice, 5_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE discussions_post")
    mark_read(page=article.page_ptr, person=bob, number=5_000)

    for reader in (AnonymousUser(), bob):
        costs = [rows_read(article, reader, number) for number in (1, 50, 100)]

        assert costs[0] == costs[1] == costs[2]
        assert sum(costs[0]) < 400


def test_each_page_holds_its_own_numbers() -> None:
    alice, article = make_user("Alice"), make_article()
    fill(article, alice, 120)

    pages = [talk_about(article, user=alice, page_number=str(n)).posts for n in (1, 2, 3)]

    assert [(page[0].number, page[-1].number) for page in pages] == [(1, 50), (51, 100), (101, 120)]
    assert talk_about(article, user=alice).numbers == [1, 2, 3]


def test_one_comment_costs_as_many_queries_as_a_thousand() -> None:
    alice = make_user("Alice")
    costs = {}
    for number in (1, 3, 10, 1_000):
        article = make_article()
        fill(article, make_user(f"Author {number}"), number)
        client = Client()
        client.force_login(alice)
        client.get(article.get_absolute_url())  # now all of its first page is read
        anonymous = count_queries(Client(), article.get_absolute_url())
        costs[number] = (anonymous, count_queries(client, article.get_absolute_url()))

    assert len(set(costs.values())) == 1, costs


@pytest.mark.parametrize(
    ("number", "place"), [(1, "#post-1"), (50, "#post-50"), (51, "?posts=2#post-51")]
)
def test_a_permanent_address_leads_to_the_page_and_the_place(
    client: Client, number: int, place: str
) -> None:
    article = make_article()
    fill(article, make_user("Alice"), 60)

    response = client.get(f"/en/pages/{article.pk}/comments/{number}/")

    assert response.status_code == 303
    assert response["Location"] == article.get_absolute_url() + place
    shown = client.get(response["Location"].partition("#")[0]).content.decode()
    assert f'id="post-{number}"' in shown


@pytest.mark.parametrize("number", [0, 2, 2**31, 2**70])
def test_the_address_of_no_comment_is_a_404(client: Client, number: int) -> None:
    article = make_article()
    write(article, make_user("Alice"))

    assert client.get(f"/en/pages/{article.pk}/comments/{number}/").status_code == 404


def test_what_is_new_is_marked_once(client: Client) -> None:
    alice, bob, article = make_user("Alice"), make_user("Bob"), make_article()
    fill(article, alice, 3)
    client.force_login(bob)
    first = client.get(article.get_absolute_url()).content.decode()
    write(article, alice)
    write(article, alice)

    second = client.get(article.get_absolute_url()).content.decode()
    third = client.get(article.get_absolute_url()).content.decode()

    assert "since your last visit" not in first
    assert second.index("2 new since your last visit") < second.index('id="post-4"')
    assert second.index("2 new since your last visit") > second.index('id="post-3"')
    assert f'href="{article.get_absolute_url()}#post-4"' in second
    assert "since your last visit" not in third


def test_the_first_unread_may_be_on_a_later_page(client: Client) -> None:
    alice, bob, article = make_user("Alice"), make_user("Bob"), make_article()
    fill(article, alice, 120)
    mark_read(page=article.page_ptr, person=bob, number=70)

    talk = talk_about(article, user=bob)

    assert talk.first_unread_url == f"{article.get_absolute_url()}?posts=2#post-71"
    assert talk.first_new == 0
    assert talk_about(article, user=bob, page_number="2").first_new == 71


def test_reading_an_earlier_page_forgets_nothing() -> None:
    alice, article = make_user("Alice"), make_article()
    fill(article, alice, 120)
    bob = make_user("Bob")

    for number in ("3", "1"):
        talk_about(article, user=bob, page_number=number)

    assert ReadMark.objects.get().number == 120


def test_reading_without_an_account_writes_nothing() -> None:
    article = make_article()
    fill(article, make_user("Alice"), 3)

    with CaptureQueriesContext(connection) as captured:
        talk_about(article, user=AnonymousUser())

    assert [query["sql"] for query in captured if not query["sql"].startswith("SELECT")] == []


def test_unread_counts_are_one_query_for_any_list() -> None:
    alice, bob = make_user("Alice"), make_user("Bob")
    read, half, never = make_article("a"), make_article("b"), make_article("c")
    closed = make_article("d", circle=make_circle(alice))
    for article in (read, half, never, closed):
        fill(article, alice, 10)
    mark_read(page=read.page_ptr, person=bob, number=10)
    mark_read(page=half.page_ptr, person=bob, number=4)

    with CaptureQueriesContext(connection) as captured:
        counts = unread_counts([read, half.pk, never, closed], bob)

    assert counts == {half.pk: 6, never.pk: 10}
    assert len(captured) == 1
    assert unread_counts([read], AnonymousUser()) == {}


def test_the_page_of_what_is_new_shows_only_what_one_may_see(client: Client) -> None:
    alice, bob = make_user("Alice"), make_user("Bob")
    circle = make_circle(alice, bob)
    inside, outside = make_article("zanarytitle", circle=circle), make_article("Open")
    for article in (inside, outside):
        fill(article, alice, 3)
        mark_read(page=article.page_ptr, person=bob, number=1)
    circle.memberships.filter(user=bob).delete()
    client.force_login(bob)

    shown = client.get("/en/me/unread/").content.decode()

    assert "2 new comments" in shown
    assert f'href="{outside.get_absolute_url()}#post-2"' in shown
    assert "zanarytitle" not in shown


def test_a_tombstone_keeps_its_number_and_place() -> None:
    alice, article = make_user("Alice"), make_article()
    post = write(article, alice)
    write(article, alice)

    hide_post(post=post, by=make_reviewer(), reason="Rude")

    entries = talk_about(article, user=AnonymousUser()).entries
    assert [(entry.number, bool(entry.gone)) for entry in entries] == [(1, True), (2, False)]
