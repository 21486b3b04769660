"""Sending something in."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser

from news.models import Article
from platform_site.activity.models import Activity
from platform_site.moderation.actions import (
    NotAllowedToContribute,
    contribute_page,
    suggest_change,
)
from platform_site.moderation.models import PostingRight, Revision
from platform_site.pages import kinds
from platform_site.pages.models import Page, PageSubject
from tests.factories import make_article, make_reviewer, make_subject, make_user, proposal

pytestmark = pytest.mark.django_db


def verbs() -> list[str]:
    return list(Activity.objects.order_by("pk").values_list("verb", flat=True))


def test_a_contribution_waits_and_only_its_author_and_reviewers_see_it() -> None:
    alice, charlie, mona = make_user("Alice"), make_user("Charlie"), make_reviewer()
    make_subject("KHM", "Cambodia")

    revision = contribute_page(
        kind="article",
        proposal=proposal("Pensions", subjects={"KHM": 3}),
        by=alice,
        key=uuid.uuid4(),
    )

    page = Article.objects.get()
    assert (page.state, page.title, page.contributor) == ("pending", "Pensions", alice)
    assert (revision.state, revision.is_first) == ("pending", True)
    assert verbs() == ["contributed"]
    people = (AnonymousUser(), charlie, alice, mona)
    sees = [Article.objects.visible_to(person).exists() for person in people]
    assert sees == [False, False, True, True]
    assert PageSubject.objects.get().published_at is None


def test_its_address_does_not_tell_its_title() -> None:
    alice = make_user("Alice")

    contribute_page(kind="article", proposal=proposal("Secret"), by=alice, key=uuid.uuid4())

    assert "secret" not in Article.objects.get().slug


def test_the_same_form_sent_twice_is_one_contribution() -> None:
    alice, key = make_user("Alice"), uuid.uuid4()

    first = contribute_page(kind="article", proposal=proposal(), by=alice, key=key)
    second = contribute_page(kind="article", proposal=proposal(), by=alice, key=key)

    assert first == second
    assert Article.objects.count() == 1


@pytest.mark.parametrize("by", ["person", "domain"])
def test_the_trusted_publish_at_once(by: str) -> None:
    alice = make_user("Alice")
    who = {"user": alice} if by == "person" else {"domain": "people.example"}
    PostingRight.objects.create(**who, level="trusted", reason="statistics desk")

    revision = contribute_page(kind="article", proposal=proposal(), by=alice, key=uuid.uuid4())

    article = Article.objects.get()
    assert (article.state, article.slug) == ("published", "a-headline")
    assert revision.state == "accepted"
    assert verbs() == ["contributed", "published"]


def test_the_blocked_may_not_contribute_though_their_domain_is_trusted() -> None:
    alice = make_user("Alice")
    PostingRight.objects.create(domain="people.example", level="trusted", reason="ministry")
    PostingRight.objects.create(user=alice, level="blocked", reason="conduct")

    with pytest.raises(NotAllowedToContribute):
        contribute_page(kind="article", proposal=proposal(), by=alice, key=uuid.uuid4())

    assert not Page.objects.exists()
    assert not Activity.objects.exists()


def suggest(page: Article, **changed: object) -> Revision:
    kind = kinds.get("article")
    base = kind.snapshot(page)
    return suggest_change(
        page=page,
        base=base,
        proposal=base | changed,
        by=changed.pop("by", None) or page.contributor,
        key=uuid.uuid4(),
    )


def test_a_suggestion_leaves_the_page_as_it_is_until_it_is_accepted() -> None:
    article = make_article("Old", contributor=make_user("Alice"))

    revision = suggest(article, title="New")

    article.refresh_from_db()
    assert (article.title, revision.state, revision.based_on_version) == ("Old", "pending", 1)


def test_a_reviewers_own_change_stands_at_once() -> None:
    article = make_article("Old", contributor=make_reviewer())

    revision = suggest(article, title="New")

    article.refresh_from_db()
    assert (article.title, article.version, revision.state) == ("New", 2, "accepted")
