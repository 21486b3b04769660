"""Snapshots: applied they change nothing, and they bring back what was."""

from typing import Any

import pytest
from django.http import QueryDict

from platform_site.organisations.models import Organisation
from platform_site.pages import kinds
from platform_site.pages.models import Page
from platform_site.programmes.models import Programme, Project
from tests.factories import make_subject
from tests.programmes.making import make_organisation, make_programme, make_project

pytestmark = pytest.mark.django_db


def make(kind: str) -> Page:
    cambodia = make_subject("KHM", "Cambodia")
    union, fund = make_organisation("The Union"), make_organisation("The Fund")
    if kind == "organisation":
        return make_organisation(
            "The Office", acronym="TO", country=cambodia, link="https://office.example/"
        )
    if kind == "programme":
        return make_programme(
            "The Programme",
            about={"en": "Floors", "fr": "Socles"},
            starts="2016",
            roles={"funder": [union], "coordinates": [fund]},
        )
    return make_project(
        "The Project",
        about=[cambodia],
        roles={"funder": [union], "partner": [fund]},
        status="active",
        commitment_usd=1_000,
        step=2,
        agency="A ministry",
    )


CHANGED: dict[str, dict[str, Any]] = {
    "organisation": {
        "names": {"en": "Another", "ar": "آخر"},
        "type": "ngo",
        "country": "",
        "link": "",
    },
    "programme": {
        "names": {"en": "Another"},
        "about": {"ar": "غرضه"},
        "starts": "",
        "ends": "2020-05",
        "funder": {},
        "others": "friends",
    },
    "project": {
        "title": "Another",
        "subjects": {},
        "starts": "2001",
        "status": "",
        "commitment_usd": None,
        "step": None,
        "partner": {},
        "agency": "",
    },
}


@pytest.mark.parametrize("kind", CHANGED)
def test_a_snapshot_applied_changes_nothing_and_brings_back_what_was(kind: str) -> None:
    page, its = make(kind), kinds.get(kind)
    before = its.snapshot(page)

    its.apply(page, before)
    page.save()
    assert its.snapshot(its.model.objects.get(pk=page.pk)) == before

    its.apply(page, before | CHANGED[kind])
    page.save()
    changed = its.snapshot(its.model.objects.get(pk=page.pk))
    for key, value in CHANGED[kind].items():
        if key != "subjects":
            assert changed[key] == value

    its.apply(page, before)
    page.save()
    assert its.snapshot(its.model.objects.get(pk=page.pk)) == before


@pytest.mark.parametrize("kind", CHANGED)
def test_a_form_sent_as_it_was_filled_in_proposes_nothing(kind: str) -> None:
    page, its = make(kind), kinds.get(kind)
    base = its.snapshot(page)
    initial = its.form.initial_from(base)
    empty = its.form(initial=initial)
    typed = QueryDict(mutable=True)
    for name in empty.fields:
        value = empty[name].value()
        typed[name] = "" if value is None else str(value)

    form = its.form(typed)

    assert form.is_valid(), form.errors
    assert form.proposal(base) == base


def test_a_project_is_also_about_those_who_take_part() -> None:
    project = make("project")

    named = project.page_subjects.filter(subject__kind="organisation", is_direct=True)

    assert set(named.values_list("subject__title", flat=True)) == {"The Union", "The Fund"}


def test_how_a_source_names_an_organisation_stays_with_it() -> None:
    programme, its = make("programme"), kinds.get("programme")
    content = its.snapshot(programme)
    (code,) = content["funder"]

    its.apply(programme, content | {"funder": {code: "The Union (the biggest donor)"}})

    assert its.snapshot(programme)["funder"] == {code: "The Union (the biggest donor)"}


def test_addresses() -> None:
    addresses = {kind: make_for_address(kind).get_absolute_url() for kind in CHANGED}

    assert addresses == {
        "organisation": "/en/organisations/here/",
        "programme": "/en/programmes/here/",
        "project": "/en/projects/here/",
    }


def make_for_address(kind: str) -> Organisation | Programme | Project:
    makers = {
        "organisation": make_organisation,
        "programme": make_programme,
        "project": make_project,
    }
    return makers[kind]("Here", slug="here")
