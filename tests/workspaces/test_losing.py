"""Whoever leaves or loses a circle gets nothing of it from that moment, of what was queued too."""

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forums.models import Forum
from platform_site.access.models import Membership
from platform_site.accounts.holdings import erase_person
from platform_site.accounts.models import User
from platform_site.discussions.actions import write_post
from platform_site.moderation.actions import archive_page
from platform_site.notifications.actions import fan_out, prepare_digests, send_due
from platform_site.notifications.models import Delivery, Follow
from platform_site.pages.models import PageGrant
from tests.factories import make_reviewer
from tests.mail import SmtpSink, everything_in
from tests.workspaces.spaces import confirmed, face, opened, put_in
from workspaces.actions import (
    AlreadyAnswered,
    NotOpenAnyMore,
    accept_invitation,
    answer_request,
    ask_to_join,
    change_workspace,
    decline_invitation,
    invite,
    leave_workspace,
    remove_member,
    revoke_guest,
    revoke_invitation,
    withdraw_request,
)
from workspaces.actions.documents import create_document, save_document
from workspaces.actions.tasks import add_task
from workspaces.models import Document, Draft, Invitation, Workspace

pytestmark = pytest.mark.django_db
CANARY = re.compile(r"zanary\w+", re.IGNORECASE)
# What is searched for stands in the answer again.
TYPED = "zanarytit"


@dataclass
class World:
    workspace: Workspace
    document: Document
    alice: User
    bob: User

    def fill(self) -> None:
        """Something new in every corner, and everything told as far as it may be told."""
        mark = uuid.uuid4().hex[:6]
        version = Document.objects.get(pk=self.document.pk).version
        save_document(
            document=self.document,
            based_on=version,
            title="zanarytitle",
            text=f"zanarytext{mark}",
            by=self.alice,
            key=uuid.uuid4(),
        )
        for page in (self.document, Forum.objects.get(circle=self.workspace.own_circle)):
            write_post(
                page=page,
                by=self.alice,
                source=f"zanarypost{mark}",
                language="en",
                key=uuid.uuid4(),
            )
        add_task(
            workspace=self.workspace, title=f"zanarytask{mark}", by=self.alice, key=uuid.uuid4()
        )
        fan_out()


@pytest.fixture
def world() -> World:
    alice, bob = confirmed("Alice"), confirmed("Bob")
    workspace = opened(alice, join_policy="request")
    document = create_document(
        workspace=workspace, title="zanarytitle", text="zanarytext", by=alice, key=uuid.uuid4()
    )
    # Whoever once could follow what is inside might do so still: nothing may come of it.
    forum = Forum.objects.get(circle=workspace.own_circle)
    for page, often in ((document, "now"), (forum, "daily"), (workspace, "now")):
        Follow.objects.create(page_id=page.pk, user=bob, level="watching", frequency=often)
    return World(workspace, document, alice, bob)


def is_in(world: World) -> None:
    put_in(world.workspace, world.bob)
    Draft.objects.create(
        user=world.bob,
        workspace=world.workspace,
        document=world.document,
        key=uuid.uuid4(),
        title="zanarydraft",
        text="zanarydraft",
    )


def is_guest(world: World) -> None:
    PageGrant.objects.create(page=world.document, user=world.bob, granted_by=world.alice)


def is_invited(world: World) -> None:
    invite(workspace=world.workspace, by=world.alice, address=world.bob.email)


def has_asked(world: World) -> None:
    ask_to_join(workspace=world.workspace, by=world.bob, words="Please")


def nothing(world: World) -> None:
    """A stranger who sees the face."""


def leaves(world: World) -> None:
    leave_workspace(workspace=world.workspace, by=world.bob)


def is_put_out(world: World) -> None:
    remove_member(workspace=world.workspace, person=world.bob, by=world.alice, reason="x")


def is_deactivated(world: World) -> None:
    User.objects.filter(pk=world.bob.pk).update(is_active=False)


def is_deleted(world: World) -> None:
    erase_person(person=world.bob)


def is_taken_out_by_staff(world: World) -> None:
    Membership.objects.filter(user=world.bob).delete()


def guest_is_revoked(world: World) -> None:
    revoke_guest(workspace=world.workspace, grant=PageGrant.objects.get(), by=world.alice)


def invitation_is_revoked(world: World) -> None:
    one = Invitation.objects.get()
    revoke_invitation(invitation=one, by=world.alice)
    with pytest.raises(NotOpenAnyMore):
        accept_invitation(invitation=one, by=world.bob)


def invitation_expires(world: World) -> None:
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(NotOpenAnyMore):
        accept_invitation(invitation=Invitation.objects.get(), by=world.bob)


def declines(world: World) -> None:
    decline_invitation(invitation=Invitation.objects.get(), by=world.bob)


def is_refused(world: World) -> None:
    asked = world.workspace.join_requests.get()
    answer_request(request=asked, by=world.alice, is_accepted=False, reason="No")


def withdraws(world: World) -> None:
    asked = world.workspace.join_requests.get()
    withdraw_request(request=asked, by=world.bob)
    with pytest.raises(AlreadyAnswered):
        answer_request(request=asked, by=world.alice, is_accepted=True)


def face_is_closed(world: World) -> None:
    change_workspace(workspace=world.workspace, content=face("zanaryface"), by=world.alice)


def staff_take_it_off_the_site(world: World) -> None:
    archive_page(page=world.workspace, by=make_reviewer())


WAYS: list[tuple[Callable[[World], None], Callable[[World], None]]] = [
    (is_in, leaves),
    (is_in, is_put_out),
    (is_in, is_deactivated),
    (is_in, is_deleted),
    (is_in, is_taken_out_by_staff),
    (is_guest, guest_is_revoked),
    (is_invited, invitation_is_revoked),
    (is_invited, invitation_expires),
    (is_invited, declines),
    (has_asked, is_refused),
    (has_asked, withdraws),
    (nothing, face_is_closed),
]


@pytest.mark.parametrize(
    ("before", "way"), WAYS, ids=[way.__name__.replace("_", "-") for _before, way in WAYS]
)
def test_nothing_of_it_comes_any_more(
    world: World, smtp_sink: SmtpSink, before: Callable[[World], None], way: Callable[[World], None]
) -> None:
    client = Client()
    client.force_login(world.bob)
    before(world)
    world.fill()
    queued = Delivery.objects.filter(person=world.bob, state="waiting").count()
    assert queued > 0 or before not in (is_in, is_guest)

    way(world)
    world.fill()
    morning()

    assert found_by(client, world) == set()
    mails = [everything_in(mail) for mail in smtp_sink.to(world.bob.email)]
    assert {word for mail in mails for word in CANARY.findall(mail)} == set()


def morning() -> None:
    """Sends what waits, and the digest of tomorrow."""
    send_due()
    prepare_digests(now=timezone.now() + timedelta(days=1))
    Delivery.objects.filter(channel="mail", state="waiting").update(due_at=timezone.now())
    send_due()


def found_by(client: Client, world: World, *, tries_to_change: bool = True) -> set[str]:
    found = set()
    methods = (client.get, client.post) if tries_to_change else (client.get,)
    for address in addresses(world):
        for method in methods:
            response: Any = method(address)
            body = b"".join(response) if response.streaming else response.content
            heads = " ".join(f"{name}: {value}" for name, value in response.items())
            found |= set(CANARY.findall(body.decode(errors="replace") + heads))
    return found - {TYPED}


def addresses(world: World) -> list[str]:
    workspace, document = world.workspace, world.document
    of_workspace = (
        *("detail", "inside", "discussions", "members", "documents", "tasks", "leave", "join"),
        *("requests", "invitations", "guests", "export", "settings", "inspections", "tasks-csv"),
    )
    of_document = ("document", "edit-document", "draft", "editors", "history", "place", "removal")
    forum = Forum.objects.get(circle=workspace.own_circle)
    return [
        *(reverse(f"workspaces:{name}", args=[workspace.slug]) for name in of_workspace),
        *(reverse(f"workspaces:{name}", args=[document.pk]) for name in of_document),
        reverse("workspaces:document-export", args=[document.pk, "md"]),
        *(f"/en/pages/{pk}/{path}/" for pk in (document.pk, forum.pk) for path in PARTS),
        f"/id/document/{document.pk}",
        f"/id/workspace/{workspace.pk}",
        forum.get_absolute_url(),
        *("/en/", "/en/me/", "/en/me/notifications/", "/en/me/follows/", "/en/me/mail/"),
        *("/en/workspaces/", "/en/workspaces/?mine=yes", "/en/forums/", "/en/feed/"),
        *(f"/en/search/?q={TYPED}", f"/en/search/suggestions/?q={TYPED}"),
    ]


PARTS = ("comments/new", "follow", "reports/new", "suggestions/new")


def test_a_workspace_that_staff_took_off_the_site_is_closed_to_its_members_too(
    world: World,
) -> None:
    is_in(world)
    staff_take_it_off_the_site(world)
    client = Client()
    client.force_login(world.bob)

    answers = {
        client.get(reverse(f"workspaces:{name}", args=[world.workspace.slug])).status_code
        for name in ("detail", "inside", "documents", "tasks", "members", "discussions")
    }
    assert answers == {404}


def test_who_is_in_finds_all_of_it(world: World, smtp_sink: SmtpSink) -> None:
    """The test above would find nothing of an empty world, either."""
    is_in(world)
    client = Client()
    client.force_login(world.bob)
    world.fill()
    morning()

    assert "zanarytitle" in found_by(client, world, tries_to_change=False)
    assert smtp_sink.to(world.bob.email)
