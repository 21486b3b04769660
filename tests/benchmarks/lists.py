"""A list of one kind: its first page, and its five hundredth by key."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from news.models import Article
from platform_site.core import paging
from tests.benchmarks.queries import Readers, compare
from tests.benchmarks.stage import Stage
from tests.benchmarks.table import Line, medians

DEEP = 500
SIZE = 20
BY_HAND = """
SELECT page.id FROM pages_page AS page
WHERE page.kind = 'article' AND page.state = 'published' AND page.translation_of_id IS NULL
  AND {gate} ORDER BY page.published_at DESC, page.id DESC LIMIT 21
"""
CIRCLES = """(page.circle_id IS NULL
  OR page.circle_id IN (SELECT circle_id FROM access_membership WHERE user_id = %s))"""


def measure(stage: Stage) -> Iterator[Line]:
    for name, user in Readers().all.items():
        listed = articles(user)
        first = listed.newest_first()[: SIZE + 1]
        yield compare(stage, f"list of a kind, {name}", first, by_hand(user))
        yield depth(stage, name, listed)
    yield request_depth(stage, articles(AnonymousUser()))


def articles(user: Any) -> Any:
    """As the list of news asks."""
    visible = Article.objects.published().visible_to(user)
    return visible.filter(translation_of__isnull=True)


def by_hand(user: Any) -> tuple[str, list[Any]]:
    if not user.is_authenticated:
        return BY_HAND.format(gate="page.audience = 'public'"), []
    return BY_HAND.format(gate=CIRCLES), [user.pk]


def depth(stage: Stage, name: str, listed: Any) -> Line:
    deep = min(DEEP, listed.count() // SIZE)
    mark = mark_of(listed, deep)
    took, first = medians(
        lambda: paging.newest(listed, mark=mark),
        lambda: paging.newest(listed),
        rounds=stage.rounds * 3,
    )
    items = [item.pk for item in paging.newest(listed, mark=mark).items]
    start = (deep - 1) * SIZE
    counted = list(listed.newest_first().values_list("pk", flat=True)[start : start + SIZE])
    return Line(
        f"list of a kind, {name}: page {deep} by key",
        f"{took:.2f} ms",
        f"page 1 {first:.2f} ms",
        took / first,
        "",
        "" if items == counted else f"page {deep} by key is not page {deep} counted",
    )


def request_depth(stage: Stage, listed: Any) -> Line:
    """What a reader waits for: the whole answer of the site, without the web server."""
    client, address = Client(SERVER_NAME="127.0.0.1"), reverse("news:list")
    deep = min(DEEP, listed.count() // SIZE)
    mark = mark_of(listed, deep)
    took, first = medians(
        lambda: client.get(address, {"at": mark}), lambda: client.get(address), rounds=stage.rounds
    )
    return Line(
        f"list of news as a request: page {deep}",
        f"{took:.1f} ms",
        f"page 1 {first:.1f} ms",
        took / first,
        "≤ 1.3, aim ≤ 1.1",
    )


def mark_of(listed: Any, number: int) -> str:
    """The `?at=` that leads to a page of the list: what the page before it shows as older."""
    before = listed.newest_first()[(number - 1) * SIZE - 1 : (number - 1) * SIZE + 1]
    return paging.newest(listed.filter(pk__in=[item.pk for item in before]), size=1).older
