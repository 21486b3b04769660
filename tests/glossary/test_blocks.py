"""The words of a theme on the theme's page."""

import pytest
from django.contrib.auth.models import AnonymousUser

from glossary.blocks import terms
from platform_site.pages import blocks
from platform_site.pages.models import Subject
from tests.factories import make_subject

from .terms import make_concept

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme() -> Subject:
    made = make_subject("OLD", "Old age")
    Subject.objects.filter(pk=made.pk).update(kind="theme")
    return Subject.objects.get(pk=made.pk)


def test_a_theme_shows_its_terms_in_the_order_of_letters(theme: Subject) -> None:
    make_concept(en="pension", about=(theme,), also={"en-1": ("annuity", "admitted")})
    make_concept(en="basic pension", about=(theme,), defined={"en": "A first one."})
    make_concept(fr="rente", about=(theme,))
    make_concept(en="elsewhere")

    content = terms(theme, AnonymousUser())

    assert content is not None
    assert [(line.term, line.lang, line.definition) for line in content["lines"]] == [
        *(("basic pension", "", "A first one."), ("pension", "", ""), ("rente", "fr", "")),
    ]


@pytest.mark.parametrize("columns", [{"state": "pending"}, {"audience": "members"}])
def test_what_is_not_public_is_not_among_them(theme: Subject, columns: dict[str, str]) -> None:
    make_concept(en="pension", about=(theme,), columns=columns)

    assert terms(theme, AnonymousUser()) is None


def test_it_costs_the_same_for_one_and_for_many(theme: Subject, django_assert_num_queries) -> None:
    for n in range(12):
        make_concept(en=f"term {n}", about=(theme,), defined={"en": "x"})
        with django_assert_num_queries(3):
            terms(theme, AnonymousUser())


def test_countries_are_not_asked_for_terms() -> None:
    entry = blocks.entry_page(make_subject("KHM", "Cambodia"), AnonymousUser())

    named = {block.name for block, _rest in [*entry.drawn, *entry.missing]}
    assert "glossary" not in named
