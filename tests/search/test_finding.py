"""What is found, in which order, and how it is counted."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from platform_site.pages.models import Subject
from platform_site.search import finding
from tests.factories import make_article, make_subject
from tests.search.looking import find_titles, look_for

pytestmark = pytest.mark.django_db

LAST_YEAR = datetime(2025, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed", ["Cambodia", "cambodge", "CAMBOYA", "كمبوديا", "Камбоджа", "柬埔寨", "KHM", "khm"]
)
def test_a_country_answers_to_its_name_in_every_language_and_to_its_code(
    cambodia: Subject, typed: str
) -> None:
    assert find_titles(typed) == ["Cambodia"]


def test_the_country_comes_before_what_is_about_it(cambodia: Subject) -> None:
    make_article("Cambodia Cambodia Cambodia", summary="Cambodia", text="Cambodia")

    assert find_titles("cambodia") == ["Cambodia", "Cambodia Cambodia Cambodia"]


def test_a_country_named_in_a_sentence_is_the_first_answer(cambodia: Subject) -> None:
    make_subject("VNM", "Viet Nam")
    make_article("Pension reform", text="in Cambodia")

    assert find_titles("pension in Cambodia") == ["Cambodia", "Pension reform"]
    assert find_titles("pensions viet nam")[0] == "Viet Nam"


def test_a_code_within_a_sentence_is_a_word_and_no_country() -> None:
    make_subject("AND", "Andorra")
    make_article("Old and new")

    assert find_titles("old and new") == ["Old and new"]
    assert find_titles("and") == ["Andorra"]


def test_a_hit_in_the_title_comes_before_one_in_the_text() -> None:
    make_article("Maternity", published_at=LAST_YEAR)
    make_article("Something new", text="maternity")

    assert find_titles("maternity") == ["Maternity", "Something new"]


def test_of_equals_the_newer_comes_first() -> None:
    make_article("Pension one", published_at=LAST_YEAR)
    make_article("Pension two")

    assert find_titles("pension") == ["Pension two", "Pension one"]


def test_translations_are_one_result_in_the_readers_language() -> None:
    original = make_article("Pension reform in Nepal", language="en")
    make_article("Réforme des retraites au Népal", language="fr", translation_of=original)

    with translation.override("fr"):
        assert find_titles("nepal") == ["Réforme des retraites au Népal"]
    with translation.override("en"):
        assert find_titles("nepal") == ["Pension reform in Nepal"]
        assert find_titles("retraites") == ["Réforme des retraites au Népal"]


def test_filters_narrow_what_is_found(cambodia: Subject, asia: Subject) -> None:
    make_article("Pension in Cambodia", about=[cambodia], published_at=LAST_YEAR)
    make_article("Pension au Laos", language="fr")

    assert find_titles("pension", about=cambodia.pk) == ["Pension in Cambodia"]
    assert find_titles("pension", about=asia.pk) == ["Pension in Cambodia"]
    assert find_titles("pension", language="fr") == ["Pension au Laos"]
    assert find_titles("pension", year=2025) == ["Pension in Cambodia"]
    assert find_titles("cambodia", kind="country") == ["Cambodia"]
    assert find_titles("pension", about=0) == []


def test_a_translation_is_about_what_its_original_is_about(cambodia: Subject) -> None:
    original = make_article("Pension", about=[cambodia])
    make_article("Retraite", language="fr", translation_of=original)

    assert find_titles("retraite", about=cambodia.pk) == ["Retraite"]


def test_without_words_the_newest_of_the_filter_are_found(cambodia: Subject) -> None:
    make_article("Older", published_at=LAST_YEAR)
    make_article("Newer")

    assert find_titles("", kind="article") == ["Newer", "Older"]


def test_facets_count_groups_and_not_entries(cambodia: Subject, asia: Subject) -> None:
    original = make_article("Cambodia pensions", about=[cambodia], published_at=LAST_YEAR)
    make_article("Cambodia retraites", language="fr", translation_of=original)

    found = look_for("cambodia")

    assert len(found) == 2
    assert found.count_kinds() == {"country": 1, "article": 1}
    # The country is found under each of its names.
    assert found.count_languages() == {"en": 2, "fr": 2, "es": 1, "ar": 1, "ru": 1, "zh": 1}
    assert found.count_subjects() == {cambodia.pk: 1, asia.pk: 1}
    assert found.count_years()[2025] == 1


def test_only_the_newest_of_a_frequent_word_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(finding, "CAP", 2)
    make_article("Pension old", published_at=LAST_YEAR)
    make_article("Pension a")
    assert look_for("pension").is_capped
    make_article("Pension b")

    found = look_for("pension")

    assert len(found) == 2
    assert set(find_titles("pension")) == {"Pension a", "Pension b"}


def test_an_exact_name_is_found_however_old_it_is(
    cambodia: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "CAP", 1)
    make_article("Cambodia again")

    assert find_titles("cambodia") == ["Cambodia", "Cambodia again"]
