"""What a page is about: ancestors are stored, copies follow the page."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from news.models import Article
from platform_site.core.paging import newest
from platform_site.pages.actions import direct_subjects, set_ancestors, set_subjects
from platform_site.pages.models import Page, PageSubject
from tests.factories import make_article, make_circle, make_subject

pytestmark = pytest.mark.django_db


def rows(page: Page) -> set[tuple[str, int, bool]]:
    found = PageSubject.objects.filter(page=page)
    return set(found.values_list("subject__code", "strength", "is_direct"))


def test_a_page_about_a_country_is_about_its_region_too() -> None:
    asia = make_subject("R-ASIA", "Asia and the Pacific")
    cambodia = make_subject("KHM", "Cambodia", asia)

    article = make_article(about=[cambodia])

    assert rows(article) == {("KHM", 3, True), ("R-ASIA", 3, False)}
    assert Page.objects.about(asia).get() == article.page_ptr


def test_a_named_region_stays_named_when_one_of_its_countries_is_taken_away() -> None:
    asia = make_subject("R-ASIA", "Asia and the Pacific")
    cambodia = make_subject("KHM", "Cambodia", asia)
    article = make_article(about=[cambodia])
    set_subjects(page=article, strengths={cambodia.pk: 1, asia.pk: 2})

    set_subjects(page=article, strengths={asia.pk: 2})

    assert rows(article) == {("R-ASIA", 2, True)}
    assert direct_subjects(article) == {asia.pk: 2}


def test_pages_follow_when_a_country_joins_a_group() -> None:
    cambodia = make_subject("KHM", "Cambodia")
    article = make_article(about=[cambodia])
    group = make_subject("G-LDC", "Least developed countries")

    set_ancestors(subject=cambodia, ancestors=[group])

    assert rows(article) == {("KHM", 3, True), ("G-LDC", 3, False)}


def test_copies_follow_whatever_changes_the_page() -> None:
    cambodia = make_subject("KHM", "Cambodia")
    article = make_article(about=[cambodia], state=Page.State.PENDING)
    circle = make_circle()
    assert PageSubject.objects.get().published_at is None

    at = datetime(2026, 11, 1, tzinfo=UTC)
    Page.objects.filter(pk=article.pk).update(state="published", published_at=at)
    assert PageSubject.objects.get().published_at == at

    Page.objects.filter(pk=article.pk).update(audience="circle", circle=circle)
    copy = PageSubject.objects.get()
    assert (copy.audience, copy.circle_id, copy.kind) == ("circle", circle.pk, "article")

    Page.objects.filter(pk=article.pk).update(state="archived")
    assert PageSubject.objects.get().published_at is None


def test_a_list_about_a_subject_holds_the_published_pages_of_a_kind_newest_first() -> None:
    cambodia = make_subject("KHM", "Cambodia", asia := make_subject("R-ASIA", "Asia"))
    old = make_article("Old", about=[cambodia], published_at=datetime(2025, 1, 1, tzinfo=UTC))
    new = make_article("New", about=[asia], published_at=datetime(2026, 1, 1, tzinfo=UTC))
    make_article("Waiting", about=[cambodia], state=Page.State.PENDING)
    make_article("Elsewhere", about=[make_subject("SOM", "Somalia")])

    listed = Article.objects.listed_about(asia, kind="article", user=AnonymousUser())

    assert list(listed.newest_first()) == [new, old]
    assert not Page.objects.listed_about(asia, kind="resource", user=AnonymousUser()).exists()


def test_a_list_about_a_subject_is_paged_like_any_other() -> None:
    cambodia = make_subject("KHM", "Cambodia")
    made = [make_article(f"n{n}", about=[cambodia]) for n in range(5)][::-1]
    listed = Article.objects.listed_about(cambodia, kind="article", user=AnonymousUser())

    first = newest(listed, size=2)
    second = newest(listed, mark=first.older, size=2)
    third = newest(listed, mark=second.older, size=2)
    back = newest(listed, mark=second.newer, size=2)

    assert [first.items, second.items, third.items] == [made[:2], made[2:4], made[4:]]
    assert back.items == made[:2]
