"""Every organisation of the file is on the site, in four languages, with what it takes part in."""

import csv
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from platform_site.accounts.models import OrganisationType
from platform_site.organisations.models import Organisation
from platform_site.pages.models import Subject

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
REFERENCE = Path(settings.BASE_DIR) / "platform_site" / "organisations" / "reference"


def listed() -> list[dict[str, str]]:
    with (REFERENCE / "organisations.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_organisation_of_the_file_has_its_page(client: Client) -> None:
    for row in listed():
        shown = client.get(f"/en/organisations/{row['slug']}/").content.decode()
        assert row["name_en"] in shown
        assert row["link"] in shown
        assert str(OrganisationType(row["type"]).label) in shown
        if row["country"]:
            assert Subject.objects.get(code=row["country"]).title in shown
    assert Organisation.objects.count() == len(listed())


def test_each_is_named_in_the_languages_of_the_interface(client: Client) -> None:
    for language, name in {
        "fr": "Organisation internationale du Travail",
        "es": "Organización Internacional del Trabajo",
        "ar": "منظمة العمل الدولية",
    }.items():
        assert f"<h1>{name}</h1>" in client.get(f"/{language}/organisations/ilo/").content.decode()
    for row in listed():
        assert all(row[f"name_{language}"] for language in ("en", "fr", "es", "ar"))


def test_the_page_says_its_roles_and_leads_to_its_projects(client: Client) -> None:
    office = client.get("/en/organisations/ilo/").content.decode()
    bank = client.get("/en/organisations/world-bank/").content.decode()

    assert "Global Accelerator on Jobs" in office
    assert "coordinates it" in office
    assert "/en/projects/?about=ORG.WB" in bank
    assert "See all 407 projects" in bank
    assert "757 more, classified by sector" in bank


def test_what_is_about_a_delegation_is_found_on_the_unions_page(client: Client) -> None:
    shown = client.get("/en/organisations/european-union/").content.decode()

    assert "Accelerate social protection reform in Iraq" in shown
