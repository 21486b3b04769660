"""Find somebody who knows a country and a theme, and write to them without an address."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from platform_site.accounts.models import User
from tests.factories import make_user
from tests.journeys.conftest import confirmed, sign_in
from tests.mail import SmtpSink, everything_in

QUESTION = "How did you cost the maternity benefit? I work on the same question."
ANSWER = "Gladly: write to me when you have the wage distribution."


@pytest.fixture
def expert(site: LiveServer) -> User:
    return confirmed(make_user("Elias Expert"))


def test_a_reader_finds_an_expert_and_the_expert_gets_the_mail(
    new_page: Callable[[], Page],
    expert: User,
    follower: User,
    smtp_sink: SmtpSink,
    celery_worker_process: object,
) -> None:
    own, reader = new_page(), new_page()
    offer_what_one_knows(own, expert)
    User.objects.filter(pk=expert.pk).update(language="fr")
    find(reader)
    write(reader, follower, expert)

    (mail,) = smtp_sink.wait_for(expert.email)

    words = everything_in(mail)
    assert QUESTION not in words
    assert follower.email not in words
    assert mail["Content-Language"] == "fr"
    assert follower.display_name in str(mail["Subject"])
    answer(own, expert)
    read_the_answer(reader, follower)
    block(own)
    find_it_closed(reader)


def offer_what_one_knows(page: Page, expert: User) -> None:
    """From the page of the country, where nobody stands yet."""
    sign_in(page, expert)
    page.goto("/en/countries/khm/")
    page.get_by_role("link", name="No experts yet").click()
    expect(page.locator("input[name=subjects]")).to_have_value("Cambodia")
    page.locator("input[name=subjects]").fill("Cambodia; Maternity benefit")
    page.locator("input[name=handle]").fill("elias")
    page.locator("input[name=role]").fill("Actuary")
    page.locator("input[name=languages][value=fr]").check()
    page.locator("input[name=shown_to][value=public]").check()
    page.locator("input[name=is_open_to_contact]").check()
    page.locator("main form .form-end button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Elias Expert")


def find(page: Page) -> None:
    """By the country's page, then by theme and language."""
    page.goto("/en/countries/khm/")
    page.get_by_role("link", name="All who know about it").click()
    narrow = page.locator("details.facets")
    if narrow.get_attribute("open") is None:
        narrow.locator("summary").click()
    page.locator("select[name=theme]").select_option(label="Maternity benefit")
    page.locator("select[name=language]").select_option("fr")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("link", name="Elias Expert").click()
    expect(page.locator("main")).to_contain_text("Actuary")


def write(page: Page, reader: User, expert: User) -> None:
    """Signing in on the way; the form says who reads it."""
    page.get_by_role("link", name="Write a message").click()
    page.locator("input[name=login]").fill(reader.email)
    page.locator("input[name=password]").fill("a long enough password")
    page.locator("main form button").first.click()
    expect(page.locator("main")).to_contain_text("Only the two of you read it")
    page.locator("textarea[name=text]").fill(QUESTION)
    page.get_by_role("button", name="Send the message").click()
    expect(page.locator("main")).to_contain_text("Your message is on its way to Elias Expert")
    assert expert.email not in page.content()


def answer(page: Page, expert: User) -> None:
    """From the list of conversations; the answer takes it up."""
    page.goto("/en/me/messages/")
    expect(page.locator("main")).to_contain_text("Would like to write with you")
    page.get_by_role("link", name="Farida").click()
    expect(page.locator("main")).to_contain_text(QUESTION)
    page.locator("textarea[name=text]").fill(ANSWER)
    page.get_by_role("button", name="Accept and send").click()
    expect(page.locator("main")).to_contain_text(ANSWER)
    expect(page.locator("textarea[name=text]")).to_have_value("")


def read_the_answer(page: Page, reader: User) -> None:
    page.goto("/en/me/messages/")
    expect(page.locator("main")).to_contain_text("Unread")
    page.get_by_role("link", name="Elias Expert").click()
    expect(page.locator("main")).to_contain_text(ANSWER)


def block(page: Page) -> None:
    page.get_by_role("button", name="Block this person").click()
    expect(page.get_by_role("button", name="Lift the block")).to_be_visible()


def find_it_closed(page: Page) -> None:
    """The same as of anybody who takes no messages."""
    page.goto("/en/people/elias/")
    expect(page.get_by_role("link", name="Write a message")).to_have_count(0)
    page.goto("/en/people/elias/contact/")
    expect(page.locator("main")).to_contain_text("does not take messages")
