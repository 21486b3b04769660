"""Each kind of page of the knowledge side, with all that is held here, in four dresses."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import BrowserContext
from playwright.sync_api import Page as BrowserPage
from pytest_django.live_server_helper import LiveServer

from platform_site.home.demo import load_demo
from platform_site.home.loading import load_guides
from platform_site.pages.models import Page, Tag
from platform_site.people.models import Profile
from platform_site.search.actions import refresh_lexicon
from tests.factories import make_user

from .conftest import confirmed, sign_in
from .test_look_of_pages import complaints

DRESSES = (("light", "en", 1280), ("dark", "en", 360), ("light", "ar", 360), ("dark", "ar", 1280))
LISTS = (
    *("resources/", "resources/?type=course", "resources/?q=zzzzz", "events/"),
    *("glossary/", "glossary/?by=hierarchy&type=thesaurus", "themes/", "data/", "instruments/"),
    *("programmes/", "projects/", "projects/?type=sector&sort=size", "organisations/", "people/"),
    *("news/", "countries/", "translations/", "contribute/"),
    *("search/?q=pension", "search/?q=pensions+in+Cambodia", "search/?q=pensoin"),
    *("search/?q=social+pension&kind=resource&language=en", "search/?q=zzzzz"),
)
PLACES = ("countries/alb/", "countries/khm/", "countries/ata/", "regions/africa/", "groups/ldc/")
THINGS = (
    *("themes/old-age/", "themes/children/", "data/si_cov_benfts/", "data/gdp_pc_mpd/"),
    *("glossary/social-security/", "glossary/unesco-disabilities/", "instruments/c102/"),
    *("programmes/flagship/", "organisations/ilo/", "organisations/irish-aid/"),
)
FORMS = (
    *("contribute/resource/", "contribute/resource/?type=course", "contribute/concept/"),
    *("contribute/resource/?type=legislation", "contribute/resource/?type=experience"),
    *("contribute/event/", "contribute/project/", "glossary/social-security/definitions/new/"),
    *("glossary/social-security/terms/new/", "countries/khm/schemes/new/"),
    *("countries/khm/laws/new/", "countries/khm/ratifications/new/", "search/follow/?q=pension"),
    *("me/", "me/profile/", "me/messages/", "me/export/", "me/delete/", "me/follows/"),
)


@pytest.mark.long
def test_no_kind_of_page_of_the_knowledge_side_has_a_barrier(
    site: LiveServer, new_context: Callable[..., BrowserContext], axe: Callable[..., list[str]]
) -> None:
    # One world for all of it: loading it takes longer than reading it.
    load_guides(say=lambda line: None)
    load_demo(say=lambda line: None)
    refresh_lexicon()
    member = confirmed(make_user("Esther"))
    paths = [*LISTS, *PLACES, *THINGS, *FORMS, *examples()]
    faults: list[str] = []

    for scheme, language, width in DRESSES:
        page = new_context(base_url=site.url, color_scheme=scheme).new_page()
        page.set_viewport_size({"width": width, "height": 800})
        said = complaints(page)
        sign_in(page, member)
        for path in paths:
            found = look(page, f"/{language}/{path}") + axe(page)
            faults += [f"{path} {scheme} {language} {width}: {fault}" for fault in found]
        faults += said
        page.context.close()

    assert faults == []


def look(page: BrowserPage, path: str) -> list[str]:
    answer = page.goto(path)
    status = answer.status if answer else None
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"answers {status}"] * (status != 200) + [f"{wide} pixels too wide"] * (wide > 0)


def examples() -> list[str]:
    """The first page of each kind and type that people contribute, a profile and a tag."""
    published = Page.objects.published().order_by("kind", "subtype", "pk")
    contributed = published.filter(kind__in=("article", "event", "project", "resource", "profile"))
    tag = Tag.objects.earliest("pk")
    with override("en"):
        found = {(page.kind, page.subtype): page.get_absolute_url() for page in contributed}
        profile = Profile.objects.published().earliest("pk").get_absolute_url()
        found["tag", ""] = reverse("pages:tag", args=[tag.slug])
    found["contact", ""] = f"{profile}contact/"
    return [address.removeprefix("/en/") for address in found.values()]
