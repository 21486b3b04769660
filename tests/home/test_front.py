"""The front page: entry points, what is new, what happened; the same cost however much there is."""

import re
import uuid

import pytest
from django.test import Client

from platform_site.accounts.models import User
from platform_site.discussions.actions import hide_post, write_post
from platform_site.discussions.models import Post
from platform_site.home.actions import publish_guide
from platform_site.home.loading import load_guides
from platform_site.moderation.actions import accept_revision, contribute_page, suggest_change
from platform_site.moderation.models import Revision
from platform_site.pages import kinds
from platform_site.pages.models import Page
from tests.factories import (
    make_article,
    make_reviewer,
    make_subject,
    make_user,
    proposal,
)

pytestmark = pytest.mark.django_db


def main_of(text: str) -> str:
    return text.partition("<main")[2].partition("</main>")[0]


def titles(client: Client, address: str = "/en/") -> list[str]:
    return [item.card.page.title for item in client.get(address).context["new"]]


def send(title: str, by: User) -> Revision:
    return contribute_page(kind="article", proposal=proposal(title), by=by, key=uuid.uuid4())


def comment(page: Page, name: str) -> Post:
    by = make_user(name)
    return write_post(page=page, by=by, source="Yes.", language="en", key=uuid.uuid4())


def happenings(client: Client) -> list[tuple[str, str, str]]:
    found = client.get("/en/").context["happenings"]
    return [(h.who, h.verb, h.page.title) for h in found]


def test_an_empty_site_has_a_front_page_that_offers_one_next_step(client: Client) -> None:
    answer = client.get("/en/")

    assert answer.status_code == 200
    assert answer.context["new"] == []
    assert "Nobody has added anything yet" in answer.text
    assert "Right now" not in answer.text
    assert "map-title" not in answer.text


def test_a_role_leads_to_a_start(client: Client) -> None:
    load_guides(say=lambda line: None)

    found = re.findall(r'href="(/en/about/start-[a-z]+/)"', main_of(client.get("/en/").text))

    assert len(found) == 7
    assert [client.get(address).status_code for address in found] == [200] * 7


def test_the_choice_of_no_country_is_404(client: Client) -> None:
    assert client.get("/en/start/country/?country=xyz").status_code == 404


def test_what_is_new_is_shown_once_in_the_readers_language(client: Client) -> None:
    article = make_article("English")
    make_article("عربي", language="ar", translation_of=article.page_ptr)
    make_article("Only English")

    assert titles(client) == ["Only English", "English"]
    assert titles(client, "/ar/") == ["Only English", "عربي"]


def test_reference_pages_and_guides_are_no_news(client: Client) -> None:
    make_subject("KHM", "Cambodia")
    publish_guide(
        slug="privacy",
        content={
            "title": "Privacy",
            "summary": "",
            "language": "en",
            "text": "",
            "subjects": {},
            "section": "house",
            "order": 1,
        },
    )

    assert titles(client) == []


def test_right_now_tells_what_everyone_may_see(client: Client) -> None:
    alice, mona = make_user("Alice"), make_reviewer()
    accept_revision(revision=send("First", alice), by=mona)
    page = accept_revision(revision=send("Read me", alice), by=mona)
    kept, hidden = comment(page, "Bob"), comment(page, "Eve")
    hide_post(post=hidden, by=mona, reason="It insulted somebody.")
    base = kinds.get("article").snapshot(page)
    suggest_change(
        page=page, base=base, proposal=base | {"kicker": "New"}, by=alice, key=uuid.uuid4()
    )
    send("Not yet", alice)

    assert happenings(client) == [("Bob", "replied", "Read me"), ("Alice", "published", "First")]
    assert f'{page.get_absolute_url()}#post-{kept.number}"' in client.get("/en/").text

    client.force_login(mona)
    assert happenings(client) == [("Bob", "replied", "Read me"), ("Alice", "published", "First")]


def test_right_now_forgets_what_was_taken_off_the_site(client: Client) -> None:
    alice = make_user("Alice")
    page = accept_revision(revision=send("Read me", alice), by=make_reviewer())
    Page.objects.filter(pk=page.pk).update(audience="members")

    assert happenings(client) == []


def test_who_has_left_is_not_named(client: Client) -> None:
    alice = make_user("Alice")
    accept_revision(revision=send("Read me", alice), by=make_reviewer())
    alice.delete()

    answer = client.get("/en/")

    assert "A former member" in answer.text
    assert "Alice" not in answer.text


def test_an_anonymous_reader_gets_no_cookie(client: Client) -> None:
    answer = client.get("/en/")

    assert not answer.cookies
    assert "public" in answer["Cache-Control"]
