"""The names of a country are corrected like any page: suggested, compared, accepted."""

import uuid

import pytest
from django.core.management import call_command
from django.test import Client

from countries.models import Country
from platform_site.moderation.actions import accept_revision, suggest_change
from platform_site.moderation.models import Revision
from platform_site.pages import kinds
from tests.factories import make_reviewer, make_user

pytestmark = pytest.mark.django_db


def as_sent(value: object) -> object:
    """A field as the browser sends it back untouched: several choices stay several."""
    return value if isinstance(value, list | tuple) else str(value or "")


def test_a_member_corrects_the_arabic_name_of_a_country(reference: None, client: Client) -> None:
    country, alice = Country.objects.get(code="KHM"), make_user("Alice")
    client.force_login(alice)
    address = f"/en/pages/{country.pk}/suggestions/new/"
    shown = client.get(address)
    form, more = shown.context["form"], shown.context["submission"]
    fields = {f.html_name: as_sent(f.value()) for f in [*form, *more]}

    response = client.post(address, fields | {"name_ar": "مملكة كمبوديا"})

    revision = Revision.objects.get(author=alice)
    assert (response.status_code, revision.state) == (302, "pending")
    accept_revision(revision=revision, by=make_reviewer())
    names = kinds.get("country").snapshot(Country.objects.get(code="KHM"))["names"]
    assert names == revision.base["names"] | {"ar": "مملكة كمبوديا"}
    assert "مملكة كمبوديا" in client.get("/ar/countries/khm/").content.decode()


def test_a_country_keeps_an_english_name(reference: None, client: Client) -> None:
    country, alice = Country.objects.get(code="KHM"), make_user("Alice")
    client.force_login(alice)
    address = f"/en/pages/{country.pk}/suggestions/new/"
    shown = client.get(address)
    form, more = shown.context["form"], shown.context["submission"]
    fields = {f.html_name: as_sent(f.value()) for f in [*form, *more]}

    response = client.post(address, fields | {"name_en": "", "name_fr": "Le Cambodge"})

    assert response.status_code == 422
    assert "Le Cambodge" in response.content.decode()
    assert not Revision.objects.filter(author=alice).exists()


def test_applying_a_countrys_own_snapshot_changes_nothing(reference: None) -> None:
    kind = kinds.get("country")
    for country in Country.objects.all():
        before = kind.snapshot(country)
        kind.apply(country, before)
        country.save()
        assert kind.snapshot(Country.objects.get(pk=country.pk)) == before


def test_a_reviewed_name_survives_the_next_load(reference: None) -> None:
    country = Country.objects.get(code="CIV")
    kind = kinds.get("country")
    base = kind.snapshot(country)
    names = base["names"] | {"en": "Côte d’Ivoire, as reviewed"}
    suggest_change(
        page=country, base=base, proposal={"names": names}, by=make_reviewer(), key=uuid.uuid4()
    )

    call_command("load_reference", verbosity=0)

    country = Country.objects.get(code="CIV")
    assert (country.title, kind.snapshot(country)["names"]) == (names["en"], names)
