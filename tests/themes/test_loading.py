"""load_reference brings the themes: codes, families, names, what lies above; and again nothing."""

import pytest
from django.core.management import call_command

from platform_site.pages.models import Page, PageName, SubjectAncestor
from platform_site.themes.loading import load_themes
from platform_site.themes.models import Theme
from tests.factories import make_article

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

BRANCHES = {
    "BR.MED": "medical-care",
    "BR.SIC": "sickness",
    "BR.UNE": "unemployment",
    "BR.OLD": "old-age",
    "BR.INJ": "employment-injury",
    "BR.FAM": "family",
    "BR.MAT": "maternity",
    "BR.INV": "invalidity",
    "BR.SUR": "survivors",
}


def test_the_families_hold_18_areas_nine_branches_groups_and_types_of_scheme() -> None:
    held = [theme.subtype for theme in Theme.objects.all()]

    assert {family: held.count(family) for family in set(held)} == {
        "": 6,
        "branch": 9,
        "life_cycle": 5,
        "building_block": 8,
        "cross_cutting": 5,
        "target_group": 15,
        "scheme_type": 6,
    }


def test_the_branches_are_nine_in_the_order_of_the_convention() -> None:
    branches = Theme.objects.of_family(Theme.Family.BRANCH).in_order()

    assert dict(branches.values_list("code", "slug")) == BRANCHES
    assert [branch.reference for branch in branches] == [
        f"C102 Part {part}" for part in "II III IV V VI VII VIII IX X".split()
    ]


def test_every_theme_is_named_in_the_languages_of_the_interface() -> None:
    for language in ("en", "fr", "es", "ar"):
        names = PageName.objects.filter(page__kind="theme", language=language)
        assert names.exclude(text="").count() == Theme.objects.count()
        texts = list(names.values_list("text", flat=True))
        assert len(set(texts)) == len(texts)


def test_what_lies_above_a_theme_is_its_family() -> None:
    above = SubjectAncestor.objects.filter(subject__kind="theme")

    assert set(above.values_list("subject__code", "ancestor__code")) == {
        (theme.code, theme.code.partition(".")[0]) for theme in Theme.objects.exclude(parent=None)
    }


def test_a_page_about_a_branch_is_about_its_family() -> None:
    article = make_article(about=[Theme.objects.get(code="BR.OLD")])
    families = Theme.objects.families()

    about = [f.code for f in families if Page.objects.about(f).filter(pk=article.pk).exists()]

    assert about == ["BR"]
    assert article.page_subjects.filter(is_direct=True).count() == 1


def test_a_second_load_changes_nothing_and_a_reviewed_name_stays() -> None:
    theme = Theme.objects.get(code="TG.OLD")
    Theme.objects.filter(pk=theme.pk).update(version=2, title="Elders")
    PageName.objects.filter(page=theme, language="en").update(text="Elders")
    before = list(Theme.objects.order_by("pk").values())

    load_themes(say=lambda line: None)
    call_command("load_reference", verbosity=0)

    assert list(Theme.objects.order_by("pk").values()) == before
    assert PageName.objects.get(page=theme, language="en").text == "Elders"
