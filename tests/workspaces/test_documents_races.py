"""Many people at one document: nothing that was acknowledged is missing, nothing fails."""

import html
import random
import re
import threading
import time
import uuid
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from platform_site.accounts.models import User
from tests.workspaces.papers import make_document
from tests.workspaces.spaces import confirmed, opened, put_in
from workspaces.actions.places import CannotStandThere, move_document
from workspaces.models import Document, DocumentVersion

pytestmark = pytest.mark.django_db(transaction=True)

type Edit = Callable[[str, int, str], str]


def own_line(text: str, client: int, word: str) -> str:
    """Everybody has a paragraph of their own."""
    lines = text.split("\n")
    lines[2 * client] = f"{lines[2 * client]} {word}"
    return "\n".join(lines)


def same_line(text: str, client: int, word: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([f"{first} {word}", *rest])


class Writer:
    """A person at a browser: looks, changes something, saves."""

    def __init__(
        self, number: int, person: User, document: Document, edit: Edit, *, crowd: int
    ) -> None:
        self.number, self.edit, self.crowd = number, edit, crowd
        self.address = reverse("workspaces:edit-document", args=[document.pk])
        self.client = Client()
        self.client.force_login(person)
        self.acknowledged: list[str] = []
        self.statuses: set[int] = set()

    def write(self, times: int, *, until_taken: bool) -> None:
        for n in range(times):
            word = f"w{self.number}x{n}e"
            taken = self._sent(word)
            while until_taken and not taken:
                # People do not press the button again in the same instant all together.
                time.sleep(random.uniform(0, self.crowd * 0.05))
                taken = self._sent(word)
            if taken:
                self.acknowledged.append(word)

    def _sent(self, word: str) -> bool:
        """One look at the form and one save; where both changed the same line, they look again."""
        # Read from the page: the test client's `context` would mix what all threads draw.
        page = self.client.get(self.address).content.decode()
        text = html.unescape(re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", page, re.DOTALL)[1])
        said = {
            "title": "Terms",
            "text": self.edit(text.replace("\r\n", "\n"), self.number, word),
            "text_format": "markup",
            "based_on": re.search(r'name="based_on" value="(\d+)"', page)[1],
            "key": str(uuid.uuid4()),
        }
        answer = self.client.post(self.address, said)
        self.statuses.add(answer.status_code)
        return answer.status_code == 302


def crowd(clients: int, times: int, edit: Edit, *, until_taken: bool = True) -> list[str]:
    """What was acknowledged; after checking that all of it, and nothing twice, is history.

    Without `until_taken` a save that met another of the same line is shown to its writer, once.
    """
    text = "\n\n".join(f"paragraph {n}" for n in range(clients))
    owner = confirmed("Alice")
    workspace = opened(owner)
    document = make_document(workspace, owner, text=text)
    writers = []
    for number in range(clients):
        person = confirmed(f"Writer {number}")
        put_in(workspace, person)
        writers.append(Writer(number, person, document, edit, crowd=clients))
    together([lambda one=one: one.write(times, until_taken=until_taken) for one in writers])

    versions = list(
        DocumentVersion.objects.filter(document=document)
        .select_related("revision")
        .order_by("number")
    )
    acknowledged = [word for writer in writers for word in writer.acknowledged]
    assert {status for writer in writers for status in writer.statuses} <= {302, 409}
    assert [version.number for version in versions] == list(range(1, len(versions) + 1))
    assert len(versions) == 1 + len(acknowledged)
    assert Document.objects.get(pk=document.pk).version == len(versions)
    seen = [set(re.findall(r"w\d+x\d+e", version.text)) for version in versions]
    assert set(acknowledged) == seen[-1]
    # Nothing that stood there once went out again.
    assert all(before <= after for before, after in pairwise(seen))
    return acknowledged


def together(jobs: list[Callable[[], Any]]) -> None:
    failed: list[BaseException] = []
    start = threading.Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> None:
        try:
            start.wait(60)
            job()
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(900)
    assert failed == []


@pytest.mark.parametrize("edit", [own_line, same_line])
def test_some_people_at_one_document_lose_nothing(edit):
    assert len(crowd(4, 3, edit)) == 12


@pytest.mark.long
def test_fifty_people_save_twenty_times_each_and_lose_nothing():
    assert len(crowd(50, 20, own_line)) == 1000


@pytest.mark.long
def test_fifty_people_save_one_line_twenty_times_each_and_lose_nothing():
    """Most of the thousand saves meet another one: what is said to be saved is there."""
    assert len(crowd(50, 20, same_line, until_taken=False)) >= 20


def test_moves_at_the_same_moment_never_make_a_ring():
    owner = confirmed("Alice")
    workspace = opened(owner)
    papers = [make_document(workspace, owner, f"Paper {n}") for n in range(4)]

    def move(n: int) -> None:
        for step in (1, 2, 3):
            try:
                above = papers[(n + step) % 4]
                move_document(document=papers[n], above=above, by=owner)
            except CannotStandThere:
                continue

    together([lambda n=n: move(n) for n in range(4)])

    parents = dict(Document.objects.filter(workspace=workspace).values_list("pk", "above"))
    for start in parents:
        way, here = set(), start
        while here is not None:
            assert here not in way
            way.add(here)
            here = parents[here]
