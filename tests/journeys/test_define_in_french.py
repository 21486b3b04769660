"""Propose a definition in French; a reviewer of French decides; it stands beside the old one."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from platform_site.accounts.models import User
from platform_site.moderation.models import ReviewLanguages
from platform_site.notifications.actions import fan_out
from platform_site.notifications.models import Delivery
from tests.factories import make_reviewer

from .conftest import confirmed, sign_in

TYPED = "Versement périodique à une personne âgée, invalide ou survivante."
EDITED = "Versement périodique à une personne âgée, invalide ou survivante, en général à vie."
SOURCE = "Manuel de l’exemple, page 12"


def test_a_french_definition_is_decided_by_who_reads_french(
    new_page: Callable[[], Page], follower: User, moderator: User
) -> None:
    francine = confirmed(make_reviewer("Francine"))
    ReviewLanguages.objects.create(user=francine, languages=["fr"])
    ReviewLanguages.objects.create(user=moderator, languages=["en", "ar"])
    writer, reviewer, reader = new_page(), new_page(), new_page()

    propose(writer, follower)
    only_french_is_told(francine)
    decide(reviewer, francine)
    read(reader)


def propose(page: Page, writer: User) -> None:
    sign_in(page, writer)
    page.goto("/fr/glossary/")
    page.locator(".glossary__term").get_by_role("link", name="pension", exact=True).click()
    page.locator(".head .button--call").click()
    expect(page.locator("select[name=language]")).to_have_value("fr")
    page.locator("textarea[name=text]").fill(TYPED)
    page.locator("input[name=origin][value=quoted]").check()
    page.locator("form[method=post] .form-end button").click()
    # Quoted without a source: asked for it, and nothing is lost.
    expect(page.locator("#id_source_error")).to_be_visible()
    expect(page.locator("textarea[name=text]")).to_have_value(TYPED)
    page.locator("input[name=source]").fill(SOURCE)
    page.locator("input[name=year]").fill("1998")
    page.locator("form[method=post] .form-end button").click()
    page.wait_for_url("**/contributions/**")


def only_french_is_told(francine: User) -> None:
    fan_out()
    told = Delivery.objects.filter(because="review").values_list("person", flat=True)
    assert set(told) == {francine.pk}


def decide(page: Page, reviewer: User) -> None:
    sign_in(page, reviewer)
    page.goto("/admin/moderation/revision/?language=mine")
    page.get_by_role("link", name="pension", exact=True).click()
    expect(page.locator(".review__changes")).to_contain_text(TYPED)
    expect(page.locator(".review__changes")).to_contain_text(SOURCE)
    page.get_by_text("Edit before you accept").click()
    page.locator("textarea[name^=definition-fr-]").fill(EDITED)
    page.get_by_role("button", name="Accept the change").click()
    page.wait_for_url("**/admin/moderation/revision/")


def read(page: Page) -> None:
    page.goto("/fr/glossary/pension/")
    french = page.locator(".tongue--here .definition")
    expect(french).to_have_count(2)
    expect(french.first).to_contain_text("Versement régulier à une personne")
    expect(french.last).to_contain_text(EDITED)
    expect(french.last).to_contain_text(SOURCE)
    expect(french.last).to_contain_text("Farida")
    page.goto("/fr/search/?q=survivante")
    expect(page.locator("main")).to_contain_text("pension")
