"""The generated community is what the site's own verbs would have made of it."""

import pytest
from django.db import connection
from django.db.models import Count

from news.models import Article
from platform_site.pages.actions import direct_subjects, set_subjects
from platform_site.pages.models import Page, PageCounters, PageSubject
from platform_site.search.models import SearchEntry
from tests.benchmarks import scale

pytestmark = pytest.mark.django_db
SIZE = 300


@pytest.fixture
def community(reference: None) -> None:
    scale.make(size=SIZE, people=20, circles=10, posts=3)


def made() -> "object":
    return Page.objects.filter(slug__startswith="bench-")


def links_of(page: Page) -> set[tuple[object, ...]]:
    columns = ("subject", "strength", "is_direct", "kind", "audience", "circle_id", "published_at")
    return set(PageSubject.objects.filter(page=page).values_list(*columns))


def test_as_many_pages_as_asked_for_and_a_tenth_of_them_in_circles(community: None) -> None:
    in_circles = made().filter(circle__isnull=False).count()

    assert made().count() == SIZE
    assert SIZE // 20 < in_circles < SIZE // 5
    assert {page.kind for page in made()} == {"article", "resource"}
    assert (
        Article.objects.filter(slug__startswith="bench-").count()
        == made().filter(kind="article").count()
    )


def test_links_and_their_copies_are_those_that_the_verb_would_write(community: None) -> None:
    for page in made().filter(page_subjects__isnull=False).distinct()[:40]:
        before = links_of(page)
        strengths = direct_subjects(page)
        PageSubject.objects.filter(page=page).delete()

        set_subjects(page=page, strengths=strengths)

        assert links_of(page) == before


def test_every_published_page_is_found_and_no_other(community: None) -> None:
    found = SearchEntry.objects.filter(page__in=made()).order_by("page")
    entries = list(found.values_list("page", "subjects", "audience", "circle_id", "vector"))

    with connection.cursor() as cursor:
        cursor.execute("SELECT search_refresh(ARRAY(SELECT id FROM pages_page))")

    assert set(found.values_list("page", flat=True)) == set(
        made().published().values_list("pk", flat=True)
    )
    assert list(found.values_list("page", "subjects", "audience", "circle_id", "vector")) == entries


def test_counters_say_how_many_posts_there_are(community: None) -> None:
    kept = dict(PageCounters.objects.values_list("page", "posts"))
    pages = Page.objects.filter(pk__in=kept).annotate(n=Count("posts"))

    assert kept == dict(pages.values_list("pk", "n"))
    assert set(kept.values()) == {0, 3}


def test_the_database_keeps_its_rules_again_afterwards(community: None) -> None:
    article = Article.objects.published().filter(page_subjects__isnull=False).first()

    Page.objects.filter(pk=article.pk).update(state="archived")
    new = Article.objects.create(kind="article", slug="new", title="New")

    assert not PageSubject.objects.filter(page=article, published_at__isnull=False).exists()
    assert new.pk > article.pk
