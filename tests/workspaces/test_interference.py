"""A workspace that only its members know of changes nothing for anybody else: not one byte."""

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from forums.actions import open_topic
from forums.models import Forum
from platform_site.accounts.models import User
from platform_site.discussions.actions import write_post
from platform_site.notifications.actions import fan_out, follow_page, send_due
from platform_site.pages.actions import set_tags
from platform_site.pages.models import Page, Subject
from platform_site.search.actions import refresh_lexicon
from tests.factories import make_article
from tests.mail import SmtpSink, everything_in
from tests.people.profiles import make_profile
from tests.security.test_canaries import CANARY
from tests.workspaces.spaces import confirmed, face, make_workspace, put_in
from workspaces.actions import accept_invitation, change_workspace, invite
from workspaces.actions.documents import create_document
from workspaces.actions.tasks import add_task
from workspaces.models import Draft, Workspace

pytestmark = pytest.mark.django_db
# What differs between two answers to the same question, whoever asks: tokens, and the clock.
OWN = re.compile(r'(name="(?:csrfmiddlewaretoken|key|base|draft)" value=")[^"]*')
CLOCK = ("Expires", "Set-Cookie")
# Of a feed with nothing in it Django says that it was changed just now.
UPDATED = re.compile(r"<updated>[^<]*</updated>")
PLACES = (
    *("", "countries/", "countries/khm/", "regions/asia-and-the-pacific/", "groups/ldc/"),
    *("themes/", "themes/old-age/", "organisations/", "organisations/ilo/", "programmes/"),
    *("programmes/flagship/", "projects/", "resources/", "glossary/", "news/", "events/"),
    *("forums/", "contribute/article/", "people/", "people/alice/", "people/bob/", "workspaces/"),
    *("workspaces/?about=KHM", "workspaces/?type=research", "workspaces/feed/", "workspaces/new/"),
    *("news/?about=KHM", "resources/?about=KHM", "people/?about=KHM", "forums/?about=KHM"),
    *("news/feed/", "resources/feed/", "people/feed/", "forums/feed/", "feed/", "contribute/"),
    *("tags/open/", "tags/open/feed/", "tags/zanarytag/", "translations/", "about/", "data/"),
    *("search/", "search/?q=pension", "search/?q=pensoin", "search/?q=zanarydocument"),
    *("search/?q=zanarydocumant", "search/?q=Alice", "search/?about=KHM", "search/feed/?q=pension"),
    *("search/suggestions/?q=pens", "search/suggestions/?q=zanary", "search/suggestions/?q=ali"),
    *("nothing/", "workspaces/nothing/", "workspaces/zanarytitle/", "news/2026/nothing/"),
    *("countries/xxx/", "workspaces/documents/999999/", "display/", "me/", "me/follows/"),
    *("me/notifications/", "me/mail/", "me/profile/", "workspaces/?mine=yes"),
)
PLAIN = ("/sitemap.xml", "/sitemap-0.xml", "/robots.txt", "/healthz", "/opensearch.xml")


@pytest.fixture
def people(reference: None) -> dict[str, User]:
    call_command("load_guides", verbosity=0)
    cambodia = Subject.objects.get(code="KHM")
    people = {name: confirmed(name.title()) for name in ("alice", "bob", "charlie")}
    for name in ("alice", "bob"):
        make_profile(people[name], cambodia, handle=name, shown_to="public")
    for number in range(12):
        article = make_article(
            f"Pension news {number}", about=[cambodia], contributor=people["alice"]
        )
        set_tags(page=article, names=["open"])
    make_workspace(people["alice"], "An open one", visibility="members", subjects={"KHM": 3})
    follow_page(page=cambodia, by=people["charlie"], frequency="now", level="watching")
    fan_out()
    with connection.cursor() as cursor:
        # The planner would take them for empty.
        cursor.execute("ANALYZE pages_page, pages_pagetag, pages_tag, pages_pagesubject")
    return people


def questions() -> list[str]:
    listed = Page.objects.published().filter(circle=None, audience="public").order_by("pk")
    by_kind: dict[str, list[str]] = {}
    for page in listed.exclude(kind="observation"):
        addresses = by_kind.setdefault(page.kind, [])
        if len(addresses) < 3:
            addresses.append(page.get_absolute_url())
    pages = [address for addresses in by_kind.values() for address in addresses]
    return [*(f"/en/{place}" for place in PLACES), "/ar/", "/fr/search/?q=retraite", *PLAIN, *pages]


def answers(charlie: User) -> Iterator[tuple[tuple[str, str], Any]]:
    member = Client()
    member.force_login(charlie)
    for who, client in (("anonymous", Client()), ("member", member)):
        for address in questions():
            response: Any = client.get(address)
            body = b"".join(response) if response.streaming else response.content
            heads = {name: value for name, value in response.items() if name not in CLOCK}
            text = OWN.sub(r"\1", body.decode(errors="replace"))
            if "<feed" in text and "<entry>" not in text:
                text = UPDATED.sub("", text)
                heads.pop("Last-Modified", None)
            yield (who, address), (response.status_code, heads, text)


def plant(people: dict[str, User]) -> Workspace:
    """One of everything that a workspace can hold, each with a word of its own."""
    alice, bob = people["alice"], people["bob"]
    workspace = make_workspace(
        alice,
        "zanarytitle",
        summary="zanarysummary",
        text="zanarybody",
        subjects={"KHM": 3},
        tags={"open": 1, "zanarytag": 1},
        type="action-plan",
    )
    invitation = invite(workspace=workspace, by=alice, address=bob.email, words="zanaryinvitation")
    accept_invitation(invitation=invitation, by=bob)
    invite(workspace=workspace, by=alice, address="zanaryaddress@people.example")
    document = create_document(
        workspace=workspace,
        title="zanarydocument pension",
        text="zanarytext pension [Cambodia](/en/countries/khm/)",
        by=bob,
        key=uuid.uuid4(),
    )
    set_tags(page=document, names=["open", "zanarydocumenttag"])
    Draft.objects.create(user=bob, workspace=workspace, key=uuid.uuid4(), title="zanarydraft")
    add_task(workspace=workspace, title="zanarytask", by=alice, key=uuid.uuid4(), people=[bob])
    topic = open_topic(
        forum=Forum.objects.get(circle=workspace.own_circle),
        proposal={
            "title": "zanarytopic pension",
            "summary": "zanarylead",
            "language": "en",
            "text": "zanaryquestion",
            "subjects": {"KHM": 3},
            "tags": {"open": 1},
        },
        by=alice,
        key=uuid.uuid4(),
    )
    for page in (document, topic.page):
        write_post(page=page, by=bob, source="zanarypost", language="en", key=uuid.uuid4())
    change_workspace(
        workspace=workspace, content=face("zanarynewtitle", subjects={"KHM": 3}), by=alice
    )
    return workspace


@pytest.mark.long
def test_it_changes_not_one_byte_of_two_hundred_pages(
    people: dict[str, User], smtp_sink: SmtpSink
) -> None:
    refresh_lexicon()
    before = dict(answers(people["charlie"]))
    fan_out()
    send_due()
    earlier = len(smtp_sink.to(people["charlie"].email))

    workspace = plant(people)
    fan_out()
    refresh_lexicon()
    send_due()
    after = dict(answers(people["charlie"]))

    assert len(before) >= 200
    assert {asked for asked in before if before[asked] != after.get(asked)} == set()
    assert len(smtp_sink.to(people["charlie"].email)) == earlier
    typed = {"zanarydocument", "zanarydocumant", "zanarytitle", "zanary", "zanarytag"}
    found = {
        word for _status, _heads, text in after.values() for word in CANARY.findall(text)
    } - typed
    assert found == set()
    assert Page.objects.filter(circle=workspace.own_circle).count() > 8


def test_mails_go_to_its_own_people_and_say_its_name_only(
    people: dict[str, User], smtp_sink: SmtpSink
) -> None:
    plant(people)
    fan_out()
    send_due()

    words = {
        word
        for message in smtp_sink.messages
        for word in CANARY.findall(everything_in(message))
        if "zanaryaddress" not in word
    }
    # What an inviter writes, goes to whom they write to.
    allowed = {"zanarytitle", "zanarynewtitle", "zanaryinvitation", "zanarydocument"}
    assert words - allowed <= {"zanarytopic"}
    receivers = {str(message["X-RcptTo"]) for message in smtp_sink.messages}
    assert people["charlie"].email not in receivers


def test_a_title_that_a_hidden_workspace_has_leaves_no_trace_in_an_address() -> None:
    make_workspace(confirmed("Alice"), "The very same name")
    stranger = confirmed("Charlie")

    own = make_workspace(stranger, "The very same name", visibility="members")

    assert own.slug == "the-very-same-name"


def test_who_is_in_sees_what_others_do_not(people: dict[str, User]) -> None:
    """Without this the comparison above could compare pages that never show a workspace."""
    plant(people)
    bob = Client()
    bob.force_login(people["bob"])
    put_in(Workspace.objects.get(title="An open one"), people["bob"])

    assert "zanarynewtitle" in bob.get("/en/workspaces/").content.decode()
    assert "zanarydocument" in bob.get("/en/search/?q=zanarydocument").content.decode()
    assert "zanarynewtitle" in bob.get("/en/countries/khm/").content.decode()
