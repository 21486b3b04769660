"""A search asked again of each new page finds what it finds on its own page."""

import pytest
from django.db import connection
from django.http import QueryDict

from platform_site.pages.models import Page, Subject
from platform_site.search.forms import SearchForm
from platform_site.search.standing import CONDITION, Standing, standing
from tests.factories import make_article
from tests.search.looking import EVERYONE, look_for

pytestmark = pytest.mark.django_db


def ask(address: str) -> Standing | None:
    form = SearchForm(QueryDict(address))
    assert form.is_valid()
    return standing(form, user=EVERYONE)


def found_by(search: Standing) -> set[int]:
    """What the condition finds, in the words of those who use it."""
    columns = (
        "SELECT %(match)s::tsquery AS match, %(kind)s::varchar AS kind, %(subtype)s::varchar"
        " AS subtype, %(language)s::varchar AS language, %(year)s::int AS year,"
        " %(about_id)s::bigint AS about_id"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT entry.page_id FROM search_searchentry entry"
            f" JOIN ({columns}) AS search ON {CONDITION}",
            vars(search),
        )
        return {pk for (pk,) in cursor.fetchall()}


@pytest.mark.parametrize(
    "address",
    [
        "q=pension",
        "q=pensi",
        "q=Camboya",
        "q=pension+in+Camboya&kind=article",
        "q=pension+-reform",
        "q=%22pension+reform%22",
        "q=pension&language=fr",
        "q=pension&kind=article&year=2025",
        "q=pension&about=KHM",
        "about=ilo-ap",
        "kind=country",
        "q=%D9%83%D9%85%D8%A8%D9%88%D8%AF%D9%8A%D8%A7",
    ],
)
def test_it_finds_what_its_page_of_results_finds(address: str, cambodia: Subject) -> None:
    make_article("Pension reform in Cambodia", about=[cambodia])
    make_article("Pension", text="Nothing else")
    make_article("La pension", language="fr", published_at="2025-03-01T00:00:00Z")
    make_article("Cambodia and its pensions", published_at="2025-03-01T00:00:00Z")
    search = ask(address)
    assert search is not None
    typed = QueryDict(address)

    found = look_for(
        typed.get("q", ""),
        kind=search.kind,
        language=search.language,
        year=search.year,
        about=search.about_id,
    )

    assert found_by(search) == {hit.page_id for group in found.groups for hit in group.hits}
    assert found_by(search)


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("q=Old+Age&kind=", "q=old+++age"),
        ("kind=article&q=pension", "q=pension&kind=article&page=3"),
        ("about=khm", "about=KHM&q=+"),
        ("q=pension&exact=", "q=pension"),
    ],
)
def test_who_means_the_same_has_the_same_address(typed: str, other: str, cambodia: Subject) -> None:
    one, two = ask(typed), ask(other)

    assert one is not None
    assert two is not None
    assert one.address == two.address


@pytest.mark.parametrize("address", ["", "q=", "q=%2D%2D", "about=XYZ", "q=pension&about=SEC"])
def test_what_can_find_nothing_cannot_be_followed(address: str, cambodia: Subject) -> None:
    Page.objects.filter(pk=cambodia.pk).update(state="archived")

    assert ask(address) is None
    assert ask("about=KHM") is None


def test_only_what_was_typed_stays_only_that(cambodia: Subject) -> None:
    wide, exact = ask("q=Camboya"), ask("q=Camboya&exact=on")

    assert wide is not None
    assert exact is not None
    assert "cambodia" in wide.match
    assert "cambodia" not in exact.match
    assert exact.address == "q=camboya&exact=on"
