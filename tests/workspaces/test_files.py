"""Files of documents: seen by who sees the document, version by version under one address."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from platform_site.files.models import PageFile
from platform_site.files.snapshots import files_snapshot
from tests.queries import count_queries
from tests.workspaces.papers import make_document, make_guest
from tests.workspaces.spaces import confirmed, opened, put_in
from workspaces.actions import leave_workspace
from workspaces.actions.circle import NotAllowedHere
from workspaces.actions.hanging import hang_on_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> dict[str, Any]:
    settings.MEDIA_ROOT = str(tmp_path)
    people = {name: confirmed(name.title()) for name in ("alice", "bob", "charlie", "gina")}
    workspace = opened(people["alice"])
    put_in(workspace, people["bob"])
    document = make_document(workspace, people["alice"])
    make_guest(document, people["gina"], writes=True)
    return people | {"workspace": workspace, "document": document}


def signed_in(person: Any) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def form_of(cast: dict[str, Any]) -> str:
    return reverse("workspaces:document-files", args=[cast["document"].pk])


def upload(text: str, name: str = "records.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), content_type="text/plain")


def hang(cast: dict[str, Any], who: str = "bob", text: str = "zanary figures") -> PageFile:
    answer = signed_in(cast[who]).post(form_of(cast), {"files-new": upload(text)})
    assert answer.status_code == 302, answer.content
    return PageFile.objects.filter(page=cast["document"].pk).order_by("-pk")[0]


def read(client: Client, address: str) -> tuple[int, bytes]:
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, body


def test_a_file_is_hung_up_listed_and_handed_out_to_who_sees_the_document(cast):
    file = hang(cast)
    listed = reverse("workspaces:files", args=[cast["workspace"].slug])

    assert "records.txt" in signed_in(cast["alice"]).get(listed).content.decode()
    for who, sees in (("alice", True), ("bob", True), ("gina", True), ("charlie", False)):
        status, body = read(signed_in(cast[who]), file.get_absolute_url())
        assert (b"zanary figures" in body) == sees
        assert (status == 200) == sees
    assert b"zanary" not in read(Client(), file.get_absolute_url())[1]


def test_who_left_gets_the_file_no_more(cast):
    file = hang(cast)

    leave_workspace(workspace=cast["workspace"], by=cast["bob"])

    for address in (file.get_absolute_url(), file.versions.get().get_absolute_url()):
        status, body = read(signed_in(cast["bob"]), address)
        assert status == 404
        assert b"zanary" not in body


@pytest.mark.parametrize("who", ["charlie", "gina", None])
def test_only_members_hang_files_up(cast, who):
    client = signed_in(cast.get(who))

    for answer in (
        client.get(form_of(cast)),
        client.post(form_of(cast), {"files-new": upload("x")}),
    ):
        assert answer.status_code == (404 if who else 302)
    assert not PageFile.objects.exists()
    if who:
        with pytest.raises(NotAllowedHere):
            hang_on_document(document=cast["document"], files={}, removed=(), by=cast[who])


def test_a_form_that_knows_nothing_of_a_file_leaves_it_alone(cast):
    first = hang(cast)
    hang(cast, "alice", "others")

    keys = set(files_snapshot(cast["document"]))
    assert len(keys) == 2
    assert first.key in keys
    hang_on_document(document=cast["document"], files={}, removed={first.key}, by=cast["bob"])
    assert set(files_snapshot(cast["document"])) == keys - {first.key}


def test_a_replaced_file_keeps_its_address_and_its_versions(cast):
    first, second = hang(cast), hang(cast, "alice", "new figures")
    named = files_snapshot(cast["document"])

    hang_on_document(
        document=cast["document"],
        files={first.key: named[second.key]},
        removed={second.key},
        by=cast["alice"],
    )

    client = signed_in(cast["bob"])
    assert read(client, first.get_absolute_url())[1] == b"new figures"
    older = first.versions.get(number=1)
    assert read(client, older.get_absolute_url())[1] == b"zanary figures"


def test_the_list_costs_the_same_for_one_file_and_for_five(cast):
    hang(cast)
    client = signed_in(cast["alice"])
    address = reverse("workspaces:files", args=[cast["workspace"].slug])
    one = count_queries(client, address)
    for number in range(4):
        hang(cast, text=f"more {number}")

    assert count_queries(client, address) == one
