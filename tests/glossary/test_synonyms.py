"""What the search learns from the glossary: other terms of what was typed, from open pages only."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from glossary.synonyms import designations
from platform_site.search.synonyms import Synonym, synonyms_of
from tests.factories import make_article, make_user

from .terms import make_concept

pytestmark = pytest.mark.django_db


def found(*phrases: str) -> list[Synonym]:
    return list(designations(phrases, AnonymousUser()))


def test_a_phrase_is_answered_with_all_that_its_concept_is_called() -> None:
    make_concept(
        en="social protection floor",
        fr="socle de protection sociale",
        also={"en-1": ("SPF", "admitted")},
    )

    assert found("spf") == [
        Synonym("spf", "social protection floor", "en"),
        Synonym("spf", "socle de protection sociale", "fr"),
    ]
    assert Synonym("socle de protection sociale", "SPF", "en") in found(
        "socle de protection sociale"
    )
    assert found("floor", "social") == []


def test_accents_hyphens_and_capitals_do_not_matter() -> None:
    make_concept(en="Old-age benefit", es="prestación de vejez")

    assert [s.text for s in found("old age benefit")] == ["prestación de vejez"]
    assert [s.text for s in found("prestacion de vejez")] == ["Old-age benefit"]


def test_our_own_terms_come_before_the_thesaurus() -> None:
    make_concept(en="disability", fr="invalidité", columns={"subtype": "thesaurus"})
    make_concept(en="disability", fr="handicap")

    assert [synonym.text for synonym in found("disability")] == ["handicap", "invalidité"]


@pytest.mark.parametrize(
    "columns", [{"state": "pending"}, {"state": "archived"}, {"audience": "members"}]
)
def test_what_is_not_open_widens_no_search(columns: dict[str, str]) -> None:
    make_concept(en="pension", fr="canari", columns=columns)

    assert found("pension") == []


def test_a_member_searches_with_what_members_may_read() -> None:
    make_concept(en="pension", fr="rente", columns={"audience": "members"})

    assert [s.text for s in designations(["pension"], make_user("Alice"))] == ["rente"]


def test_it_costs_one_query_for_any_number_of_phrases(django_assert_num_queries) -> None:
    for n in range(5):
        make_concept(en=f"term {n}", fr=f"terme {n}")

    with django_assert_num_queries(1):
        assert len(found(*(f"term {n}" for n in range(5)))) == 5


def test_the_search_finds_what_says_the_same_and_says_so(client: Client) -> None:
    make_concept(en="pay-as-you-go", also={"en-1": ("PAYG", "admitted")})
    make_article("How pay-as-you-go works")

    page = client.get("/en/search/?q=PAYG").content.decode()

    assert "How pay-as-you-go works" in page.replace("<mark>", "").replace("</mark>", "")
    assert [s.text for s in synonyms_of(["payg"], user=AnonymousUser())] == ["pay-as-you-go"]
