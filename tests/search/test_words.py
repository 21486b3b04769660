"""How words are read: stems, accents, beginnings, phrases, what is not wanted, Arabic."""

import pytest

from platform_site.search.query import read
from tests.factories import make_article
from tests.search.looking import find_titles

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "title", "typed"),
    [
        ("en", "Pensions are extended", "pension extends"),
        ("fr", "Les cotisations des retraités", "retraite cotisation"),
        ("es", "Las prestaciones familiares", "prestación familiar"),
        ("pt", "Trabalhadores domésticos", "trabalhador domestico"),
        ("ru", "Пособия для детей", "пособие детям"),
        ("ar", "والحماية الاجتماعية", "الحماية"),
        ("ar", "الحِمَايَة الاجتماعيّة", "والحماية"),
        ("zh", "社会保护", "社会保护"),
    ],
)
def test_words_are_found_in_their_other_forms(language: str, title: str, typed: str) -> None:
    make_article(title, language=language)

    assert find_titles(typed) == [title]


@pytest.mark.parametrize("typed", ["cote", "CÔTE", "Côté", "cote d'ivoire", "cote d’ivoire"])
def test_accents_capitals_and_apostrophes_do_not_matter(typed: str) -> None:
    make_article("Côte d’Ivoire")

    assert find_titles(typed) == ["Côte d’Ivoire"]


@pytest.mark.parametrize("typed", ["unemp", "social unempl", "بطا", "البطا", "والبطا"])
def test_the_last_word_may_be_unfinished(typed: str) -> None:
    make_article("Social unemployment insurance والبطالة", language="ar")

    assert len(find_titles(typed)) == 1


@pytest.mark.parametrize(
    "typed", ["الضمان الاجتماعي", "ضمان اجتماعي", "والضمان", "للضمان", "الضم", "الاجتماعي"]
)
def test_the_article_of_an_arabic_word_does_not_matter(typed: str) -> None:
    make_article("الضمان الاجتماعي", language="ar")

    assert find_titles(typed) == ["الضمان الاجتماعي"]


@pytest.mark.parametrize("typed", ["unemp social", '"unemp"', "pe", "unemp or"])
def test_no_other_word_may_be_unfinished_nor_a_very_short_one(typed: str) -> None:
    make_article("Social unemployment pension insurance")

    assert find_titles(typed) == []


def test_whole_words_come_before_beginnings() -> None:
    make_article("Agencies meet")
    make_article("Old age")

    make_article("Agencies meet again")

    assert find_titles("age") == ["Old age", "Agencies meet again", "Agencies meet"]


def test_a_phrase_is_found_only_as_it_stands() -> None:
    make_article("The old age grant")
    make_article("Age of an old grant")

    assert find_titles('"old age"') == ["The old age grant"]
    assert find_titles("“old age”") == ["The old age grant"]
    assert find_titles("«old age»") == ["The old age grant"]


def test_or_finds_either() -> None:
    make_article("Pension")
    make_article("Grant")
    make_article("Insurance")

    assert set(find_titles("pension OR grant")) == {"Pension", "Grant"}


@pytest.mark.parametrize("typed", ["pension -reforms", 'pension -"reforms"', "-reform pension"])
def test_what_is_not_wanted_is_out_in_every_form(typed: str) -> None:
    """In the reading of another language `reforms` is no `reform`: it must be out all the same."""
    make_article("Pension reform")
    make_article("Pension")

    assert find_titles(typed) == ["Pension"]


@pytest.mark.parametrize("typed", ["!!!", "-pension", "''", '"', "( | ) & ! <-> :*", "ـ"])
def test_text_without_a_word_finds_nothing(typed: str) -> None:
    make_article("Pension")

    assert find_titles(typed) == []


def test_readings_that_are_alike_count_once() -> None:
    assert read("Chad").whole == ("'chad'",)


def test_one_language_is_read_as_that_language_only() -> None:
    assert read("pensions", language="en").whole == ("'pension'",)
    assert read("pensions", language="zh").whole == ("'pensions'",)


def test_the_body_is_found_and_its_tags_are_not() -> None:
    make_article("A title", text='See <a href="https://example.org/secretpath">the list</a>')

    assert find_titles("list") == ["A title"]
    assert find_titles("secretpath") == []
