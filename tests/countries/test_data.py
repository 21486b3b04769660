"""data.csv of all countries together is the source, to the last character."""

import csv
import hashlib
import io

import pytest
from django.test import Client

from countries.models import Country

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

COLUMNS = "iso3,indicator,year,sex,breakdown,value,unit,status,source".split(",")
# Count and checksum of these columns in the file the figures were taken from.
SOURCE = (40_941, "9b03572307191dc02006b234b9238835e98532b5a697b62e7cfe4ff84548d9de")


def data(client: Client, iso3: str) -> list[list[str]]:
    response = client.get(f"/en/countries/{iso3}/data.csv")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    head, *rows = csv.reader(io.StringIO(response.content.decode()))
    assert head == COLUMNS
    return rows


def test_all_files_together_hold_exactly_the_figures_of_the_source(client: Client) -> None:
    codes = Country.objects.values_list("slug", flat=True)

    lines = sorted(",".join(row) for iso3 in codes for row in data(client, iso3))

    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    assert (len(lines), digest) == SOURCE


def test_a_country_without_figures_has_a_file_with_its_head_alone(client: Client) -> None:
    assert data(client, "ata") == []


def test_the_oddity_of_cabo_verde_is_in_its_file(client: Client) -> None:
    odd = [row for row in data(client, "cpv") if row[5] == "132.4"]

    assert odd == [["CPV", "SI_COV_PENSN", "2021", "M", "", "132.4", "percent", "A", "ILO"]]


def test_upper_case_leads_to_the_one_address(client: Client) -> None:
    response = client.get("/en/countries/KHM/data.csv")

    assert (response.status_code, response["Location"]) == (301, "/en/countries/khm/data.csv")


def test_an_unknown_country_is_not_found(client: Client) -> None:
    assert client.get("/en/countries/xyz/data.csv").status_code == 404
