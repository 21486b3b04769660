"""Every address, every kind of person: no answer that nobody promised them."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.urls import reverse

from platform_site.accounts.models import User
from platform_site.accounts.models.attempts import Attempts

from .addresses import names
from .matrix import ELSEWHERE, EVERYONE, OPEN, RULES, WORD, World, make_world

pytestmark = pytest.mark.django_db

# What counts how often somebody came; everything else stays as it was.
COUNTED = {"django_session", "accounts_attempts", "accounts_keptform"}
# Nobody of the cast has a second step, looks after an e-discussion, says what to follow or which
# versions to compare; and only forums that everyone reads have a feed.
ASKS_FOR_MORE = {
    "follow-search",
    "forums:forum-feed",
    "forums:summary",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_view_recovery_codes",
    "workspaces:comparison",
}
# Each role walks the whole site twice; three of them do so every time.
ROLES = [
    role if role in {"stranger", "former", "guest"} else pytest.param(role, marks=pytest.mark.long)
    for role in sorted(EVERYONE)
]


@pytest.fixture
def world() -> World:
    return make_world()


def client_of(person: Any) -> Client:
    client = Client(raise_request_exception=True)
    if isinstance(person, User):
        client.force_login(person)
    return client


def cases(world: World) -> Iterator[tuple[str, list[Any], frozenset[str], frozenset[str]]]:
    for name, rule in RULES.items():
        for arguments, readers, writers in rule(world):
            yield name, arguments, readers, writers


def test_every_address_says_who_may_have_an_answer() -> None:
    said = [*RULES, *OPEN, *ELSEWHERE]

    assert {name for name, _arguments in names()} ^ set(said) == set()
    assert len(said) == len(set(said))


@pytest.mark.parametrize("role", ROLES)
def test_nobody_reads_what_is_not_for_them(world: World, role: str) -> None:
    client = client_of(world.cast[role])
    wrong = {}
    asked = 0
    for name, arguments, readers, _writers in cases(world):
        if role in readers:
            continue
        address = reverse(name, args=arguments)
        for headers in ({}, {"HX-Request": "true"}) if role == "stranger" else ({},):
            response = client.get(address, headers=headers)
            asked += 1
            if said := wrong_with(response, address):
                wrong[f"{name} {address}"] = said

    assert wrong == {}
    assert asked > 90


@pytest.mark.parametrize("role", ROLES)
def test_nobody_changes_what_is_not_for_them(world: World, role: str) -> None:
    client = client_of(world.cast[role])
    wrong = {}
    before = every_row()
    for name, arguments, _readers, writers in cases(world):
        if role in writers:
            continue
        address = reverse(name, args=arguments)
        Attempts.objects.all().delete()  # or the later ones would only meet the limit
        if said := wrong_with(client.post(address, {"confirm": "yes"}), address):
            wrong[f"{name} {address}"] = said

    assert wrong == {}
    after = every_row()
    assert {table for table in before if before[table] != after[table]} == set()


def test_everything_is_there_for_somebody(world: World) -> None:
    """Or the tests above would pass on a site that answers nothing."""
    unread = {name for name, _arguments, readers, _writers in cases(world) if readers}
    for role in sorted(EVERYONE):
        client = client_of(world.cast[role])
        for name, arguments, readers, _writers in cases(world):
            if role in readers and name in unread:
                answer = client.get(reverse(name, args=arguments))
                # 405 says that it takes a POST only, to somebody who might send one.
                if (answer.status_code < 400 and role != "anonymous") or answer.status_code == 405:
                    unread.discard(name)

    assert unread == ASKS_FOR_MORE


def wrong_with(response: Any, address: str) -> str:
    """What is wrong with an answer to somebody who should have none."""
    body = b"".join(response) if response.streaming else response.content
    # What was asked for is repeated: in the links to the other languages, or to come back to.
    place = address.removeprefix("/en")
    told = (body.decode(errors="replace") + str(response.headers)).replace(place, "")
    if WORD in told.replace(quote(place, safe=""), ""):
        return f"{response.status_code} with words from the inside"
    if is_way_to_sign_in(response):
        return ""
    return "" if response.status_code in (401, 403, 404, 405, 410) else str(response.status_code)


def is_way_to_sign_in(response: Any) -> bool:
    target = response.get("HX-Redirect", response.get("Location", ""))
    return "/accounts/login/" in target or "/accounts/reauthenticate/" in target


def every_row() -> dict[str, tuple[int, int]]:
    """How many rows each table has, and a sum over what is in them."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor)) - COUNTED
        found = {}
        for table in sorted(tables):
            cursor.execute(
                f'SELECT count(*), coalesce(sum(hashtext(row::text)), 0) FROM "{table}" row'
            )
            found[table] = cursor.fetchone()
    return found


def test_the_cast_is_who_it_says(world: World) -> None:
    assert isinstance(world.cast["anonymous"], AnonymousUser)
    assert world.cast["moderator"].is_reviewer
    assert world.cast["administrator"].is_superuser
    assert not world.cast["stranger"].is_staff
