"""A workspace from the action-plan template: invite two by mail, write together, do a task,
publish the result into the library with its authors, leave.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from platform_site.accounts.models import User
from platform_site.moderation.actions import accept_revision
from platform_site.moderation.models import Revision
from platform_site.notifications.actions import send_due
from tests.factories import make_reviewer
from tests.mail import SmtpSink, everything_in
from tests.workspaces.spaces import confirmed

from .conftest import PASSWORD

NAME, RESULT = "Pensions for everyone by 2030", "Action plan"
PLAN = "# Actions\n\nAnn writes the first line.\n\nThe last line is common.\n"


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def open_page(
    request: pytest.FixtureRequest, browser: Browser, light_site: LiveServer
) -> Iterator[Callable[[], Page]]:
    """A browser of its own for each person, on the site without reference data."""
    contexts = []

    def open_one() -> Page:
        context = browser.new_context(
            base_url=light_site.url,
            java_script_enabled=request.param == "with JavaScript",
            locale="en",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        return page

    yield open_one
    for context in contexts:
        context.close()


def test_from_the_template_to_the_library(
    open_page: Callable[[], Page], light_site: LiveServer, smtp_sink: SmtpSink
) -> None:
    ann, ben, eva = (confirmed(name) for name in ("Ann", "Ben", "Eva"))
    mona = make_reviewer()
    mona.emailaddress_set.create(email=mona.email, verified=True, primary=True)
    anns, bens = open_page(), open_page()

    inside = start(anns, ann)
    invite_two(anns, ben, eva)
    accept(bens, ben, smtp_sink)
    write_at_once(anns, bens, inside)
    do_a_task(bens, inside)
    publish(anns, inside)
    let_it_pass(mona)
    read_it(open_page())
    leave(bens, inside)


def sign_in(page: Page, person: User) -> None:
    page.goto("/en/accounts/login/")
    page.locator("input[name=login]").fill(person.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile(r"/en/(?!accounts/login)"))


def start(page: Page, person: User) -> str:
    sign_in(page, person)
    page.goto("/en/contribute/")
    page.get_by_role("link", name="Start a workspace").click()
    page.get_by_role("link", name="National strategy and action plan").click()
    page.locator("input[name=title]").fill(NAME)
    page.locator("textarea[name=summary]").fill("We write the plan together.")
    page.get_by_role("button", name="Start the workspace").click()
    expect(page.locator("h1")).to_have_text(NAME)
    expect(page.locator("main")).to_contain_text("Social dialogue")
    return page.url


def invite_two(page: Page, *people: User) -> None:
    page.get_by_role("link", name="Invite", exact=True).click()
    page.locator("textarea[name=addresses]").fill("\n".join(one.email for one in people))
    page.locator("textarea[name=words]").fill("Your figures are needed.")
    page.get_by_role("button", name="Send the invitations").click()
    expect(page.locator("main")).to_contain_text("2 invitations are on their way")


def accept(page: Page, person: User, sink: SmtpSink) -> None:
    send_due()
    (mail,) = sink.to(person.email)
    assert NAME in str(mail["Subject"])
    link = re.search(r"http\S+/workspaces/invitations/[\w-]+/", everything_in(mail))
    assert link
    page.goto(link.group())
    page.locator("input[name=login]").fill(person.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("h1")).to_have_text(NAME)


def open_plan(page: Page, inside: str) -> None:
    page.goto(inside)
    page.get_by_role("link", name=RESULT, exact=True).first.click()


def write_at_once(anns: Page, bens: Page, inside: str) -> None:
    """Both change one document from the same version; nothing of either is lost."""
    open_plan(anns, inside)
    anns.get_by_role("link", name="Write", exact=True).click()
    anns.locator("textarea[name=text]").fill(PLAN)
    save(anns)
    open_plan(bens, inside)
    for page in (anns, bens):
        page.get_by_role("link", name="Write", exact=True).click()
    anns.locator("textarea[name=text]").fill(PLAN.replace("first line.", "first line. Twice."))
    bens.locator("textarea[name=text]").fill(PLAN.replace("common.", "common. Ben agrees."))
    save(anns)
    save(bens)
    expect(bens.locator("article").first).to_contain_text("first line. Twice.")
    expect(bens.locator("article").first).to_contain_text("common. Ben agrees.")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("link", name="History", exact=True)).to_be_visible()


def do_a_task(page: Page, inside: str) -> None:
    page.goto(inside)
    page.get_by_role("link", name="Tasks", exact=True).click()
    task = page.get_by_role("button", name="Mark as done: Cost the options")
    task.click()
    expect(page.get_by_role("button", name="Open again: Cost the options")).to_be_visible()


def publish(page: Page, inside: str) -> None:
    page.goto(inside)
    page.get_by_role("link", name="When you are done").click()
    entry = page.locator("li.item", has=page.get_by_role("link", name=RESULT, exact=True))
    entry.get_by_role("link", name="Publish it into the library").click()
    expect(page.locator("input[name=authors]")).to_have_value(re.compile("Ann.*Ben"))
    page.locator("textarea[name=summary]").fill("What we agreed on.")
    page.get_by_role("button", name="Send it to the library").click()
    expect(page.locator("main")).to_contain_text(RESULT)


def let_it_pass(reviewer: User) -> None:
    accept_revision(revision=Revision.objects.get(page__kind="resource"), by=reviewer)


def read_it(page: Page) -> None:
    """Anybody, without an account."""
    page.goto("/en/resources/")
    page.get_by_role("link", name=RESULT, exact=True).click()
    expect(page.locator("main")).to_contain_text("Ann")
    expect(page.locator("main")).to_contain_text("Ben")


def leave(page: Page, inside: str) -> None:
    page.goto(inside)
    page.get_by_role("link", name="Members", exact=True).click()
    page.get_by_role("link", name="Leave the workspace").click()
    page.get_by_role("button", name="Leave the workspace").click()
    expect(page.locator("main")).to_contain_text("You have left the workspace.")
    answer = page.goto(inside)
    assert answer is not None
    assert answer.status == 404
