"""One page, the number of pages of each kind about a subject, and what the copied columns save."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.db.models import Count

from news.models import Article
from platform_site.pages.models import Page, PageSubject
from tests.benchmarks import about
from tests.benchmarks.queries import Readers, compare, executed, most_written_about, statement
from tests.benchmarks.stage import Stage
from tests.benchmarks.table import Line, medians

BY_KEY = """
SELECT page.id, article.*, page.*, words.*, person.* FROM pages_page AS page
JOIN news_article AS article ON article.page_ptr_id = page.id
LEFT JOIN pages_pagetext AS words ON words.page_id = page.id
LEFT JOIN accounts_user AS person ON person.id = page.contributor_id
WHERE page.kind = 'article' AND page.slug = %s AND page.state = 'published'
  AND page.audience = 'public'
"""
# A tenth of the community at most, newer than everything else, in a circle the reader is not in.
PRIVATE_PAGES = """
WITH circle AS (INSERT INTO access_circle DEFAULT VALUES RETURNING id), page AS (
  INSERT INTO pages_page (kind, subtype, slug, language, title, summary, state, audience, version,
    is_demonstration, published_at, circle_id)
  SELECT 'article', 'news', 'private-' || n, 'en', 'Private', '', 'published', 'circle', 1, false,
    now() + make_interval(secs => n), circle.id
  FROM circle, generate_series(1, %(pages)s) AS n RETURNING id, published_at, circle_id
), article AS (
  INSERT INTO news_article (page_ptr_id, kicker, link, credit, quote, quote_by, quote_role)
  SELECT id, '', '', '', '', '', '' FROM page
)
INSERT INTO pages_pagesubject (page_id, subject_id, strength, is_direct, kind, audience, circle_id,
  published_at)
SELECT id, %(subject)s, 3, true, 'article', 'circle', circle_id, published_at FROM page
"""
PRIVATE = 5000


def measure(stage: Stage) -> Iterator[Line]:
    yield from detail(stage)
    yield from counts(stage)
    yield from gates(stage)


def detail(stage: Stage) -> Iterator[Line]:
    public = Article.objects.published().visible_to(AnonymousUser())
    slug = public.order_by("pk")[public.count() // 2].slug
    for name, user in Readers().all.items():
        visible = Article.objects.visible_to(user).select_related("text", "contributor")
        yield compare(stage, f"detail, {name}", visible.filter(slug=slug), (BY_KEY, [slug]))


def counts(stage: Stage) -> Iterator[Line]:
    """No page asks for them yet: the form that is index-only, beside the one through Page."""
    for kind in ("country", "region"):
        subject = most_written_about(kind)
        links = PageSubject.objects.filter(subject=subject, published_at__isnull=False)
        copies = links.filter(audience="public").values("kind").annotate(n=Count("*"))
        pages = Page.objects.published().visible_to(AnonymousUser()).about(subject)
        through = pages.values("kind").annotate(n=Count("pk"))
        yield both(stage, f"counts per kind about a {kind}, anonymous", copies, through)


def both(stage: Stage, scenario: str, copies: Any, through: Any) -> Line:
    took, limit = medians(
        lambda: list(copies.all()), lambda: list(through.all()), rounds=stage.rounds * 2
    )
    same = sorted(map(str, copies.all())) == sorted(map(str, through.all()))
    return Line(
        scenario,
        f"{took:.2f} ms (db {executed(*statement(copies)):.2f})",
        f"through Page {limit:.2f} ms (db {executed(*statement(through)):.2f})",
        took / limit,
        "",
        "" if same else "the copies count other pages",
    )


def gates(stage: Stage) -> Iterator[Line]:
    """Many pages that the reader may not see stand before the first that they may."""
    subject = most_written_about("country")
    pages = min(PRIVATE, stage.size // 10)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(PRIVATE_PAGES, {"pages": pages, "subject": subject.pk})
        cursor.execute("ANALYZE pages_page, pages_pagesubject, news_article")
        for name, user in Readers().all.items():
            scenario = f"newest 10 behind {pages:,} private pages, {name}"
            yield compare(
                stage, scenario, about.newest(subject, user), about.by_hand(subject, user)
            )
        transaction.set_rollback(True)
