"""Keyset paging walks a list forwards and backwards without losing or doubling a row."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from news.models import Article
from platform_site.core.paging import newest
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def titles() -> list[str]:
    """Seven articles, three of them published in the same instant."""
    same = datetime(2026, 5, 1, tzinfo=UTC)
    for n in range(7):
        make_article(f"n{n}", published_at=same if n < 3 else timezone.now())
    return list(Article.objects.newest_first().values_list("title", flat=True))


def test_walking_to_the_end_meets_every_row_once(titles: list[str]) -> None:
    seen, mark = [], ""
    while True:
        found = newest(Article.objects.all(), mark=mark, size=2)
        seen += [article.title for article in found.items]
        if not (mark := found.older):
            break

    assert seen == titles


def test_walking_back_from_the_end_comes_to_the_first_page(titles: list[str]) -> None:
    first = newest(Article.objects.all(), size=3)
    second = newest(Article.objects.all(), mark=first.older, size=3)

    back = newest(Article.objects.all(), mark=second.newer, size=3)

    assert [a.title for a in back.items] == [a.title for a in first.items] == titles[:3]
    assert first.newer == back.newer == ""


@pytest.mark.parametrize("mark", ["o2026|1", "x", "\x00", "o" * 5000, "n2026-01-01|1:abc", "~"])
def test_a_mark_written_by_hand_shows_the_first_page(titles: list[str], mark: str) -> None:
    assert [a.title for a in newest(Article.objects.all(), mark=mark, size=2).items] == titles[:2]
