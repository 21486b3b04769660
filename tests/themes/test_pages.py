"""The list of themes and the page of each."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from platform_site.indicators.models import Indicator
from platform_site.pages.models import Page
from platform_site.themes.figures import OF_THEME, related_codes
from platform_site.themes.models import Theme
from platform_site.themes.wording import CONTINGENCIES, FAMILIES, GUARANTEES, SOURCES
from tests.factories import make_article, make_circle, make_user
from tests.queries import count_queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_the_list_names_every_theme_in_the_readers_language(client: Client, language: str) -> None:
    page = text_of(client, f"/{language}/themes/")

    names = Theme.objects.named(language).values_list("name", flat=True)
    assert [name for name in names if name not in page] == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_theme_has_a_page(client: Client, language: str) -> None:
    for theme in Theme.objects.named(language):
        assert theme.name in text_of(client, f"/{language}/themes/{theme.slug}/")


def test_a_branch_says_what_it_stands_for_and_what_is_measured(client: Client) -> None:
    page = text_of(client, "/en/themes/old-age/")

    for words in (
        "Part V of the Social Security (Minimum Standards) Convention, 1952 (No. 102)",
        "Basic income security for older persons",
        "Prestations de vieillesse",
        "إعانات الشيخوخة",
        "Older persons receiving a pension",
        "By region",
    ):
        assert words in page
    figures = Indicator.objects.get(code="SI_COV_PENSN").standing.figures
    assert f"{len(figures)} of 249 countries and territories report" in page


def test_a_theme_of_which_nothing_is_measured_shows_no_figure(client: Client) -> None:
    response = client.get("/en/themes/sickness/")

    assert response.context["overview"].survey is None
    assert "<svg" not in response.content.decode().partition("<main")[2].partition("id=")[0]


def test_a_family_lists_its_themes_and_leads_back(client: Client) -> None:
    page = client.get("/en/themes/branches/").content.decode()
    branch = client.get("/en/themes/maternity/").content.decode()

    for theme in Theme.objects.of_family("branch"):
        assert f'href="/en/themes/{theme.slug}/"' in page
    assert 'href="/en/themes/branches/"' in branch


def test_themes_measured_by_the_same_lead_to_each_other(client: Client) -> None:
    old_age = Theme.objects.get(code="BR.OLD")

    assert related_codes(old_age) == {"LC.PEN", "TG.OLD"}
    page = client.get("/en/themes/old-age/").content.decode()
    assert 'href="/en/themes/pensions/"' in page
    assert 'href="/en/themes/older-persons/"' in page


def test_an_address_in_capitals_leads_to_the_theme(client: Client) -> None:
    response = client.get("/en/themes/Old-Age/")

    assert (response.status_code, response["Location"]) == (301, "/en/themes/old-age/")


def test_a_page_about_a_branch_stands_on_it_and_on_its_family(client: Client) -> None:
    branch = Theme.objects.get(code="BR.OLD")
    make_article("Pensions for all", about=[branch])
    make_article("Inside", about=[branch], circle=make_circle(make_user("Bob")))

    for slug in ("old-age", "branches"):
        page = text_of(client, f"/en/themes/{slug}/")
        assert "Pensions for all" in page
        assert "Inside" not in page


def test_about_works_in_lists_and_in_the_form(client: Client) -> None:
    make_article("Pensions for all", about=[Theme.objects.get(code="BR.OLD")])
    client.force_login(make_user("Alice"))

    listed = text_of(client, "/en/news/?about=BR.OLD")
    form = client.get("/en/contribute/article/?about=br.old").content.decode()

    assert "Pensions for all" in listed
    assert 'value="Old-age benefit"' in form


def test_every_code_that_the_words_and_figures_name_is_a_theme() -> None:
    themes = {theme.code: theme for theme in Theme.objects.all()}
    held = set(Indicator.objects.values_list("code", flat=True))

    assert {*OF_THEME, *CONTINGENCIES, *FAMILIES} <= set(themes)
    assert {code for codes in OF_THEME.values() for code in codes} <= held
    assert set(CONTINGENCIES) == {c for c, t in themes.items() if t.subtype == "branch"}
    assert set(FAMILIES) == {c for c, t in themes.items() if t.parent_id is None}
    for theme in themes.values():
        assert set(filter(None, theme.guarantees.split(";"))) <= set(GUARANTEES)
        if theme.parent_id and theme.subtype != "branch":
            assert theme.reference in SOURCES


def test_an_archived_theme_is_gone(client: Client) -> None:
    Theme.objects.filter(slug="refugees").update(state=Page.State.ARCHIVED)

    assert client.get("/en/themes/refugees/").status_code == 404
    assert "Refugees" not in text_of(client, "/en/themes/")


def test_the_pages_of_themes_cost_the_same_for_1_3_and_10_items(client: Client) -> None:
    branch = Theme.objects.get(code="BR.OLD")
    addresses = ("/en/themes/", "/en/themes/old-age/", "/en/themes/branches/")
    costs = []
    for more in (1, 2, 7):
        for n in range(more):
            make_article(f"News {n}", about=[branch], published_at=timezone.now())
        for address in addresses:
            client.get(address)  # what is read once per process is not a page's cost
        costs.append([count_queries(client, address) for address in addresses])

    assert costs[0] == costs[1] == costs[2]
