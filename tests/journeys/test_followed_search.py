"""Following a search: looking, following, and the mail when something new matches."""

import re
import urllib.request
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from platform_site.accounts.models import User
from platform_site.moderation.models import Revision
from platform_site.notifications.models import Delivery, SavedSearch
from tests.mail import SmtpSink

from .conftest import sign_in
from .test_main_job import sign_up, text_of

HEADLINE = "A maternity grant for Cambodia"


@pytest.fixture
def people(new_page: Callable[[], Page]) -> dict[str, Page]:
    return {name: new_page() for name in ("follower", "expert", "moderator")}


def test_a_followed_search_tells_once_what_is_new_in_it(
    site: LiveServer,
    people: dict[str, Page],
    follower: User,
    moderator: User,
    smtp_sink: SmtpSink,
    celery_worker_process: object,
) -> None:
    look_and_follow(people["follower"], follower)
    sign_up(people["expert"], smtp_sink)
    contribute(people["expert"], "A road for Cambodia")
    contribute(people["expert"], HEADLINE)
    for headline in ("A road for Cambodia", HEADLINE):
        publish(people["moderator"], moderator, headline)
    (mail,) = smtp_sink.wait_for(follower.email)
    says_which_search(people["follower"], mail)
    stop_by_one_post(mail, follower)


def look_and_follow(page: Page, follower: User) -> None:
    """From a search that finds nothing yet, over the sign-in, to the list of follows."""
    page.goto("/en/search/?q=maternity+grant&about=KHM")
    page.get_by_role("link", name="follow this search").click()
    page.get_by_label("mail", exact=False).first.fill(follower.email)
    page.locator("input[name=password]").fill("a long enough password")
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile("/en/search/follow/"))
    expect(page.locator("main")).to_contain_text("“maternity grant” · Cambodia")
    page.locator("input[name=frequency][value=now]").check()
    page.locator("main form button").first.click()
    expect(page.locator("main")).to_contain_text("You follow this search")
    row = page.get_by_role("row").filter(has_text="“maternity grant” · Cambodia")
    expect(row).to_contain_text("At once")


def contribute(page: Page, headline: str) -> None:
    page.goto("/en/contribute/article/?about=KHM")
    page.locator("input[name=title]").fill(headline)
    page.locator("textarea[name=summary]").fill("What it says, and from when.")
    page.locator("textarea[name=text]").fill("An example text.")
    page.get_by_role("button", name="Send for review").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have it")


def publish(page: Page, moderator: User, headline: str) -> None:
    if page.url == "about:blank":
        sign_in(page, moderator)
    page.goto("/admin/moderation/revision/")
    page.get_by_role("link", name=headline).click()
    page.get_by_role("button", name="Accept and publish").click()
    page.wait_for_url(re.compile("/admin/"))
    assert Revision.objects.filter(page__title=headline, state="accepted").exists()


def says_which_search(page: Page, mail: EmailMessage) -> None:
    assert str(mail["Subject"]) == f"[“maternity grant” · Cambodia] New: “{HEADLINE}”"
    link = next(one for one in re.findall(r"https?://\S+", text_of(mail)) if "/en/search/?" in one)
    page.goto(link)
    expect(page.locator("main .items").first).to_contain_text(HEADLINE)
    expect(page.locator("main .items").first).not_to_contain_text("A road")


def stop_by_one_post(mail: EmailMessage, follower: User) -> None:
    address = str(mail["List-Unsubscribe"]).strip("<>").split(">")[0]
    request = urllib.request.Request(address, data=b"List-Unsubscribe=One-Click", method="POST")

    assert urllib.request.urlopen(request, timeout=10).status == 200

    assert SavedSearch.objects.get(user=follower).frequency == "never"
    told = Delivery.objects.filter(person=follower).values_list("channel", "activity__page__title")
    assert sorted(told) == [("inbox", HEADLINE), ("mail", HEADLINE)]
