"""24 people sign up with one address at one instant, as the web server meets them: each by a
socket of their own, from an address of their own."""

import os
import re
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from threading import Barrier
from urllib.parse import urlencode

import pytest
import redis
from allauth.account.models import EmailAddress
from django.conf import settings

from platform_site.accounts.limits import LIMITS, _key
from platform_site.accounts.models import Attempts, User
from platform_site.embedded.parts import address, granian, wait_until_ready
from platform_site.embedded.process import Process
from tests.accounts.cast import PASSWORD
from tests.run import ROOT
from tests.worker import database_url

SIGN_UP = "/en/accounts/signup/"
SENT = "/en/accounts/confirm-email/"
HOMES = [f"127.0.1.{number}" for number in range(1, 25)]
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
BIND = "127.0.0.1"
NOBODY_LISTENS = "redis://127.0.0.1:1/0"
SECONDS = 60

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux has all of 127.0.0.0/8 on its loopback"
)


@dataclass
class Answer:
    status: int
    leads_to: str | None
    text: str


class Visitor:
    """A browser as far as signing up goes: one socket, cookies, and the fields of a form."""

    def __init__(self, port: int, *, home: str) -> None:
        self.connection = HTTPConnection(BIND, port, timeout=SECONDS, source_address=(home, 0))
        self.cookies = SimpleCookie()

    def ask(self, method: str, path: str, **fields: str) -> Answer:
        headers = {"Cookie": "; ".join(f"{c.key}={c.value}" for c in self.cookies.values())}
        if fields:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body=urlencode(fields) or None, headers=headers)
        answer = self.connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(cookie)
        return Answer(answer.status, answer.getheader("Location"), answer.read().decode())

    def sign_up(self, email: str, *, start: Barrier) -> tuple[Answer, Answer]:
        """The answer to the form, sent when all are ready to, and the page it leads to."""
        with closing(self.connection):
            try:
                hidden = dict(HIDDEN.findall(self.ask("GET", SIGN_UP).text))
                assert "csrfmiddlewaretoken" in hidden
                typed = {"display_name": "Noor Haddad", "email": email, "password1": PASSWORD}
            except BaseException:
                start.abort()  # else the others would wait for this one
                raise
            start.wait(SECONDS)
            answer = self.ask("POST", SIGN_UP, **hidden, **typed)
            return answer, self.ask("GET", answer.leads_to or SIGN_UP)


@pytest.fixture(params=["Valkey is up", "Valkey is down"])
def valkey(request: pytest.FixtureRequest) -> str:
    """The URL the server is given."""
    redis.Redis.from_url(settings.REDIS_URL).flushdb()  # wake-ups of an earlier test
    return settings.REDIS_URL if request.param == "Valkey is up" else NOBODY_LISTENS


@pytest.fixture
def web_server(transactional_db: None, valkey: str, tmp_path: Path) -> Iterator[int]:
    """The port of a server as bin/demo starts it, on the database of this test."""
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        held.bind((BIND, 0))
        port = held.getsockname()[1]
        here = address(BIND, held)
        server = Process(
            name="The web server",
            command=granian("platform_site.wsgi:application", bind=BIND, port=port),
            log=tmp_path / "web.log",
            cwd=str(ROOT),
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "tests.settings",
                "DATABASE_URL": database_url(),
                "REDIS_URL": valkey,
                "SITE_URL": here,
            },
        )
        server.start()
        try:
            wait_until_ready(server, address=here)
            yield port
        finally:
            server.stop()


def test_24_people_at_24_addresses_get_one_account_and_one_answer(
    web_server: int, valkey: str
) -> None:
    start = Barrier(len(HOMES))

    def one(home: str) -> tuple[Answer, Answer]:
        return Visitor(web_server, home=home).sign_up("noor@people.example", start=start)

    with ThreadPoolExecutor(len(HOMES)) as pool:
        answers = list(pool.map(one, HOMES))

    assert [answer.status for answer, _page in answers] == [302] * 24
    assert {answer.leads_to for answer, _page in answers} == {SENT}
    assert [page.status for _answer, page in answers] == [200] * 24
    assert len({without_tokens(page) for _answer, page in answers}) == 1
    assert [user.email for user in User.objects.all()] == ["noor@people.example"]
    assert [known.email for known in EmailAddress.objects.all()] == ["noor@people.example"]
    assert attempts_of(HOMES) == [1] * 24
    is_up = valkey != NOBODY_LISTENS
    assert worker_was_woken(within=2 if is_up else 0) is is_up


def without_tokens(page: Answer) -> str:
    return re.sub(r'value="[^"]{40,}"', "", page.text)


def attempts_of(homes: list[str]) -> list[int]:
    """How often PostgreSQL has counted each of them, whom it knows by a digest only."""
    (limit,) = LIMITS["sign-up"]
    keys = [_key("sign-up", str(limit.window), limit.per, home) for home in homes]
    counted = dict(Attempts.objects.values_list("key", "number"))
    return [counted.get(key, 0) for key in keys]


def worker_was_woken(*, within: float) -> bool:
    """Whether a wake-up arrived in Valkey. It is sent beside the answer, so give it a moment."""
    queue = redis.Redis.from_url(settings.REDIS_URL)
    end = time.monotonic() + within
    while not (length := queue.llen("celery")) and time.monotonic() < end:
        time.sleep(0.05)
    return length > 0
