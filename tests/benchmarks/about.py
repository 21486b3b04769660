"""The newest of a kind about a subject, and how many there are of each kind."""

from collections.abc import Iterator
from typing import Any

from news.models import Article
from platform_site.pages.models import Subject
from tests.benchmarks.queries import Readers, compare, most_written_about, pages_about
from tests.benchmarks.stage import Stage
from tests.benchmarks.table import Line

BY_HAND = """
SELECT page.id FROM pages_pagesubject AS link JOIN pages_page AS page ON page.id = link.page_id
WHERE link.subject_id = %s AND link.kind = 'article' AND link.published_at IS NOT NULL
  AND {copies} AND page.state = 'published' AND {gate} AND page.translation_of_id IS NULL
ORDER BY link.published_at DESC, link.page_id DESC LIMIT 10
"""
CIRCLES = """({table}.circle_id IS NULL
  OR {table}.circle_id IN (SELECT circle_id FROM access_membership WHERE user_id = %s))"""


def measure(stage: Stage) -> Iterator[Line]:
    for kind in ("country", "region", "group"):
        subject = most_written_about(kind)
        for name, user in Readers().all.items():
            scenario = f"newest 10 about a {kind} of {pages_about(subject):,}, {name}"
            yield compare(stage, scenario, newest(subject, user), by_hand(subject, user))


def newest(subject: Subject, user: Any) -> Any:
    """As the block of news on a country's page asks."""
    articles = Article.objects.published().listed_about(subject, kind="article", user=user)
    return articles.filter(translation_of__isnull=True).newest_first()[:10]


def by_hand(subject: Subject, user: Any) -> tuple[str, list[Any]]:
    if not user.is_authenticated:
        public = {"copies": "link.audience = 'public'", "gate": "page.audience = 'public'"}
        return BY_HAND.format(**public), [subject.pk]
    circles = {"copies": CIRCLES.format(table="link"), "gate": CIRCLES.format(table="page")}
    return BY_HAND.format(**circles), [subject.pk, user.pk, user.pk]
