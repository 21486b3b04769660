"""Loading: a second time changes nothing, what people changed stays, nobody is told."""

import uuid
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from platform_site.activity.models import Activity
from platform_site.moderation.actions import suggest_change
from platform_site.organisations.loading import load_organisations
from platform_site.organisations.models import Organisation
from platform_site.pages import kinds
from platform_site.pages.models import Page, PageSubject
from platform_site.programmes.loading import load_programmes
from platform_site.programmes.models import Involvement, Programme, Project
from platform_site.search.models import SearchEntry
from tests.factories import make_reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def load() -> str:
    said = StringIO()
    load_organisations(say=said.write)
    load_programmes(say=said.write)
    return said.getvalue()


def every_row() -> dict[str, list[tuple[str, ...]]]:
    found = {}
    names = ("pages", "organisations", "programmes", "search")
    models = [model for name in names for model in apps.get_app_config(name).get_models()]
    with connection.cursor() as cursor:
        for table in (model._meta.db_table for model in models):
            cursor.execute(f"SELECT ctid::text, xmin::text, cmin::text FROM {table} ORDER BY 1")
            found[table] = cursor.fetchall()
    return found


def change(page: Page, **changed: object) -> None:
    """As a reviewer changes a page: accepted at once."""
    base = kinds.get(page.kind).snapshot(page)
    reviewer = make_reviewer(f"Mona {page.pk}")
    suggest_change(page=page, base=base, proposal=base | changed, by=reviewer, key=uuid.uuid4())


def test_a_second_load_changes_no_row() -> None:
    before = every_row()

    assert "0 of them new" in load()

    assert every_row() == before


def test_nobody_is_told_of_imported_rows() -> None:
    assert not Activity.objects.exists()


def test_what_people_changed_of_a_project_survives() -> None:
    project = Project.objects.get(code="P113421")
    change(project, title="Mended", subjects={"KHM": 3}, funder={}, status="active")

    load()

    project = Project.objects.get(code="P113421")
    assert (project.title, project.status) == ("Mended", "active")
    assert not Involvement.objects.filter(page=project.pk).exists()
    direct = PageSubject.objects.filter(page=project.pk, is_direct=True)
    assert set(direct.values_list("subject__code", flat=True)) == {"KHM"}


def test_what_people_changed_of_a_programme_and_an_organisation_survives() -> None:
    programme = Programme.objects.get(code="PRG.GESS")
    change(programme, about={"en": "Mended"}, coordinates={}, ends="2013")
    organisation = Organisation.objects.get(code="ORG.ILO")
    change(organisation, link="https://ilo.example/", names={"en": "ILO"})

    load()

    programme.refresh_from_db()
    organisation.refresh_from_db()
    assert (programme.about, programme.ends) == ({"en": "Mended"}, "2013")
    assert not programme.involvements.filter(role="coordinates").exists()
    assert (organisation.link, organisation.title) == ("https://ilo.example/", "ILO")
    assert list(organisation.names.values_list("text", flat=True)) == ["ILO"]


def test_a_row_that_went_astray_is_mended() -> None:
    project = Project.objects.get(code="P113421")
    PageSubject.objects.filter(page=project.pk).delete()
    Involvement.objects.filter(page=project.pk).delete()

    load()

    direct = PageSubject.objects.filter(page=project.pk, is_direct=True)
    subjects = {"AFG", "ORG.WB", "BR.OLD", "SC.ASS"}
    assert set(direct.values_list("subject__code", flat=True)) == subjects
    assert [one.organisation.code for one in project.involvements.all()] == ["ORG.WB"]


def test_the_newest_projects_are_those_that_began_last() -> None:
    by_date = Project.objects.published().newest_first().values_list("starts", flat=True)

    assert list(by_date) == sorted(by_date, reverse=True, key=lambda text: f"{text}-01-01"[:10])


def test_each_is_found_by_its_number_and_its_year() -> None:
    entries = SearchEntry.objects.filter(kind="project")

    assert entries.count() == 1171
    project = Project.objects.get(code="P113421")
    assert entries.get(page=project).year == 2009
    call_command("rebuild_search", verbosity=0)
    assert SearchEntry.objects.filter(kind="project").count() == 1171
