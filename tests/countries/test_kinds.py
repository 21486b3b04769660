"""Reference kinds: a snapshot applied changes nothing, and brings back what was."""

import pytest

from platform_site.indicators.models import Release
from platform_site.pages import kinds
from platform_site.pages.actions import set_names
from platform_site.pages.models import Page

pytestmark = pytest.mark.django_db

NAMES = {"en": "Somewhere", "ar": "مكان ما"}


def make(kind: str) -> Page:
    model = kinds.get(kind).model
    fields = {"kind": kind, "slug": "somewhere", "code": "SWH", "title": "Somewhere"}
    if kind == "country":
        fields |= {"iso2": "SW", "m49": "999"}
    if kind == "indicator":
        fields["release"] = Release.objects.create(code="r", released="2020")
    page = model.objects.create(**fields)
    set_names(page=page, names=NAMES)
    return page


@pytest.mark.parametrize("kind", ["country", "region", "group", "indicator", "instrument"])
def test_a_snapshot_restores_what_it_was_taken_from(kind: str) -> None:
    page, its = make(kind), kinds.get(kind)
    before = its.snapshot(page)
    assert before["names"] == NAMES
    assert not any(rows for part, rows in before.items() if part != "names")

    its.apply(page, {"names": {"en": "Elsewhere", "fr": "Ailleurs"}})
    page.save()
    assert (page.title, its.snapshot(page)["names"]["fr"]) == ("Elsewhere", "Ailleurs")
    its.apply(page, before)
    page.save()

    assert (page.title, its.snapshot(page)) == ("Somewhere", before)


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("country", "/en/countries/somewhere/"),
        ("region", "/en/regions/somewhere/"),
        ("group", "/en/groups/somewhere/"),
        ("indicator", "/en/data/somewhere/"),
    ],
)
def test_a_kind_has_its_address(kind: str, address: str) -> None:
    assert make(kind).get_absolute_url() == address
