"""Deciding: once, by one reviewer, and nobody's text is lost."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from news.models import Article
from platform_site.accounts.models import User
from platform_site.activity.models import Activity
from platform_site.moderation.actions import (
    AlreadyDecided,
    ConflictingChange,
    PageChanged,
    ReasonMissing,
    accept_revision,
    archive_page,
    ask_for_changes,
    contribute_page,
    refuse_revision,
    resubmit,
    suggest_change,
)
from platform_site.moderation.models import Revision
from platform_site.pages import kinds
from tests.factories import make_article, make_reviewer, make_subject, make_user, proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> User:
    return make_user("Alice")


@pytest.fixture
def mona() -> User:
    return make_reviewer()


def send(by: User, title: str = "A headline") -> Revision:
    return contribute_page(kind="article", proposal=proposal(title), by=by, key=uuid.uuid4())


def suggest(page: Article, by: User, **changed: object) -> Revision:
    base = kinds.get("article").snapshot(Article.objects.get(pk=page.pk))
    return suggest_change(page=page, base=base, proposal=base | changed, by=by, key=uuid.uuid4())


def test_accepting_publishes_under_a_readable_address(alice: User, mona: User) -> None:
    send(alice, "Pension reform")

    accept_revision(revision=Revision.objects.get(), by=mona)

    article = Article.objects.get()
    assert (article.state, article.slug) == ("published", "pension-reform")
    revision = Revision.objects.get()
    assert (revision.state, revision.reviewer, revision.result) == (
        "accepted",
        mona,
        proposal("Pension reform"),
    )


def test_two_of_the_same_title_have_two_addresses(alice: User, mona: User) -> None:
    for _n in range(3):
        accept_revision(revision=send(alice, "Reform"), by=mona)

    slugs = set(Article.objects.values_list("slug", flat=True))
    assert slugs == {"reform", "reform-2", "reform-3"}


def test_the_reviewer_edits_before_accepting_and_the_proposal_stays(
    alice: User, mona: User
) -> None:
    revision = send(alice, "pension reform !!")

    accept_revision(revision=revision, by=mona, edited=proposal("Pension reform"), seen_version=1)

    revision.refresh_from_db()
    assert Article.objects.get().title == "Pension reform"
    assert revision.proposal["title"] == "pension reform !!"
    assert revision.result["title"] == "Pension reform"


def test_every_decision_records_what_happened_and_tells_the_author(alice: User, mona: User) -> None:
    accept_revision(revision=send(alice), by=mona)

    happened = Activity.objects.order_by("pk").values_list("verb", "actor", "concerns")
    assert list(happened) == [
        ("contributed", alice.pk, None),
        ("published", alice.pk, None),
        ("decided", mona.pk, alice.pk),
    ]


def test_a_refusal_needs_a_reason(alice: User, mona: User) -> None:
    revision = send(alice)

    with pytest.raises(ReasonMissing):
        refuse_revision(revision=revision, by=mona, reason="", text=" ")

    revision.refresh_from_db()
    assert revision.state == "pending"


def test_a_refused_contribution_is_published_nowhere(alice: User, mona: User) -> None:
    revision = refuse_revision(revision=send(alice), by=mona, reason="scope")

    assert (revision.state, Article.objects.get().state) == ("refused", "archived")


def test_asked_for_changes_the_author_sends_again_and_it_is_published(
    alice: User, mona: User
) -> None:
    revision = send(alice)
    ask_for_changes(revision=revision, by=mona, text="Name the law")

    resubmit(revision=revision, proposal=proposal("With the law"), by=alice)
    accept_revision(revision=revision, by=mona)

    assert (Article.objects.get().title, Article.objects.get().state) == (
        "With the law",
        "published",
    )


def test_what_is_decided_stays_decided(alice: User, mona: User) -> None:
    revision = send(alice)
    accept_revision(revision=revision, by=mona)

    with pytest.raises(AlreadyDecided) as refused:
        refuse_revision(revision=revision, by=make_reviewer("Nadia"), reason="scope")

    assert refused.value.decided.reviewer == mona
    assert Article.objects.get().state == "published"


def test_changes_of_different_parts_are_both_accepted(alice: User, mona: User) -> None:
    make_subject("KHM", "Cambodia")
    make_subject("VNM", "Viet Nam")
    article = make_article("Title", contributor=alice)
    one = suggest(article, alice, subjects={"KHM": 3})
    other = suggest(article, make_user("Bob"), subjects={"VNM": 3}, kicker="Joint report")

    accept_revision(revision=one, by=mona)
    accept_revision(revision=other, by=mona)

    snapshot = kinds.get("article").snapshot(Article.objects.get())
    assert snapshot["subjects"] == {"KHM": 3, "VNM": 3}
    assert snapshot["kicker"] == "Joint report"
    assert Article.objects.get().version == 3


def test_the_same_part_changed_twice_is_a_conflict_and_loses_nothing(
    alice: User, mona: User
) -> None:
    article = make_article("Title", contributor=alice)
    one = suggest(article, alice, title="One")
    other = suggest(article, make_user("Bob"), title="Other", kicker="Kept")
    accept_revision(revision=one, by=mona)

    with pytest.raises(ConflictingChange) as conflict:
        accept_revision(revision=other, by=mona)

    (change,) = conflict.value.conflicts
    assert (change.path, change.current, change.proposed) == (("title",), "One", "Other")
    other.refresh_from_db()
    assert (other.state, other.proposal["title"], other.proposal["kicker"]) == (
        "pending",
        "Other",
        "Kept",
    )


def test_an_edited_acceptance_of_a_page_that_moved_on_is_stopped(alice: User, mona: User) -> None:
    article = make_article("Title", contributor=alice)
    revision = suggest(article, alice, title="One")
    Article.objects.filter(pk=article.pk).update(version=2)

    with pytest.raises(PageChanged):
        accept_revision(revision=revision, by=mona, edited=proposal("One"), seen_version=1)

    assert Article.objects.get().title == "Title"


def test_an_archived_page_is_gone_for_readers(alice: User, mona: User) -> None:
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415 (one use)

    article = make_article(contributor=alice)

    archive_page(page=article, by=mona)

    assert not Article.objects.visible_to(AnonymousUser()).exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_reviewers_at_once_exactly_one_decides() -> None:
    alice = make_user("Alice")
    reviewers = [make_reviewer(f"Reviewer {n}") for n in range(8)]
    revision = send(alice)

    def decide(reviewer: User) -> bool:
        try:
            accept_revision(revision=revision, by=reviewer)
        except AlreadyDecided:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(decide, reviewers))

    assert outcomes.count(True) == 1
    assert Activity.objects.filter(verb="published").count() == 1
    connection.close()
