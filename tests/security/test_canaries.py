"""Words planted in everything that is not public are found nowhere by outsiders."""

import re
import uuid
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import Client

from platform_site.accounts.models import User
from platform_site.discussions.actions import hide_post, write_post
from platform_site.moderation.actions import (
    ask_for_changes,
    contribute_page,
    refuse_revision,
    report_problem,
    suggest_change,
)
from platform_site.moderation.models import Revision
from platform_site.notifications.actions import fan_out, follow_page, send_due
from platform_site.pages import kinds
from platform_site.pages.actions import set_tags
from platform_site.pages.models import Page, Subject
from tests.factories import make_article, make_circle, make_reviewer, make_user, proposal
from tests.mail import SmtpSink, everything_in
from tests.people.profiles import make_profile, write_to

from .addresses import World, addresses
from .hidden import hidden_records, hidden_space, hidden_talks

pytestmark = pytest.mark.django_db
CANARY = re.compile(r"zanary\w+", re.IGNORECASE)


def planted(where: str) -> dict[str, str]:
    """A proposal with a word of its own in each of its fields."""
    return proposal(
        f"zanarytitle{where}",
        summary=f"zanarysummary{where}",
        text=f"zanarytext{where}",
        kicker=f"zanarykicker{where}",
        link=f"https://zanarylink{where}.example/",
        subjects={"KHM": 3},
        tags={f"zanarytag{where}": 1},
    )


@pytest.fixture
def world(reference: None) -> World:
    """One public page, and beside it one of everything that is not."""
    call_command("load_guides", verbosity=0)
    cambodia = Subject.objects.get(code="KHM")
    alice = make_user("Alice", email="zanaryaddress@people.example")
    mona = make_reviewer()
    public = make_article("Open to all", about=[cambodia], contributor=alice)
    contribute_page(kind="article", proposal=planted("pending"), by=alice, key=uuid.uuid4())
    refused = contribute_page(
        kind="article", proposal=planted("refused"), by=alice, key=uuid.uuid4()
    )
    refuse_revision(revision=refused, by=mona, reason="scope", text="zanaryreason")
    asked = contribute_page(kind="article", proposal=planted("asked"), by=alice, key=uuid.uuid4())
    ask_for_changes(revision=asked, by=mona, text="zanaryasked")
    base = kinds.get("article").snapshot(public)
    suggest_change(
        page=public,
        base=base,
        proposal=base | {"title": "zanarysuggested", "text": "zanarysuggestedtext"},
        by=alice,
        key=uuid.uuid4(),
        comment="zanarycomment",
    )
    report_problem(page=public, what="figure", text="zanaryreport", by=alice, key=uuid.uuid4())
    circle = make_circle(alice)
    inside = make_article(
        "zanarytitlecircle",
        summary="zanarysummarycircle",
        text="zanarytextcircle",
        circle=circle,
        contributor=alice,
        about=[cambodia],
    )
    set_tags(page=inside, names=["zanarytagcircle", "inside"])
    set_tags(page=public, names=["open"])
    write_post(page=inside, by=alice, source="zanarypost", language="en", key=uuid.uuid4())
    hidden = write_post(
        page=public, by=alice, source="zanaryhiddenpost", language="en", key=uuid.uuid4()
    )
    hide_post(post=hidden, by=mona, reason="Off topic")
    for state in (Page.State.DRAFT, Page.State.ARCHIVED):
        make_article(
            f"zanarytitle{state}",
            text=f"zanarytext{state}",
            state=state,
            contributor=alice,
            about=[cambodia],
        )
    records = hidden_records(alice, about=cambodia)
    hidden_person = make_profile(
        alice,
        cambodia,
        handle="alice",
        shown_to="nobody",
        role="zanaryrole",
        organisation="zanaryorganisation",
        text="zanarybiography",
    )
    write_to(make_profile("Elias", cambodia), alice, "zanarymessage")
    talks = hidden_talks(alice, about=cambodia)
    articles = Page.objects.filter(kind="article")
    space = hidden_space(about=cambodia)
    return World(pages=[hidden_person, *articles, *records, *talks, *space, cambodia])


def outsiders() -> Iterator[Client]:
    """An anonymous reader, a member who is in no circle, and who left the circle is one too."""
    yield Client()
    member = Client()
    member.force_login(make_user("Charlie"))
    yield member


def found_in(response: object) -> set[str]:
    body = b"".join(response) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    return set(CANARY.findall(body.decode(errors="replace") + headers))


def test_no_address_of_the_site_tells_what_is_not_public(world: World) -> None:
    leaks = {}
    visited = sorted({*addresses(world)})
    for client in outsiders():
        for address in visited:
            for method in (client.get, client.post):
                if found := found_in(method(address)):
                    leaks[address] = found

    assert leaks == {}
    assert len(visited) > 70


@pytest.mark.parametrize("language", ["en", "ar"])
def test_lists_searches_and_feeds_with_every_filter_stay_silent(
    world: World, language: str
) -> None:
    queries = ["zanary", "zanarytitle", "zanarytex", "Cambodia", "Open", ""]
    paths = [
        *(f"search/?q={query}" for query in queries),
        *(f"search/suggestions/?q={query}" for query in queries),
        *(f"search/feed/?q={query}" for query in queries),
        "news/?about=KHM",
        "news/?type=news&language=en",
        "news/?tag=open",
        "news/feed/?about=KHM",
        "people/?about=KHM",
        "people/feed/?about=KHM",
        "forums/?about=KHM",
        "forums/?forum=of-a-circle",
        "forums/?forum=forum-of-a-space",
        *(f"workspaces/{list_}?about=KHM" for list_ in ("", "feed/")),
        "workspaces/?q=zanary",
        "forums/?unanswered=on",
        "forums/feed/?about=KHM",
        "forums/new/?about=KHM",
        *(f"resources/{list_}?about=KHM" for list_ in ("", "feed/", "export.bib", "export.json")),
        "resources/?type=course&sort=year",
        "resources/duplicates/?title=zanarytitlerecord0&link=https://zanaryrecord0.example",
        "feed/",
        "countries/khm/",
        "countries/khm/data.csv",
        "regions/asia-and-the-pacific/",
        "groups/ldc/",
        "",
    ]
    leaks = {}
    for client in outsiders():
        for path in paths:
            response = client.get(f"/{language}/{path}")
            assert response.status_code == 200, path
            found = found_in(response) - {"zanary", "zanarytitle", "zanarytex"}
            if found:
                leaks[path] = found

    assert leaks == {}


def test_an_error_repeats_nothing_of_the_page_it_hides(world: World) -> None:
    hidden = Page.objects.get(title="zanarytitlecircle")
    for client in outsiders():
        for path in ("suggestions/new", "reports/new", "comments/new", "follow"):
            address = f"/en/pages/{hidden.pk}/{path}/"
            for response in (client.get(address), client.post(address, {"key": "x"})):
                assert response.status_code in (302, 404)
                assert found_in(response) == set()


def test_a_receipt_tells_its_own_contribution_and_no_other(world: World) -> None:
    revision = Revision.objects.get(proposal__title="zanarytitlerefused")

    found = found_in(Client().get(revision.get_receipt_url()))

    assert found == {"zanarytitlerefused", "zanaryreason"}


def test_a_mail_to_an_outsider_tells_of_the_public_page_only(
    world: World, smtp_sink: SmtpSink
) -> None:
    charlie = make_user("Charlotte")
    for page in world.pages:
        follow_page(page=page, by=charlie, frequency="now")
    alice = User.objects.get(display_name="Alice")
    wanda = User.objects.get(display_name="Wanda")
    shown = {*Page.objects.visible_to(charlie).values_list("pk", flat=True)}
    for page in world.pages:
        by = wanda if page.contributor_id == wanda.pk else alice
        source = "Later." if page.pk in shown else "zanarylater"
        write_post(page=page, by=by, source=source, language="en", key=uuid.uuid4())
    fan_out()
    send_due()

    mails = smtp_sink.to(charlie.email)

    assert {word for mail in mails for word in CANARY.findall(everything_in(mail))} == set()
    assert {str(mail["Subject"]) for mail in mails if "Open to all" in str(mail["Subject"])}
