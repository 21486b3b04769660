"""Other words for what was typed: they widen the search, are named, and can be left out."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from platform_site.pages.models import Page, Subject
from platform_site.search import synonyms
from platform_site.search.synonyms import Synonym, phrase_of, synonyms_of
from platform_site.search.widening import MOST, understand
from tests.factories import make_article, make_subject
from tests.queries import count_queries
from tests.search.looking import EVERYONE, find_titles

if TYPE_CHECKING:
    from platform_site.access.models import Person

pytestmark = pytest.mark.django_db

FLOOR = [
    Synonym("spf", "social protection floor", "en"),
    Synonym("spf", "socle de protection sociale", "fr"),
    Synonym("social protection floor", "SPF", "en"),
    Synonym("pension", "retraite", "fr"),
]

type Know = Callable[[Iterable[Synonym]], None]


@pytest.fixture
def know(monkeypatch: pytest.MonkeyPatch) -> Know:
    """The glossary of a test."""

    def know(held: Iterable[Synonym]) -> None:
        def source(phrases: Sequence[str], user: "Person") -> list[Synonym]:
            return [one for one in held if one.phrase in phrases]

        monkeypatch.setattr(synonyms, "_sources", [source])

    return know


def also(text: str) -> list[str]:
    return [one.text for one in understand(text, user=EVERYONE).also]


def test_an_acronym_finds_what_it_stands_for_in_every_language(know: Know) -> None:
    know(FLOOR)
    make_article("A social protection floor for Nepal")
    make_article("Le socle de protection sociale", language="fr")
    make_article("Floors of wood")

    assert set(find_titles("spf")) == {
        "A social protection floor for Nepal",
        "Le socle de protection sociale",
    }
    assert also("spf") == ["social protection floor", "socle de protection sociale"]


def test_the_other_words_of_a_phrase_keep_what_stands_beside_it(know: Know) -> None:
    know(FLOOR)
    make_article("SPF in Nepal")
    make_article("SPF in Chad")

    assert find_titles("social protection floor nepal") == ["SPF in Nepal"]


def test_what_was_typed_comes_before_what_says_the_same(know: Know) -> None:
    know(FLOOR)
    make_article("Pension")
    make_article("Retraite", language="fr")

    assert find_titles("pension") == ["Pension", "Retraite"]


def test_the_page_that_says_the_same_comes_before_pages_that_have_the_words(know: Know) -> None:
    know(FLOOR)
    make_subject("FLOOR", "Social protection floor")
    make_article("Social protection floor, social protection floor and the SPF")

    assert find_titles("SPF")[0] == "Social protection floor"


def test_an_equivalent_of_several_words_must_stand_together(know: Know) -> None:
    know(FLOOR)
    make_article("The floor of a social club for the protection of birds")

    assert find_titles("spf") == []


@pytest.mark.parametrize("typed", ['"pension"', "“pension”", "pension OR grant"])
def test_who_chooses_the_words_gets_no_others(know: Know, typed: str) -> None:
    know(FLOOR)
    make_article("Retraite", language="fr")

    assert find_titles(typed) == []
    assert also(typed) == []


def test_unwanted_words_are_not_widened(know: Know) -> None:
    know([*FLOOR, Synonym("reform", "cambio", "es")])
    make_article("Pension cambio")
    make_article("Pension reform")

    assert find_titles("pension -reform") == ["Pension cambio"]


def test_a_name_in_one_language_finds_pages_in_another(cambodia: Subject) -> None:
    make_article("Pensions in Cambodia")

    assert find_titles("Camboya") == ["Cambodia", "Pensions in Cambodia"]


def test_names_of_hidden_pages_are_nobodys_synonyms(cambodia: Subject) -> None:
    assert "Cambodia" in also("Camboya")

    Page.objects.filter(pk=cambodia.pk).update(state="archived")

    assert also("Camboya") == []


def test_nothing_is_said_twice_and_nothing_that_was_typed(know: Know) -> None:
    know(
        [
            Synonym("pension", "Pension", "fr"),
            Synonym("pension", "Retraite", "fr"),
            Synonym("pension", "retraite", "es"),
        ]
    )

    assert also("pension") == ["Retraite"]


def test_there_is_an_end_to_the_list(know: Know) -> None:
    know([Synonym("pension", f"word{n}", "en") for n in range(MOST + 5)])

    assert len(also("pension")) == MOST


def test_the_page_names_the_other_words_and_offers_only_what_was_typed(
    know: Know, client: Client
) -> None:
    know(FLOOR)
    make_article("Pension")
    make_article("Retraite", language="fr")

    wide = client.get("/en/search/?q=pension&page=1").content.decode()
    exact = client.get("/en/search/?q=pension&exact=on").content.decode()

    assert '<span lang="fr" dir="auto">retraite</span>' in wide
    assert 'href="?q=pension&amp;exact=on">Only what I typed</a>' in wide
    assert "2 results" in wide
    assert "1 result" in exact
    assert "retraite" not in exact
    assert 'href="?q=pension">Search for words that say the same, too</a>' in exact


def test_any_number_of_synonyms_costs_two_more_queries(know: Know, client: Client) -> None:
    make_article("Pension")
    know([])
    before = count_queries(client, "/en/search/?q=pension+spf")

    for number in (1, 5):
        know([Synonym("pension", f"word{n}", "en") for n in range(number)])
        assert count_queries(client, "/en/search/?q=pension+spf") - before == 2


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Old-age benefit", "old age benefit"),
        ("Survivors’ benefit", "survivors benefit"),
        ("Sécurité sociale", "securite sociale"),
        ("إعانة البطالة", "اعانه البطاله"),
    ],
)
def test_a_phrase_is_what_a_source_is_asked_for(text: str, phrase: str) -> None:
    assert phrase_of(text) == phrase
    assert phrase in understand(text, user=EVERYONE).names


@given(text=st.text(max_size=60), other=st.text(max_size=30))
def test_whatever_is_typed_or_known_can_be_searched(text: str, other: str) -> None:
    """No synonym makes a query that PostgreSQL can't read."""
    text, other = text.replace("\x00", ""), other.replace("\x00", "")
    phrases = understand(text, user=EVERYONE, exact=True).names
    held = synonyms._sources
    synonyms._sources = [lambda asked, user: [Synonym(p, other, "fr") for p in phrases]]
    try:
        find_titles(text)
    finally:
        synonyms._sources = held


def test_what_was_typed_is_no_synonym_of_itself(know: Know) -> None:
    know([Synonym("spf", "SPF", "en")])

    assert synonyms_of(["spf"], user=EVERYONE) == []
