"""Suggest a resource by its link, be told of a duplicate, have it reviewed, cite it in BibTeX."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from platform_site.accounts.models import User
from tests.resources.bibtex import entries

from .conftest import sign_in

HELD = "Can defined contribution pensions survive the pandemic? The Chilean case"
TITLE = "Training on 50% contribution rates & {indexation}"


def test_a_course_goes_from_its_link_to_a_reference(
    new_page: Callable[[], Page], follower: User, moderator: User
) -> None:
    writer, reviewer, reader = new_page(), new_page(), new_page()
    begin_with_a_link(writer, follower)
    be_told_of_a_duplicate(writer)
    send_another(writer)
    accept(reviewer, moderator)
    cite(reader)


def begin_with_a_link(page: Page, writer: User) -> None:
    sign_in(page, writer)
    page.goto("/en/contribute/resource/?about=CHL")
    page.locator("input[name=link]").fill("http://dx.doi.org/10.1111/ISSR.12286")
    page.locator("input[name=title]").fill("Defined contributions in Chile")
    page.locator("textarea[name=summary]").fill("Typed once, and never lost.")


def be_told_of_a_duplicate(page: Page) -> None:
    page.get_by_role("button", name="Send for review").click()
    expect(page.locator("main")).to_contain_text("Is it one of these?")
    expect(page.get_by_role("link", name=HELD)).to_be_visible()
    expect(page.locator("input[name=not_duplicate]")).not_to_be_checked()
    expect(page.locator("textarea[name=summary]")).to_have_value("Typed once, and never lost.")
    expect(page.locator("input[name=subjects]")).to_have_value("Chile")


def send_another(page: Page) -> None:
    page.locator("input[name=link]").fill("https://courses.example/indexation?utm_source=mail")
    page.locator("input[name=title]").fill(TITLE)
    page.locator("select[name=type]").select_option("course")
    page.locator("input[name=authors]").fill("Rojas, Camila; ILO and partners")
    page.locator("input[name=year]").fill("2026")
    if not page.locator("input[name=deadline]").count() and not has_script(page):
        page.get_by_role("button", name="Send for review").click()
        expect(page.locator("main")).to_contain_text("a little more to say of this type")
    page.locator("input[name=deadline]").fill("2099-03-31")
    page.get_by_role("button", name="Send for review").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have it")


def has_script(page: Page) -> bool:
    """Whether htmx runs here."""
    return page.evaluate("typeof window.htmx !== 'undefined'")


def accept(page: Page, moderator: User) -> None:
    sign_in(page, moderator)
    page.goto("/admin/moderation/revision/")
    page.get_by_role("link", name=TITLE).click()
    expect(page.locator(".review__changes")).to_contain_text("2099-03-31")
    page.get_by_role("button", name="Accept and publish").click()


def cite(page: Page) -> None:
    page.goto("/en/countries/chl/")
    expect(page.locator("#training")).to_contain_text("Apply by 31 March 2099")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    address = page.get_by_role("link", name="BibTeX").get_attribute("href")
    (entry,) = entries(page.request.get(address).text())
    assert entry.fields["title"] == TITLE
    assert entry.raw["author"] == "Rojas, Camila and {ILO and partners}"
    assert entry.raw["url"] == "https://courses.example/indexation?utm_source=mail"
    page.goto("/en/search/?q=Rojas+indexation")
    expect(page.locator("main")).to_contain_text(TITLE)
