"""The pages of workspaces: who gets which, and what is on them."""

import csv
import io
import json
import uuid
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from platform_site.accounts.models import User
from platform_site.discussions.actions import write_post
from platform_site.moderation.actions import accept_revision
from platform_site.moderation.models import Revision
from tests.factories import make_reviewer, make_subject
from tests.queries import count_queries
from tests.workspaces.spaces import confirmed, face, make_workspace, opened, put_in, role
from tests.workspaces.test_belonging import administrator
from workspaces.actions import ask_to_join, inspect_workspace, invite
from workspaces.actions.documents import create_document
from workspaces.models import Document, Inspection, Invitation, Workspace

pytestmark = pytest.mark.django_db
INSIDE = ("inside", "discussions", "members", "leave", "inspections")
IN_CHARGE = ("requests", "invitations", "guests")
OWNERS = ("settings", "closing", "export")


def client_of(person: User | None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def at(workspace: Workspace, name: str, *more: Any) -> str:
    return reverse(f"workspaces:{name}", args=[workspace.slug, *more])


@pytest.fixture
def cast(db: None) -> dict[str, Any]:
    people = {name: confirmed(name.title()) for name in ("alice", "bob", "dora", "charlie")}
    workspace = make_workspace(people["alice"], "Zanzibar plan")
    put_in(workspace, people["bob"], "facilitator")
    put_in(workspace, people["dora"])
    return people | {"workspace": workspace, "mona": make_reviewer(), "ada": administrator()}


@pytest.mark.parametrize("who", ["alice", "bob", "dora", "charlie", "mona", "ada", None])
def test_each_part_answers_each_person_as_the_role_says(cast: dict[str, Any], who: Any) -> None:
    client = client_of(cast.get(who))
    answers = {
        name: client.get(at(cast["workspace"], name)).status_code
        for name in ("detail", *INSIDE, *IN_CHARGE, *OWNERS, "inspection")
    }

    inside = {"alice", "bob", "dora"}
    no = 302 if who is None else 404
    expected = {"detail": 200 if who in inside else 404}
    expected |= dict.fromkeys(INSIDE, 200 if who in inside else no)
    expected |= {name: 200 if who in {"alice", "bob"} else no for name in IN_CHARGE}
    expected |= dict.fromkeys(OWNERS, 200 if who == "alice" else no)
    expected["inspection"] = 200 if who == "ada" else no
    assert answers == expected


def test_what_somebody_may_not_see_answers_like_what_is_not_there(cast: dict[str, Any]) -> None:
    client = client_of(cast["charlie"])
    for name in ("detail", *INSIDE, *IN_CHARGE, *OWNERS, "inspection"):
        hidden = client.get(at(cast["workspace"], name))
        nothing = client.get(reverse(f"workspaces:{name}", args=["nothing"]))

        assert hidden.status_code == nothing.status_code == 404
        assert b"Zanzibar" not in hidden.content


def test_rows_of_another_workspace_are_not_reached_through_ones_own(cast: dict[str, Any]) -> None:
    charlie = cast["charlie"]
    own = opened(charlie)
    foreign = invite(workspace=cast["workspace"], by=cast["alice"], address="x@people.example")
    client = client_of(charlie)

    answers = {
        client.post(at(own, "sent-invitation", foreign.pk), {"revoke": "1"}).status_code,
        client.post(at(own, "member", cast["dora"].pk), {"facilitator": "1"}).status_code,
        client.get(at(own, "member", cast["dora"].pk)).status_code,
        client.get(at(own, "request", 1)).status_code,
        client.post(at(own, "revocation", 1)).status_code,
    }

    assert answers == {404}
    assert Invitation.objects.get().state == "open"


def test_a_workspace_is_made_from_the_action_plan(client: Client) -> None:
    alice = confirmed("Alice")
    client.force_login(alice)
    purposes = client.get("/en/workspaces/new/").content.decode()
    assert "National strategy and action plan" in purposes
    form = client.get("/en/workspaces/new/?type=action-plan")
    said = face("Our plan", type="action-plan", subjects="", tags="") | {
        "key": str(form.context["submission"]["key"].value())
    }

    first = client.post("/en/workspaces/new/?type=action-plan", said)
    second = client.post("/en/workspaces/new/?type=action-plan", said)

    workspace = Workspace.objects.get()
    assert first.url == second.url == at(workspace, "inside")
    assert role(workspace, alice) == "owner"
    documents = Document.objects.filter(workspace=workspace)
    assert [document.title for document in documents.order_by("position")] == [
        "Assessment",
        "Strategy",
        "Action plan",
        "Social dialogue",
    ]
    assert {document.circle_id for document in documents} == {workspace.own_circle_id}
    plan = documents.get(title="Action plan").text.html
    assert "<th>Responsible</th>" in plan
    assert "<h2>Actions</h2>" in plan
    inside = client.get(first.url).content.decode()
    assert "Cost the options" in inside or "Say who leads" in inside


@pytest.mark.parametrize("language", ["fr", "es", "ar"])
def test_outlines_are_in_the_language_of_the_workspace(language: str) -> None:
    workspace = make_workspace(confirmed("Alice"), language=language)

    texts = Document.objects.filter(workspace=workspace).values_list("language", flat=True)
    assert set(texts) == {language}


def test_a_public_face_waits_for_a_reviewer_and_is_seen_by_members_meanwhile() -> None:
    alice, mona = confirmed("Alice"), make_reviewer()
    workspace = make_workspace(alice, visibility="public")
    assert workspace.audience == "members"
    assert client_of(None).get(workspace.get_absolute_url()).status_code == 404
    assert client_of(confirmed("Charlie")).get(workspace.get_absolute_url()).status_code == 200

    accept_revision(revision=Revision.objects.get(page=workspace.pk), by=mona)

    assert client_of(None).get(workspace.get_absolute_url()).status_code == 200


def test_closing_the_face_happens_at_once(cast: dict[str, Any]) -> None:
    alice = cast["alice"]
    workspace = opened(alice)
    client = client_of(alice)
    page = client.get(at(workspace, "settings"))
    key = str(page.context["submission"]["key"].value())

    client.post(at(workspace, "settings"), face(subjects="", tags="") | {"key": key})

    assert client_of(cast["charlie"]).get(workspace.get_absolute_url()).status_code == 404
    assert client.get(workspace.get_absolute_url()).status_code == 200


def test_only_its_owner_changes_a_face_and_nobody_comments_on_it() -> None:
    workspace = opened(confirmed("Alice"))
    client = client_of(confirmed("Charlie"))

    assert client.get(f"/en/pages/{workspace.pk}/suggestions/new/").status_code == 302
    assert client.get(f"/en/pages/{workspace.pk}/comments/new/").status_code == 404


def test_asking_inviting_and_answering_work_without_a_script() -> None:
    alice, charlie = confirmed("Alice"), confirmed("Charlie")
    workspace = opened(alice, join_policy="request")
    asking, owner = client_of(charlie), client_of(alice)
    empty = asking.post(at(workspace, "join"), {"words": ""})
    asking.post(at(workspace, "join"), {"words": "I know the law"})
    request = workspace.join_requests.get()
    page = owner.get(at(workspace, "request", request.pk)).content.decode()
    no_reason = owner.post(at(workspace, "request", request.pk), {"answer": "refuse"})
    owner.post(at(workspace, "request", request.pk), {"answer": "accept"})

    assert (empty.status_code, no_reason.status_code) == (422, 422)
    assert "I know the law" in page
    assert role(workspace, charlie) == "member"


def test_an_invitation_leads_from_the_mail_to_the_inside(client: Client) -> None:
    alice = confirmed("Alice")
    workspace = make_workspace(alice)
    owner = client_of(alice)
    owner.post(
        at(workspace, "invitations"),
        {"addresses": "bob@people.example\ndora@people.example", "role": "member", "words": ""},
    )
    one = Invitation.objects.get(address="bob@people.example")
    link = reverse("workspaces:invitation", args=[one.token])
    anonymous = client.get(link)
    assert anonymous.status_code == 302
    assert "next=" in anonymous.url
    client.force_login(confirmed("Charlie"))
    assert client.get(link).status_code == client.post(link, {"accept": "1"}).status_code == 403
    assert b"Pension reform" not in client.get(link).content

    client.force_login(confirmed("Bob"))
    assert b"Pension reform" in client.get(link).content
    answer = client.post(link, {"accept": "1"})

    assert answer.url == at(workspace, "inside")
    assert client.get(answer.url).status_code == 200
    assert client.post(link, {"accept": "1"}).status_code == 409


def test_wrong_addresses_come_back_with_all_that_was_typed() -> None:
    alice = confirmed("Alice")
    workspace = make_workspace(alice)

    answer = client_of(alice).post(
        at(workspace, "invitations"),
        {"addresses": "bob@people.example\nnobody", "role": "member", "words": "Hello you"},
    )

    assert answer.status_code == 422
    assert "Hello you" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_the_owner_sees_members_with_their_roles(cast: dict[str, Any]) -> None:
    page = client_of(cast["alice"]).get(at(cast["workspace"], "members"))

    said = [(one.name, one.role) for one in page.context["people"]]
    assert said == [("Alice", "owner"), ("Bob", "facilitator"), ("Dora", "member")]


def test_a_look_shows_all_for_an_hour_and_the_circle_reads_who_looked(
    cast: dict[str, Any],
) -> None:
    workspace = cast["workspace"]
    create_document(
        workspace=workspace,
        title="Costs",
        text="Zanzibar costs",
        by=cast["alice"],
        key=uuid.uuid4(),
    )
    ada = client_of(cast["ada"])
    assert "Zanzibar" not in ada.get(at(workspace, "inspection")).content.decode()
    assert ada.post(at(workspace, "inspection"), {"reason": ""}).status_code == 422
    ada.post(at(workspace, "inspection"), {"reason": "A report of fraud"})

    page = ada.get(at(workspace, "inspection")).content.decode()
    assert "Zanzibar costs" in page
    log = client_of(cast["dora"]).get(at(workspace, "inspections")).content.decode()
    assert "A report of fraud" in log
    assert ada.get(at(workspace, "inside")).status_code == 404
    Inspection.objects.update(ends_at="2020-01-01T00:00Z")
    assert "Zanzibar costs" not in ada.get(at(workspace, "inspection")).content.decode()


def test_a_look_of_somebody_else_or_elsewhere_opens_nothing(cast: dict[str, Any]) -> None:
    inspect_workspace(workspace=cast["workspace"], by=cast["ada"], reason="A report")
    other = make_workspace(cast["charlie"], "Another")

    assert "Another" not in client_of(cast["ada"]).get(at(other, "inspection")).content.decode()
    eve = client_of(administrator("Eve"))
    assert "Zanzibar" not in eve.get(at(cast["workspace"], "inspection")).content.decode()


def test_everything_is_in_the_file(cast: dict[str, Any]) -> None:
    workspace, alice = cast["workspace"], cast["alice"]
    document = create_document(
        workspace=workspace, title="Costs", text="**Bold** figures", by=alice, key=uuid.uuid4()
    )
    write_post(page=document, by=alice, source="I agree", language="en", key=uuid.uuid4())
    answer = client_of(alice).post(at(workspace, "export"))

    file = zipfile.ZipFile(io.BytesIO(b"".join(answer)))
    names = file.namelist()
    markdown = next(name for name in names if name.endswith("-costs.md"))
    assert "**Bold** figures" in file.read(markdown).decode()
    page = file.read(markdown.replace(".md", ".html")).decode()
    assert "<strong>Bold</strong>" in page
    members = list(csv.reader(io.StringIO(file.read("members.csv").decode())))
    assert [row[:2] for row in members[1:]] == [
        ["Alice", "owner"],
        ["Bob", "facilitator"],
        ["Dora", "member"],
    ]
    assert "@" not in file.read("members.csv").decode()
    said = json.loads(file.read("discussions.json"))
    assert [post["text"] for post in said["posts"]] == ["I agree"]
    assert len(file.read("tasks.csv").decode().splitlines()) > 3


def test_lists_and_insides_cost_the_same_for_1_3_and_10() -> None:
    alice, charlie = confirmed("Alice"), confirmed("Charlie")
    country = make_subject("KHM", "Cambodia")
    first = opened(alice, subjects={"KHM": 3})
    client = client_of(charlie)
    owner = client_of(alice)
    measured = []
    for more in (1, 2, 7):
        for number in range(more):
            member = confirmed(f"Person {more} {number}")
            put_in(first, member)
            opened(member, title=f"Another {more} {number}", subjects={"KHM": 3})
            ask = opened(alice, join_policy="request", title=f"Asked {more} {number}")
            ask_to_join(workspace=ask, by=charlie, words="Please")
        addresses = ("/en/workspaces/", "/en/workspaces/?about=KHM&type=research")
        cost = {address: count_queries(client, address) for address in addresses}
        cost |= {name: count_queries(owner, at(first, name)) for name in (*INSIDE, *IN_CHARGE)}
        measured.append(cost)

    assert measured[0] == measured[1] == measured[2]
    assert max(measured[2].values()) <= 30
    assert country.code == "KHM"
