"""The reference terms: all there, the same after a second run, and what people changed kept."""

import csv
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from glossary.loading import REFERENCE, load_glossary
from glossary.models import Concept, Definition, Designation
from platform_site.home.newest import newest
from platform_site.pages.models import PageName, Subject
from tests.factories import make_user

from .terms import designation, make_concept, snapshot, write

pytestmark = pytest.mark.django_db
TABLES = ("glossary", "pages")


def load() -> None:
    load_glossary(say=lambda line: None)


def every_row() -> dict[str, list[tuple[Any, ...]]]:
    """The version of each row that the loader writes."""
    found = {}
    with connection.cursor() as cursor:
        for model in (
            model for label in TABLES for model in apps.get_app_config(label).get_models()
        ):
            table = model._meta.db_table
            cursor.execute(f"SELECT ctid::text, xmin::text, cmin::text FROM {table} ORDER BY 1")
            found[table] = cursor.fetchall()
    return found


def test_every_row_of_the_files_is_a_concept() -> None:
    load()

    assert Concept.objects.of_collection("term").count() == 42
    assert Concept.objects.of_collection("thesaurus").count() == 111
    for language, terms in {"en": 153, "fr": 153, "es": 153, "ar": 35, "ru": 111}.items():
        preferred = Designation.objects.filter(language=language, status="preferred")
        assert preferred.count() == terms, language
        assert PageName.objects.filter(page__kind="concept", language=language).count() == terms


def test_every_core_term_is_defined_in_four_languages_by_ourselves() -> None:
    load()

    for language in ("en", "fr", "es", "ar"):
        written = Definition.objects.filter(language=language, origin="platform", year=2026)
        assert written.filter(concept__subtype="term").count() == 42
    assert not Definition.objects.filter(concept__subtype="thesaurus").exists()


def test_the_thesaurus_says_whose_it_is() -> None:
    load()
    thesaurus = Concept.objects.of_collection("thesaurus")

    assert set(thesaurus.values_list("licence", flat=True)) == {"CC BY-SA 3.0 IGO"}
    assert {"UNESCO" in source for source in thesaurus.values_list("source", flat=True)} == {True}
    uris = thesaurus.filter(relations__type="exact").values_list("relations__uri", flat=True)
    assert len(set(uris)) == 111


def test_every_relation_of_the_files_is_there() -> None:
    load()
    for name in ("core", "unesco"):
        with (REFERENCE / f"{name}.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        slugs = {row["code"]: row["slug"] for row in rows}
        for row in rows:
            concept = Concept.objects.get(slug=row["slug"])
            for kind in ("broader", "related"):
                wanted = {slugs[code] for code in row[kind].split(";") if code}
                held = concept.relations.filter(type=kind).values_list("target__slug", flat=True)
                assert set(held) == wanted


def test_a_second_run_changes_no_row() -> None:
    load()
    before = every_row()

    load()

    assert every_row() == before


def test_what_people_changed_stays() -> None:
    load()
    pension = Concept.objects.get(slug="pension")
    changed = snapshot(pension)
    changed["designations"]["fr"] = designation("fr", "retraite")
    pension.version = 2
    write(pension, changed)

    load()

    assert snapshot(pension)["designations"]["fr"]["text"] == "retraite"


def test_a_term_belongs_to_its_themes_once_they_are_there() -> None:
    load()
    pension = Concept.objects.get(slug="old-age-benefit")
    assert snapshot(pension)["subjects"] == {}
    Subject.objects.create(kind="theme", slug="old-age", code="BR.OLD", title="Old age")

    load()

    assert snapshot(pension)["subjects"] == {"BR.OLD": 3}


def test_what_the_project_brings_along_is_not_what_is_new() -> None:
    load()
    contributed = make_concept(en="new", columns={"contributor": make_user("Alice")})

    shown = [one.card.page.pk for one in newest(AnonymousUser(), size=10)]

    assert shown == [contributed.pk]
