"""A search as a feed."""

import feedparser
import pytest
from django.test import Client

from platform_site.pages.models import Subject
from tests.factories import make_article, make_circle, make_user

pytestmark = pytest.mark.django_db


def titles(client: Client, query: str) -> list[str]:
    response = client.get(f"/en/search/feed/?{query}")
    assert response.status_code == 200
    feed = feedparser.parse(response.content)
    assert not feed.bozo
    return [entry.title for entry in feed.entries]


def test_the_feed_has_what_the_search_finds_newest_first(client: Client, cambodia: Subject) -> None:
    make_article("Cambodia: an old reform")
    make_article("Cambodia: a new reform", about=[cambodia])
    make_article("Elsewhere")

    assert titles(client, "q=cambodia+reform") == [
        "Cambodia: a new reform",
        "Cambodia: an old reform",
    ]
    assert titles(client, "q=reform&about=KHM") == ["Cambodia: a new reform"]
    assert titles(client, "about=KHM") == ["Cambodia: a new reform"]


def test_translations_are_one_entry(client: Client) -> None:
    original = make_article("Reform one")
    make_article("Reform deux", language="fr", translation_of=original)

    assert len(titles(client, "q=reform")) == 1


@pytest.mark.parametrize("query", ["", "q=", "q=!!!", "q=-reform"])
def test_a_feed_of_nothing_is_empty(client: Client, query: str) -> None:
    make_article("Reform")

    assert titles(client, query) == []


def test_a_member_gets_the_feed_that_everyone_gets(client: Client) -> None:
    bob = make_user("Bob")
    make_article("Reform of the circle", circle=make_circle(bob))
    make_article("Reform for members", audience="members")
    make_article("Reform for all")
    client.force_login(bob)

    assert titles(client, "q=reform") == ["Reform for all"]


def test_the_page_links_its_feed_with_the_same_words_and_filters(client: Client) -> None:
    make_article("Reform")

    body = client.get("/en/search/?q=reform&kind=article&page=1").content.decode()

    assert 'type="application/atom+xml" href="/en/search/feed/?q=reform&amp;kind=article"' in body
