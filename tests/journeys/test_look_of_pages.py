"""The five kinds of page as they are met: any scheme, width, language; no style, no mouse."""

from collections.abc import Callable
from itertools import groupby
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, expect
from playwright.sync_api import Page as BrowserPage
from pytest_django.live_server_helper import LiveServer

from countries.models import Country
from news.models import Article
from platform_site.accounts.models import User
from platform_site.discussions.actions import write_post
from platform_site.home.demo import load_demo
from platform_site.home.loading import load_guides
from platform_site.pages.actions import set_names
from platform_site.pages.models import Page
from tests.factories import make_article, make_user

from .conftest import confirmed, sign_in

type Axe = Callable[[BrowserPage], list[str]]
type NewContext = Callable[..., BrowserContext]

DRESSES = (("light", "en", 1280), ("dark", "en", 1280), ("light", "ar", 1280), ("light", "en", 360))
# The outline of whatever has the focus, once it is where it will be.
FOCUS = """() => {
  const here = document.activeElement
  const style = getComputedStyle(here), box = here.getBoundingClientRect()
  return {
    name: here.name || "", tag: here.tagName, line: style.outlineStyle + style.outlineWidth,
    isSeen: box.bottom > 0 && box.top < innerHeight,
  }
}"""


@pytest.fixture
def page(light_site: LiveServer, new_context: NewContext) -> BrowserPage:
    return new_context(base_url=light_site.url).new_page()


@pytest.fixture
def expert(transactional_db: None) -> User:
    return confirmed(make_user("Esther"))


@pytest.fixture
def country(transactional_db: None) -> Country:
    """One that has no figure."""
    country = Country.objects.create(
        kind="country",
        slug="khm",
        code="KHM",
        iso2="KH",
        m49="116",
        title="Cambodia",
        state=Page.State.PUBLISHED,
        published_at=timezone.now(),
    )
    set_names(page=country, names={"en": "Cambodia"})
    return country


@pytest.fixture
def article(expert: User, country: Country) -> Article:
    """About the country, with a comment."""
    article = make_article("A headline", about=[country], contributor=expert)
    write_post(page=article.page_ptr, by=expert, source="A comment.", language="en", key=uuid4())
    return article


def complaints(page: BrowserPage) -> list[str]:
    """Grows by what the browser says: the content policy, a file that is missing."""
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    return said


def paths(article: str, language: str) -> list[str]:
    """Home, country, article, list, form; the article in whatever language it is."""
    kinds = ("", "countries/khm/", article, "countries/", "news/", "search/?q=pension")
    return [f"/{language}/{path}" for path in (*kinds, "contribute/article/?about=KHM")]


@pytest.mark.long
def test_no_dress_of_a_real_page_shows_a_barrier(
    site: LiveServer, new_context: NewContext, axe: Axe, expert: User
) -> None:
    # One world for all of it: loading it takes longer than reading it.
    load_guides(say=lambda line: None)
    load_demo(say=lambda line: None)
    example = Article.objects.published().filter(language="en").newest_first().first()
    assert example
    address = example.get_absolute_url().split("/", 2)[2]

    for scheme, language, width in DRESSES:
        page = new_context(base_url=site.url, color_scheme=scheme).new_page()
        page.set_viewport_size({"width": width, "height": 800})
        faults = complaints(page)
        sign_in(page, expert)
        for path in paths(address, language):
            page.goto(path)
            faults += [*axe(page), *sideways(page)]
            assert faults == [], (path, scheme, width)


def test_no_page_has_a_barrier_or_scrolls_sideways(
    page: BrowserPage, axe: Axe, expert: User, article: Article
) -> None:
    """The same kinds with little in them, on the narrowest screen."""
    faults = complaints(page)
    address = article.get_absolute_url().split("/", 2)[2]
    page.set_viewport_size({"width": 320, "height": 640})
    sign_in(page, expert)

    for path in paths(address, "en"):
        page.goto(path)
        faults += [f"{path}: {fault}" for fault in axe(page)]
        faults += sideways(page)

    assert faults == []


def sideways(page: BrowserPage) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"{page.url} is {wide} pixels too wide"] if wide > 0 else []


def test_a_form_is_walked_by_keyboard_and_shows_where_one_is(
    page: BrowserPage, expert: User
) -> None:
    sign_in(page, expert)
    page.goto("/en/contribute/article/")
    asked = page.locator("main form").locator("input:not([type=hidden]), textarea, select, button")
    wanted = [name for one in asked.all() if (name := one.get_attribute("name"))]

    seen: list[dict[str, Any]] = []
    while len(seen) < 80 and not (seen and seen[-1]["tag"] == "BODY"):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUS))

    walked = seen[:-1]
    assert seen[-1]["tag"] == "BODY", "the walk never ended"
    assert {one["line"] for one in walked} == {"solid3px"}
    assert all(one["isSeen"] for one in walked)
    names = [one["name"] for one in walked if one["name"] in wanted]
    # The parts of a date take the focus one after the other.
    assert [name for name, _parts in groupby(names)] == wanted


def test_a_page_is_read_and_a_form_is_sent_where_no_style_arrives(
    page: BrowserPage, article: Article
) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.route("**/*.css", lambda route: route.abort())
    address = article.get_absolute_url()

    page.goto(address)

    expect(page.get_by_role("heading", level=1)).to_have_text("A headline")
    expect(page.get_by_text("A comment.")).to_be_visible()
    drawn = page.locator("header svg, main svg")
    sizes = [one.bounding_box() for one in drawn.all()]
    assert sizes
    assert all(size and size["width"] <= 32 and size["height"] <= 32 for size in sizes)
    page.get_by_role("link", name="Report a problem").click()
    page.get_by_label("A sentence").check()
    page.get_by_label("What did you see").fill("It says 2 where the source says 3.")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, we have your report")
