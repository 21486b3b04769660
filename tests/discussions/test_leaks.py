"""Every address of a talk, for everybody who should not see what is behind it."""

import re

import pytest
from django.test import Client

from platform_site.accounts.models import User
from platform_site.discussions.actions import (
    edit_post,
    flag_post,
    hide_post,
    keep_draft,
    withdraw_post,
)
from platform_site.discussions.models import Post, mark_read
from platform_site.pages.models import Page
from tests.discussions.talks import new, write
from tests.factories import make_article, make_circle, make_reviewer, make_user

pytestmark = pytest.mark.django_db
CANARY = re.compile(r"zanary\w+")
OF_POST = ("", "edit/", "history/", "withdrawal/", "flag/", "moderation/")
OF_PAGE = ("new/", "new/?quote=1", "new/?quote=2", "draft/", "moderation/")
SENT = new("Mine", reason="attack", version=1, act="hide", seen=0) | {"hide-reason": "x"}


@pytest.fixture
def alice() -> User:
    return make_user("Alice")


def secret_things(page: Page, by: User) -> None:
    """A changed comment, one taken back, a hidden one, a report, a draft: a word in each."""
    first = write(page, by, "zanaryfirst")
    edit_post(post=first, by=by, source="zanarysecond", language="en", version=1)
    withdraw_post(post=write(page, by, "zanarytaken"), by=by)
    hide_post(post=write(page, by, "zanaryhidden"), by=by, reason="Off topic")
    flag_post(post=first, by=make_user(f"Flora {page.pk}"), reason="other", text="zanaryflag")
    keep_draft(page=page, person=by, source="zanarydraft", language="en", seen=0)


def addresses(page: Page) -> list[str]:
    here = f"/en/pages/{page.pk}/comments/"
    numbers = [f"{here}{n}/{what}" for n in (1, 2, 3, 4) for what in OF_POST]
    return [*numbers, *(here + what for what in OF_PAGE)]


def found(client: Client, page: Page) -> dict[str, set[str]]:
    """Address and method → the secret words in its answer, where there are any."""
    words = {}
    for address in [*addresses(page), "/en/me/flags/", "/en/me/unread/"]:
        for method in (client.get, client.post):
            answer = method(address, SENT) if method == client.post else method(address)
            assert answer.status_code < 500, address
            said = answer.content.decode() + str(answer.headers)
            if some := set(CANARY.findall(said)):
                words[f"{method.__name__} {address}"] = some
    return words


def signed_in(person: User | None) -> Client:
    client = Client()
    if person:
        client.force_login(person)
    return client


def test_nothing_of_a_circles_talk_reaches_those_outside(alice: User) -> None:
    gone = make_user("Gone")
    circle = make_circle(alice, gone)
    page = make_article("zanarytitle", circle=circle).page_ptr
    secret_things(page, alice)
    mark_read(page=page, person=gone, number=1)
    keep_draft(page=page, person=gone, source="zanaryown", language="en", seen=0)
    circle.memberships.filter(user=gone).delete()

    for person in (None, make_user("Charlie"), make_reviewer(), gone):
        client = signed_in(person)
        assert found(client, page) == {}, person
        statuses = {client.get(address).status_code for address in addresses(page)}
        assert statuses <= ({302, 404, 405} if person is None else {404, 405})
    assert Post.objects.filter(page=page).count() == 3


def test_of_a_public_talk_only_what_stands_is_seen(alice: User) -> None:
    page = make_article("Open").page_ptr
    secret_things(page, alice)

    for person in (None, make_user("Charlie")):
        words = {word for some in found(signed_in(person), page).values() for word in some}

        # A text that stands, and what it was before.
        assert words == {"zanaryfirst", "zanarysecond"}, person


def test_a_comment_of_one_page_is_no_comment_of_another(alice: User) -> None:
    """The parent is one's own, the number somebody else's."""
    page, other = make_article("Mine"), make_article("Other")
    write(page, alice)
    for _ in range(3):
        write(other, make_user(f"Bob {_}"))

    client = signed_in(alice)
    answers = [client.get(f"/en/pages/{page.pk}/comments/3/{what}") for what in OF_POST]

    assert {answer.status_code for answer in answers} == {404}
