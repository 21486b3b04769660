"""The review queue in Django's admin."""

import uuid

import pytest
from django.test import Client
from pytest_django import Settings

from news.models import Article
from platform_site.accounts.models import User
from platform_site.moderation.actions import accept_revision, contribute_page, suggest_change
from platform_site.moderation.models import Revision
from platform_site.pages import kinds
from tests.factories import (
    make_article,
    make_circle,
    make_reviewer,
    make_user,
    proposal,
)
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
QUEUE = "/admin/moderation/revision/"


@pytest.fixture(autouse=True)
def without_second_step(settings: Settings) -> None:
    """tests/accounts shows that the admin asks for it."""
    settings.ADMIN_REQUIRES_MFA = False


@pytest.fixture
def mona(client: Client) -> User:
    reviewer = make_reviewer()
    client.force_login(reviewer)
    return reviewer


def send(title: str = "A headline", by: User | None = None) -> Revision:
    by = by or User.objects.filter(display_name="Alice").first() or make_user("Alice")
    return contribute_page(kind="article", proposal=proposal(title), by=by, key=uuid.uuid4())


def decide(client: Client, revision: Revision, decision: str, **fields: str) -> object:
    """What the browser sends when the reviewer presses a button."""
    address = f"{QUEUE}{revision.pk}/change/"
    shown = client.get(address)
    form, said = shown.context["form"], shown.context["decision"]
    values = {f.html_name: str(f.value() or "") for f in [*form, *said]}
    return client.post(address, values | {"decision": decision} | fields)


def test_the_queue_shows_what_waits_oldest_first(client: Client, mona: User) -> None:
    send("First sent")
    send("Second sent")
    accept_revision(revision=send("Already accepted"), by=mona)

    shown = client.get(QUEUE).content.decode()

    assert shown.index("First sent") < shown.index("Second sent")
    assert "Already accepted" not in shown


def test_accepting_leads_to_the_next_one(client: Client, mona: User) -> None:
    first, second = send("One"), send("Two")

    response = decide(client, first, "accept")

    assert response["Location"] == f"{QUEUE}{second.pk}/change/"
    assert Article.objects.get(title="One").state == "published"


def test_the_reviewer_edits_in_the_queue(client: Client, mona: User) -> None:
    revision = send("pension reform !!")

    decide(client, revision, "accept", title="Pension reform")

    assert Article.objects.get().title == "Pension reform"


def test_asking_without_words_decides_nothing_and_keeps_the_edits(
    client: Client, mona: User
) -> None:
    revision = send()

    response = decide(client, revision, "ask", title="An edit")

    revision.refresh_from_db()
    assert (response.status_code, revision.state) == (422, "pending")
    assert "An edit" in response.content.decode()


def test_refusing_tells_the_reason(client: Client, mona: User) -> None:
    revision = send()

    decide(client, revision, "refuse", reason="scope", reason_text="About football")

    revision.refresh_from_db()
    assert (revision.state, revision.reason, revision.reason_text) == (
        "refused",
        "scope",
        "About football",
    )
    receipt = Client().get(revision.get_receipt_url()).content.decode()
    assert "About football" in receipt


def test_the_second_reviewer_is_told_who_decided(client: Client, mona: User) -> None:
    revision = send()
    nadia = make_reviewer("Nadia")
    page = client.get(f"{QUEUE}{revision.pk}/change/")
    values = {f.html_name: str(f.value() or "") for f in [*page.context["form"]]}
    accept_revision(revision=revision, by=nadia)

    response = client.post(
        f"{QUEUE}{revision.pk}/change/",
        values | {"decision": "refuse", "reason": "scope", "seen_version": "1"},
        follow=True,
    )

    assert "was decided already: accepted, by Nadia" in response.content.decode()
    assert Article.objects.get().state == "published"


def test_a_page_that_moved_on_is_compared_again(client: Client, mona: User) -> None:
    article = make_article("Old", contributor=make_user("Bob"))
    base = kinds.get("article").snapshot(article)
    alice, bob = make_user("Alice"), User.objects.get(display_name="Bob")
    mine, theirs = (
        suggest_change(
            page=article, base=base, proposal=base | {"title": title}, by=by, key=uuid.uuid4()
        )
        for title, by in (("Mine", alice), ("Theirs", bob))
    )
    shown = client.get(f"{QUEUE}{mine.pk}/change/")
    values = {f.html_name: str(f.value() or "") for f in [*shown.context["form"]]}
    accept_revision(revision=theirs, by=mona)

    response = client.post(
        f"{QUEUE}{mine.pk}/change/",
        values | {"decision": "accept", "seen_version": "1", "title": "Typed by the reviewer"},
    )

    text = response.content.decode()
    assert response.status_code == 422
    assert "compare again" in text
    assert "Typed by the reviewer" in text
    assert Article.objects.get().title == "Theirs"
    conflict = client.get(f"{QUEUE}{mine.pk}/change/")
    assert [row.current for row in conflict.context["conflicts"]] == ["Theirs"]


def test_several_are_accepted_and_refused_at_once(client: Client, mona: User) -> None:
    good = [send(f"Good {n}") for n in range(3)]
    bad = [send(f"Bad {n}") for n in range(2)]

    client.post(QUEUE, {"action": "accept_selected", "_selected_action": [r.pk for r in good]})
    selected = {"action": "refuse_selected", "_selected_action": [r.pk for r in bad]}
    asked = client.post(QUEUE, selected)
    client.post(QUEUE, selected | {"refuse": "1", "reason": "duplicate", "reason_text": ""})

    assert "Every author is told this reason" in asked.content.decode()
    states = dict(Revision.objects.values_list("proposal__title", "state"))
    assert states == {
        **{f"Good {n}": "accepted" for n in range(3)},
        **{f"Bad {n}": "refused" for n in range(2)},
    }


def test_taking_one_tells_the_others_who_looks_at_it(client: Client, mona: User) -> None:
    revision = send()

    client.post(QUEUE, {"action": "take_selected", "_selected_action": [revision.pk]})

    revision.refresh_from_db()
    assert revision.assignee == mona


def test_only_reviewers_enter_the_queue(client: Client) -> None:
    revision = send()
    for person in (None, make_user("Charlie"), make_user("Staff", is_staff=True)):
        client.logout()
        if person:
            client.force_login(person)
        for address in (QUEUE, f"{QUEUE}{revision.pk}/change/"):
            assert client.get(address).status_code in (302, 403)
            assert client.post(address, {"decision": "accept"}).status_code in (302, 403)
    assert Article.objects.get().state == "pending"


def test_what_belongs_to_a_circle_is_not_in_the_queue(client: Client, mona: User) -> None:
    alice = make_user("Alice")
    article = make_article("canary", circle=make_circle(alice), contributor=alice)
    base = kinds.get("article").snapshot(article)
    suggest_change(
        page=article,
        base=base,
        proposal=base | {"title": "canary 2"},
        by=alice,
        key=uuid.uuid4(),
    )

    assert "canary" not in client.get(QUEUE + "?state=all").content.decode()


def test_the_queue_costs_the_same_for_three_and_forty(client: Client, mona: User) -> None:
    costs = []
    for count in (3, 40):
        for n in range(count):
            send(f"Item {count} {n}", by=make_user(f"Author {count} {n}"))
        client.get(QUEUE)
        costs.append(count_queries(client, QUEUE))

    assert costs[0] == costs[1]
