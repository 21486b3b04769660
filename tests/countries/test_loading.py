"""load_reference: everything is there, and a second run changes no row."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from countries.models import Country, Group, GroupMembership, Region, today
from platform_site.indicators.charts import world
from platform_site.indicators.models import Area, Indicator, Observation
from platform_site.pages.models import PageName, SubjectAncestor
from tests.factories import make_article

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def every_row() -> dict[str, list[tuple[str, ...]]]:
    """The version of each row that the command writes, and the row itself."""
    models = [
        *apps.get_app_config("pages").get_models(),
        *apps.get_app_config("indicators").get_models(),
        *apps.get_app_config("countries").get_models(),
    ]
    found = {}
    with connection.cursor() as cursor:
        for model in models:
            table = model._meta.db_table
            cursor.execute(f"SELECT ctid::text, xmin::text, cmin::text FROM {table} ORDER BY 1")
            found[table] = cursor.fetchall()
    return found


def test_all_countries_figures_and_aggregates_are_there() -> None:
    assert Country.objects.count() == 249
    assert Observation.objects.current().of_countries().count() == 40_941
    assert Observation.objects.current().exclude(area__subject__isnull=False).count() == 11_084
    assert (Indicator.objects.count(), Area.objects.count()) == (22, 249 + 49)
    assert Region.objects.filter(parent=None).count() == 5
    assert set(Group.objects.values_list("slug", flat=True)) == {
        *("asean", "ldc", "lldc", "sids", "palop-timor-leste"),
    }


def test_a_second_run_changes_no_row() -> None:
    before = every_row()

    call_command("load_reference", verbosity=0)

    assert every_row() == before


def test_every_country_is_named_in_the_languages_of_the_interface() -> None:
    for language in ("en", "fr", "es", "ar"):
        names = PageName.objects.filter(page__kind="country", language=language)
        assert names.exclude(text="").count() == 249


def test_all_members_of_the_ilo_are_on_the_map() -> None:
    members = set(Country.objects.filter(is_ilo_member=True).values_list("code", flat=True))

    assert len(members) == 187
    assert members <= set(world.places())


@pytest.mark.parametrize(
    ("on", "number"), [("1967-08-07", 0), ("1967-08-08", 5), ("1999-04-30", 10), ("2025-10-26", 11)]
)
def test_asean_grew_on_the_days_its_members_were_admitted(on: str, number: int) -> None:
    members = GroupMembership.objects.filter(group__slug="asean").valid(on)

    assert members.count() == number
    assert all(member.source for member in members)
    names = PageName.objects.filter(page__slug="asean", page__kind="group").exclude(text="")
    assert set(names.values_list("language", flat=True)) >= {"en", "fr", "es", "ar"}


def test_a_country_lies_in_its_region_subregion_and_groups() -> None:
    cambodia = Country.objects.get(code="KHM")

    above = SubjectAncestor.objects.filter(subject=cambodia)

    assert set(above.values_list("ancestor__slug", flat=True)) == {
        *("asean", "asia-and-the-pacific", "south-eastern-asia", "ldc"),
    }


def test_the_regions_hold_every_country_but_antarctica() -> None:
    regions = Region.objects.filter(parent=None)

    inside = [country.code for region in regions for country in Country.objects.in_region(region)]

    assert sorted(inside) == sorted(
        Country.objects.exclude(code="ATA").values_list("code", flat=True)
    )


def test_sao_tome_left_the_least_developed_countries_and_the_row_says_so() -> None:
    ldc = Group.objects.get(slug="ldc")
    row = GroupMembership.objects.get(group=ldc, country__code="STP")

    assert (row.until, bool(row.note)) == ("2024-12", True)
    assert not Country.objects.in_group(ldc, on=today()).filter(code="STP").exists()
    assert Country.objects.in_group(ldc, on="2024-06-01").filter(code="STP").exists()
    assert Country.objects.in_group(ldc, on=today()).count() == 44


def test_pages_about_a_country_move_with_it_to_another_region() -> None:
    cambodia, africa = Country.objects.get(code="KHM"), Region.objects.get(slug="africa")
    article = make_article(about=[cambodia])
    SubjectAncestor.objects.filter(subject=cambodia).delete()
    SubjectAncestor.objects.create(subject=cambodia, ancestor=africa)

    call_command("load_reference", verbosity=0)

    about = set(article.page_subjects.values_list("subject__slug", flat=True))
    assert about == {"khm", "asean", "asia-and-the-pacific", "south-eastern-asia", "ldc"}


def test_a_name_that_was_changed_is_brought_back() -> None:
    PageName.objects.filter(page__slug="khm", language="ar").update(text="?")

    call_command("load_reference", verbosity=0)

    assert PageName.objects.get(page__slug="khm", language="ar").text == "كمبوديا"
