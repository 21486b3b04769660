"""The main job, as its people do it: read, sign up, post, review, be told, find again."""

import re
import urllib.request
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from django.db import connection
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from platform_site.accounts.models import User
from tests.mail import SmtpSink, everything_in

from .conftest import PASSWORD, sign_in

HEADLINE = "Sub-decree on pensions is published"


def text_of(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return part.get_content()


def links_of(mail: EmailMessage) -> list[str]:
    """Every address in every part and header of a mail."""
    return sorted(set(re.findall(r"https?://[^\s\"'<>]+", everything_in(mail))))


def rows_of_all_tables() -> dict[str, tuple[int, str]]:
    """How many rows each table has, and a digest of what they say."""
    digest = "md5(string_agg(t::text, E'\\n' ORDER BY t::text))"
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*), {digest} FROM "{table}" t')
            found[table] = cursor.fetchone()
    return found


@pytest.fixture
def people(new_page: Callable[[], Page]) -> dict[str, Page]:
    return {name: new_page() for name in ("reader", "expert", "follower", "moderator")}


def test_a_news_item_goes_from_its_author_to_its_readers(
    site: LiveServer,
    people: dict[str, Page],
    follower: User,
    moderator: User,
    smtp_sink: SmtpSink,
    celery_worker_process: object,
) -> None:
    read_a_country_page(people["reader"])
    follow_cambodia(people["follower"], follower)
    sign_up(people["expert"], smtp_sink)
    contribute(people["expert"])
    accept(people["moderator"], moderator)
    (mail,) = smtp_sink.wait_for(follower.email)
    told_in_the_mail(mail, site)
    found_again(people["reader"])
    stop_by_one_post(mail)


def read_a_country_page(page: Page) -> None:
    page.goto("/en/countries/khm/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cambodia")
    expect(page.locator("main")).to_contain_text("6.2")


def follow_cambodia(page: Page, follower: User) -> None:
    sign_in(page, follower)
    page.goto("/en/countries/khm/")
    page.get_by_role("link", name="Follow", exact=True).first.click()
    page.locator("input[name=frequency][value=now]").check()
    page.locator("main form button").first.click()


def sign_up(page: Page, smtp_sink: SmtpSink) -> None:
    page.goto("/en/accounts/signup/")
    page.locator("input[name=display_name]").fill("Elias Expert")
    page.locator("input[name=email]").fill("elias@institute.example")
    page.locator("input[name=password1]").fill(PASSWORD)
    page.locator("main form button").first.click()
    (mail,) = smtp_sink.wait_for("elias@institute.example")
    link = next(link for link in links_of(mail) if "confirm" in link)
    page.goto(link)
    page.locator("main form button").first.click()
    # Confirmed in the browser that signed up, the person is signed in already.
    page.goto("/en/me/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Elias Expert")


def contribute(page: Page) -> None:
    page.goto("/en/countries/khm/")
    page.get_by_role("link", name="No news yet").click()
    expect(page.locator("input[name=subjects]")).to_have_value("Cambodia")
    page.locator("input[name=title]").fill(HEADLINE)
    page.locator("textarea[name=summary]").fill("What it says, and from when.")
    page.locator("textarea[name=text]").fill("An **example** text, with a list:\n\n- one\n- two")
    page.get_by_role("button", name="Send for review").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have it")


def accept(page: Page, moderator: User) -> None:
    sign_in(page, moderator)
    page.goto("/admin/moderation/revision/")
    page.get_by_role("link", name=HEADLINE).click()
    expect(page.locator(".review__changes")).to_contain_text(HEADLINE)
    page.locator("summary", has_text="Edit before you accept").click()
    page.locator("input[name=kicker]").fill("Edited by the reviewer")
    page.get_by_role("button", name="Accept and publish").click()


def told_in_the_mail(mail: EmailMessage, site: LiveServer) -> None:
    text = text_of(mail)
    assert HEADLINE in text
    assert f"{site.url}/en/news/" in text
    assert "List-Unsubscribe=One-Click" in str(mail["List-Unsubscribe-Post"])


def found_again(page: Page) -> None:
    page.goto("/en/countries/khm/")
    page.get_by_role("link", name=HEADLINE).click()
    expect(page.locator("article")).to_contain_text("Edited by the reviewer")
    expect(page.locator("article strong", has_text="example")).to_be_visible()
    page.goto("/en/search/?q=sub-decree+pension")
    expect(page.locator("main")).to_contain_text(HEADLINE)
    feed = page.request.get("/en/news/feed/?about=KHM")
    assert HEADLINE in feed.text()


def stop_by_one_post(mail: EmailMessage) -> None:
    before = rows_of_all_tables()
    for link in links_of(mail):
        for method in ("GET", "HEAD"):
            urllib.request.urlopen(urllib.request.Request(link, method=method), timeout=10)
    assert rows_of_all_tables() == before

    address = str(mail["List-Unsubscribe"]).strip("<>").split(">")[0]
    request = urllib.request.Request(address, data=b"List-Unsubscribe=One-Click", method="POST")
    assert urllib.request.urlopen(request, timeout=10).status == 200
    changed = {table for table, rows in rows_of_all_tables().items() if rows != before[table]}
    assert "notifications_follow" in changed
