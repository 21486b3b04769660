"""One's own page, and the page of ways to take part."""

import uuid

import pytest
from django.test import Client

from platform_site.accounts.models import User
from platform_site.moderation.actions import (
    accept_revision,
    contribute_page,
    refuse_revision,
    report_problem,
)
from platform_site.moderation.models import Revision
from platform_site.pages.models import Page
from tests.factories import make_circle, make_reviewer, make_user, proposal
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice(client: Client) -> User:
    alice = make_user("Alice")
    client.force_login(alice)
    return alice


def send(title: str, by: User) -> Revision:
    return contribute_page(kind="article", proposal=proposal(title), by=by, key=uuid.uuid4())


def shown(client: Client) -> list[tuple[str, str, str]]:
    found = client.get("/en/me/").context["contributions"]
    return [(str(item.sent), item.sent.state, item.page_url) for item in found]


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    assert client.get("/en/me/")["Location"] == "/en/accounts/login/?next=/en/me/"


def test_one_sees_what_one_sent_and_where_it_stands(client: Client, alice: User) -> None:
    mona = make_reviewer()
    page = accept_revision(revision=send("Accepted", alice), by=mona)
    refuse_revision(revision=send("Refused", alice), by=mona, reason="source")
    waiting = send("Waiting", alice)
    send("Somebody else's", make_user("Bob"))

    answer = client.get("/en/me/")

    assert shown(client) == [
        ("Waiting", "pending", ""),
        ("Refused", "refused", ""),
        ("Accepted", "accepted", page.get_absolute_url()),
    ]
    assert waiting.get_receipt_url() in answer.text
    assert "Somebody else" not in answer.text
    for name in ("notifications", "follows", "mail"):
        assert f'href="/en/me/{name}/"' in answer.text


def test_a_page_closed_to_its_author_is_named_but_not_linked(client: Client, alice: User) -> None:
    page = accept_revision(revision=send("Mine", alice), by=make_reviewer())
    Page.objects.filter(pk=page.pk).update(audience="circle", circle=make_circle(), title="Secret")

    assert shown(client) == [("Mine", "accepted", "")]
    assert "Secret" not in client.get("/en/me/").text


def test_reports_are_listed_with_their_receipts(client: Client, alice: User) -> None:
    page = accept_revision(revision=send("Mine", alice), by=make_reviewer())
    mine = report_problem(page=page, what="link", text="It is dead.", by=alice, key=uuid.uuid4())
    report_problem(page=page, what="link", text="Not mine.", by=None, key=uuid.uuid4())

    answer = client.get("/en/me/")

    assert mine.get_receipt_url() in answer.text
    assert "Not mine." not in answer.text


def test_the_page_costs_the_same_for_one_and_twenty(client: Client, alice: User) -> None:
    costs = []
    for count in (1, 20):
        for number in range(count):
            page = accept_revision(
                revision=send(f"Number {number}", alice), by=make_reviewer(f"M{count}{number}")
            )
            report_problem(page=page, what="link", text="Dead.", by=alice, key=uuid.uuid4())
        costs.append(count_queries(client, "/en/me/"))

    assert costs[0] == costs[1]


def test_an_empty_page_offers_one_next_step(client: Client, alice: User) -> None:
    answer = client.get("/en/me/")

    assert "You have not sent anything yet." in answer.text
    assert "no-store" in answer["Cache-Control"]


def test_contribute_lists_every_kind_that_people_add(client: Client) -> None:
    answer = client.get("/en/contribute/")

    assert {kind.name for kind in answer.context["kinds"]} == {
        *("article", "event", "resource", "concept", "project"),
    }
    assert 'href="/en/contribute/article/"' in answer.text
    assert answer.text.count("<li") > 3
    assert client.get("/ar/contribute/").status_code == 200
