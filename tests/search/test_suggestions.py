"""What is offered while typing, and what was perhaps meant."""

import pytest
from django.test import Client
from django.utils import translation

from platform_site.pages.models import Page, Subject
from platform_site.search import actions, tasks
from platform_site.search.filters import Filters
from platform_site.search.models import Word
from platform_site.search.spelling import did_you_mean
from platform_site.search.suggestions import suggestions
from tests.factories import make_article, make_circle, make_subject, make_user
from tests.search.looking import EVERYONE, look_for

pytestmark = pytest.mark.django_db


def offered(text: str, user: object = EVERYONE) -> list[str]:
    return [suggestion.text for suggestion in suggestions(text, user=user)]


def meant(text: str, **filters: object) -> str:
    found = look_for(text, **filters)
    return did_you_mean(text, found=found, filters=Filters(**filters), user=EVERYONE)


def test_countries_come_first_then_titles_that_begin_so_then_other_words(
    cambodia: Subject,
) -> None:
    make_article("The cambium of trees")
    make_article("Camb is a word")

    assert offered("camb") == ["Cambodia", "Camb is a word", "The cambium of trees"]


def test_a_country_is_offered_once_in_the_readers_language_where_that_begins_so(
    cambodia: Subject,
) -> None:
    with translation.override("fr"):
        assert offered("cambo") == ["Cambodge"]
    with translation.override("en"):
        assert offered("cambo") == ["Cambodia"]
        assert offered("cambodg") == ["Cambodge"]


@pytest.mark.parametrize("typed", ["cote d", "CÔTE", "d'iv", "ivoire cote"])
def test_accents_order_and_apostrophes_do_not_matter(typed: str) -> None:
    make_subject("CIV", "Côte d’Ivoire")

    assert offered(typed) == ["Côte d’Ivoire"]


@pytest.mark.parametrize("typed", ["", "c", "!!", "' & |", ":*", "ـ", "²"])
def test_too_little_offers_nothing(cambodia: Subject, typed: str) -> None:
    assert offered(typed) == []


def test_at_most_eight_are_offered() -> None:
    for number in range(12):
        make_article(f"Pension {number:02}")

    assert len(offered("pens")) == 8


def test_a_circles_title_is_offered_inside_it_only() -> None:
    bob = make_user("Bob")
    make_article("Pension of the circle", circle=make_circle(bob))

    assert offered("pension", bob) == ["Pension of the circle"]
    assert offered("pension") == []


def test_suggestions_come_as_options_of_the_field(client: Client, cambodia: Subject) -> None:
    make_article('<b> "Camb" & more')

    body = client.get("/en/search/suggestions/?q=camb").content.decode()

    assert body.strip().split("\n") == [
        '<option value="Cambodia">Country or territory</option>',
        '<option value="&lt;b&gt; &quot;Camb&quot; &amp; more">News item</option>',
    ]


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("cambdoia", "cambodia"),
        ("camboda", "cambodia"),
        ("pensoin reform", "pension reform"),
        ("cote divore", ""),
        ("كمبوزيا", "كمبوديا"),
        ("pension", ""),
        ("xyzxyzxyz", ""),
        ("", ""),
    ],
)
def test_a_misspelled_word_is_mended(cambodia: Subject, typed: str, mended: str) -> None:
    make_article("Pension reform")
    make_subject("CIV", "Côte d’Ivoire")
    actions.refresh_lexicon()

    assert meant(typed) == mended


def test_a_mended_word_has_its_accents() -> None:
    make_article("Égalité des prestations", language="fr")
    actions.refresh_lexicon()

    assert meant("egalitte") == "égalité"


def test_nothing_is_mended_where_enough_was_found() -> None:
    make_article("Pension")
    for number in range(3):
        make_article(f"Pensionable {number}")
    for _number in range(3):
        make_article("A text", text="penison penison")
    actions.refresh_lexicon()

    assert meant("penison") == ""


def test_the_mended_words_are_looked_for_within_the_same_filters() -> None:
    make_article("Pension", language="fr")
    actions.refresh_lexicon()

    assert meant("pensoin") == "pension"
    assert meant("pensoin", language="es") == ""


def test_the_lexicon_holds_words_of_public_titles_only(cambodia: Subject) -> None:
    make_article("Opentitle", summary="summaryword", text="textword")
    make_article("Membertitle", audience="members")
    make_article("Circletitle", circle=make_circle(make_user("Alice")))
    make_article("Drafttitle", state="draft")
    make_article("Fortynine 4949 x2x2 abc")

    tasks.refresh_lexicon()

    words = set(Word.objects.values_list("text", flat=True))
    assert words == {
        *("opentitle", "fortynine", "asia", "pacific", "asie", "pacifique"),
        *("cambodia", "cambodge", "camboya", "كمبوديا", "камбоджа"),
    }


def test_a_refreshed_lexicon_forgets_what_is_gone() -> None:
    page = make_article("Pension")
    assert actions.refresh_lexicon() == 1

    Page.objects.filter(pk=page.pk).update(state="archived")

    assert actions.refresh_lexicon() == 0


def test_a_second_refresh_writes_nothing(cambodia: Subject) -> None:
    actions.refresh_lexicon()
    before = set(Word.objects.values_list("pk", "text", "entries"))

    actions.refresh_lexicon()

    assert set(Word.objects.values_list("pk", "text", "entries")) == before
