"""The entries: made by triggers, equal to a rebuild whatever was done to the pages."""

import random
import uuid
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news.models import Article
from platform_site.core.sort_keys import sort_key
from platform_site.pages.actions import (
    load_search_words,
    set_ancestors,
    set_names,
    set_search_words,
    set_subjects,
    write_text,
)
from platform_site.pages.models import Page, PageName, PageSubject, PageText, PageWords, Subject
from platform_site.search.actions import rebuild_entries
from platform_site.search.models import SearchEntry
from tests.factories import make_article, make_circle, make_subject, make_user
from tests.search.looking import find_titles, look_for

pytestmark = pytest.mark.django_db

COLUMNS = [f.attname for f in SearchEntry._meta.concrete_fields if f.attname != "id"]


def entries() -> set[tuple[object, ...]]:
    rows = SearchEntry.objects.values_list(*COLUMNS)
    return {tuple(tuple(v) if isinstance(v, list) else v for v in row) for row in rows}


def languages_of(page: Page) -> set[str]:
    return set(SearchEntry.objects.filter(page=page).values_list("language", flat=True))


@pytest.mark.parametrize("state", ["draft", "pending", "archived"])
def test_only_published_pages_have_entries(state: str) -> None:
    page = make_article("Hidden", state=state)
    assert languages_of(page) == set()

    Page.objects.filter(pk=page.pk).update(state="published", published_at=timezone.now())
    assert languages_of(page) == {"en"}

    Page.objects.filter(pk=page.pk).update(state=state)
    assert languages_of(page) == set()


def test_a_reference_page_has_an_entry_for_each_name_and_one_for_its_title(db: None) -> None:
    subject = make_subject("KHM", "Cambodia", fr="Cambodge")
    PageName.objects.filter(page=subject, language="en").delete()

    assert languages_of(subject) == {"en", "fr"}

    set_names(page=subject, names={"ar": "كمبوديا"})
    assert languages_of(subject) == {"en", "ar"}


def test_a_deleted_page_leaves_no_entry(db: None) -> None:
    subject = make_subject("KHM", "Cambodia", fr="Cambodge")
    article = make_article("About it", about=[subject])

    article.delete()
    subject.delete()

    assert not SearchEntry.objects.exists()


def test_a_new_subject_of_the_original_reaches_its_translations(db: None) -> None:
    subject = make_subject("KHM", "Cambodia")
    original = make_article("Pension")
    translated = make_article("Retraite", language="fr", translation_of=original)

    set_subjects(page=original, strengths={subject.pk: 3})

    assert SearchEntry.objects.get(page=translated).subjects == [subject.pk]


def test_what_changes_nothing_in_an_entry_writes_none(db: None) -> None:
    article = make_article("Pension")
    before = _written()

    Page.objects.filter(pk=article.pk).update(changed_at=timezone.now(), version=7)
    write_text(page=article, source="A text.")

    assert _written() == before


def _written() -> list[tuple[object, ...]]:
    """Where the rows lie: an entry written again lies elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT page_id, ctid::text FROM search_searchentry ORDER BY 1, 2")
        return cursor.fetchall()


def test_a_bulk_load_of_names_is_one_refresh(db: None) -> None:
    """Loading all names of all countries must not cost a refresh for each."""
    subjects = [make_subject(f"C{n:02}", f"Country {n}") for n in range(20)]
    names = [
        PageName(page=s, language=code, text=f"{code} {s}", sort_key=sort_key(str(s), code))
        for s in subjects
        for code in ("fr", "es", "ar", "pt", "ru", "zh")
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('track_functions', 'pl', true)")
        before = _refreshes()

        PageName.objects.bulk_create(names)

        assert _refreshes() - before == 1
    assert SearchEntry.objects.count() == 20 * 7


def _refreshes() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(calls), 0)::int FROM pg_stat_xact_user_functions"
            " WHERE funcname = 'search_refresh'"
        )
        return cursor.fetchone()[0]


class World:
    """A few pages, and everything that can happen to one of them."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.circle = make_circle(make_user(f"Alice {uuid.uuid4().hex[:6]}"))
        self.subjects = [make_subject(f"S{n}{seed % 97}", f"Subject {n}") for n in range(3)]
        self.articles = [make_article(f"Pension {n}", about=self.subjects[:n]) for n in range(3)]

    def step(self, name: str) -> None:
        getattr(self, name)(self.random.choice(list(Page.objects.order_by("pk"))))

    def retitle(self, page: Page) -> None:
        Page.objects.filter(pk=page.pk).update(title=f"Title {self.random.random()}")

    def summarise(self, page: Page) -> None:
        Page.objects.filter(pk=page.pk).update(summary=f"Summary {self.random.random()}")

    def hide(self, page: Page) -> None:
        Page.objects.filter(pk=page.pk).update(state=self.random.choice(["draft", "archived"]))

    def publish(self, page: Page) -> None:
        Page.objects.filter(pk=page.pk).update(state="published", published_at=timezone.now())

    def publish_all(self, page: Page) -> None:
        Page.objects.update(state="published", published_at=timezone.now())

    def restrict(self, page: Page) -> None:
        Page.objects.filter(pk=page.pk).update(audience="circle", circle=self.circle)

    def open(self, page: Page) -> None:
        Page.objects.filter(pk=page.pk).update(audience="public", circle=None)

    def translate(self, page: Page) -> None:
        make_article("Traduction", language="fr", translation_of=page)

    def untie(self, page: Page) -> None:
        Page.objects.filter(pk=page.pk).update(translation_of=None)

    def change_language(self, page: Page) -> None:
        Page.objects.filter(pk=page.pk).update(language=self.random.choice(["en", "fr", "ar"]))

    def rewrite(self, page: Page) -> None:
        write_text(page=page, source=f"Words {self.random.random()}")

    def erase(self, page: Page) -> None:
        PageText.objects.filter(page=page).delete()

    def move_text(self, page: Page) -> None:
        PageText.objects.filter(page=self.articles[0]).update(html="<p>Moved</p>")

    def name(self, page: Page) -> None:
        names = {code: f"{code} {self.random.random()}" for code in ("en", "fr", "ar")}
        chosen = self.random.sample(sorted(names), self.random.randint(0, 3))
        set_names(page=page, names={code: names[code] for code in chosen})

    def add_words(self, page: Page) -> None:
        chosen = self.random.sample(["", "en", "fr", "ar"], self.random.randint(0, 3))
        words = {code: f"{code} words {self.random.random()}" for code in chosen}
        set_search_words(page=page, words=words)

    def change_words(self, page: Page) -> None:
        PageWords.objects.filter(page=page).update(text=f"Words {self.random.random()}")

    def relabel(self, page: Page) -> None:
        PageName.objects.filter(page=page).update(text=f"Label {self.random.random()}")

    def place(self, page: Page) -> None:
        chosen = self.random.sample(self.subjects, self.random.randint(0, 3))
        kept = [s.pk for s in chosen if Subject.objects.filter(pk=s.pk).exists()]
        set_subjects(page=page, strengths=dict.fromkeys(kept, 3))

    def put_below(self, page: Page) -> None:
        above, below = self.random.sample(self.subjects, 2)
        if Subject.objects.filter(pk__in=[above.pk, below.pk]).count() == 2:
            set_ancestors(subject=below, ancestors=[above])

    def move_subject(self, page: Page) -> None:
        row = PageSubject.objects.first()
        if row and not PageSubject.objects.filter(page=page, subject=row.subject_id).exists():
            PageSubject.objects.filter(pk=row.pk).update(page=page.pk)

    def delete(self, page: Page) -> None:
        if Page.objects.count() > 2:
            Page.objects.get(pk=page.pk).delete()

    def add(self, page: Page) -> None:
        self.articles.append(make_article(f"Article {self.random.random()}"))


STEPS = [name for name in vars(World) if not name.startswith("_") and name != "step"]


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 10**6), steps=st.lists(st.sampled_from(STEPS), min_size=5, max_size=25))
def test_triggers_keep_what_a_rebuild_would_make(seed: int, steps: list[str]) -> None:
    with transaction.atomic():
        world = World(seed)
        for step in steps:
            world.step(step)
        kept = entries()

        rebuild_entries()

        assert kept == entries()
        transaction.set_rollback(True)


def test_a_page_is_found_by_the_words_it_was_given() -> None:
    page = make_article("Extending coverage")
    set_search_words(page=page, words={"": "Ortiz 978-92-2-133634-6 SPF", "en": "social grants"})

    for typed in ("ortiz", "978-92-2-133634-6", "spf", "social grant", "coverage ortiz"):
        assert find_titles(typed) == ["Extending coverage"], typed


def test_words_given_anew_replace_the_earlier_ones() -> None:
    page = make_article("Extending coverage")
    set_search_words(page=page, words={"": "Ortiz", "fr": "allocation"})

    set_search_words(page=page, words={"": "Cichon"})

    assert find_titles("ortiz") == find_titles("allocation") == []
    assert find_titles("cichon") == ["Extending coverage"]


def test_words_of_a_language_belong_to_the_name_in_it() -> None:
    subject = make_subject("KHM", "Cambodia", fr="Cambodge")
    words = {"": "Kampuchea", "fr": "royaume", "es": "reino"}
    set_search_words(page=subject, words=words)

    found = {
        typed: [hit.language for group in look_for(typed).groups for hit in group.hits]
        for typed in ("kampuchea", "royaume", "reino")
    }

    assert {typed: sorted(languages) for typed, languages in found.items()} == {
        "kampuchea": ["en", "fr"],
        "royaume": ["fr"],
        "reino": ["en"],
    }


def test_a_title_with_the_word_comes_before_a_page_that_was_given_it() -> None:
    make_article("Ortiz on pensions")
    given_it = make_article("Coverage")
    set_search_words(page=given_it, words={"": "Ortiz"})

    assert find_titles("ortiz") == ["Ortiz on pensions", "Coverage"]


def test_words_of_many_pages_are_loaded_at_once(django_assert_num_queries: Any) -> None:
    pages = [make_article(f"Article {n}") for n in range(5)]
    load_search_words({pages[0].pk: {"": "gone", "fr": "partie"}})

    with django_assert_num_queries(5):  # three, and the savepoint around them
        load_search_words({page.pk: {"": f"word{n}"} for n, page in enumerate(pages)})

    assert [find_titles(f"word{n}") for n in range(5)] == [[page.title] for page in pages]
    assert find_titles("gone") == find_titles("partie") == []


def test_a_rebuild_mends_what_somebody_broke(capsys: pytest.CaptureFixture[str]) -> None:
    make_article("Pension")
    whole = entries()
    hidden = make_article("Hidden", state="draft")
    SearchEntry.objects.update(title_folded="broken", audience="members")
    SearchEntry.objects.filter(title_folded="broken").update(page=hidden.pk)

    call_command("rebuild_search")

    assert entries() == whole
    assert "1 entries" in capsys.readouterr().out


def test_a_long_text_of_many_different_words_can_be_saved(db: None) -> None:
    article = make_article("Long", text=" ".join(f"word{n}" for n in range(60_000)))

    assert SearchEntry.objects.filter(page=article).count() == 1


@pytest.mark.parametrize("count", [1, 30])
def test_publishing_costs_no_query_of_django_for_the_search(db: None, count: int) -> None:
    pages = [make_article(f"Page {n}", state="draft") for n in range(count)]

    with CaptureQueriesContext(connection) as captured:
        Article.objects.filter(pk__in=[page.pk for page in pages]).update(
            state="published", published_at=timezone.now()
        )

    assert not any("search_" in query["sql"] for query in captured.captured_queries)
    assert SearchEntry.objects.count() == count
