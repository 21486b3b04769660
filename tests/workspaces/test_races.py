"""A hundred at once: nobody twice, nothing lost, no error of ours."""

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from platform_site.access.models import Membership
from platform_site.accounts.models import User
from platform_site.activity.models import Activity
from tests.workspaces.spaces import confirmed, face, opened, put_in, role
from workspaces.actions import (
    AlreadyAnswered,
    LastOwner,
    NotAllowedHere,
    NotOpenAnyMore,
    TooManyInvitations,
    accept_hand_over,
    accept_invitation,
    answer_request,
    ask_to_join,
    create_workspace,
    invite,
    join_workspace,
    leave_workspace,
    offer_hand_over,
    revoke_invitation,
    set_role,
)
from workspaces.models import Document, Invitation, JoinRequest, Workspace

pytestmark = pytest.mark.django_db(transaction=True)
MANY, AT_ONCE = 100, 20


def at_once(*verbs: Callable[[], object]) -> list[object]:
    """Each of the verbs in its turn, a hundred in all, twenty at a time; what each came to."""
    gate = threading.Barrier(AT_ONCE)

    def run(number: int) -> object:
        if number < AT_ONCE:
            gate.wait(30)
        try:
            return verbs[number % len(verbs)]()
        except (
            *(AlreadyAnswered, LastOwner, NotAllowedHere),
            *(NotOpenAnyMore, TooManyInvitations),
        ) as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(MANY)))


def members(workspace: Workspace) -> int:
    return Membership.objects.filter(circle=workspace.own_circle_id).count()


def test_a_hundred_clicks_on_join_are_one_membership() -> None:
    workspace, charlie = opened(confirmed("Alice")), confirmed("Charlie")

    at_once(lambda: join_workspace(workspace=workspace, by=charlie))

    assert members(workspace) == 2
    assert Activity.objects.filter(verb="joined").count() == 1


def test_a_hundred_clicks_on_start_are_one_workspace() -> None:
    alice, key = confirmed("Alice"), uuid.uuid4()

    at_once(lambda: create_workspace(by=alice, content=face(), key=key))

    assert Workspace.objects.count() == 1
    assert Document.objects.count() == 3


def test_a_hundred_requests_are_one_and_get_one_answer() -> None:
    alice, bob, charlie = confirmed("Alice"), confirmed("Bob"), confirmed("Charlie")
    workspace = opened(alice, join_policy="request")
    put_in(workspace, bob, "facilitator")

    at_once(lambda: ask_to_join(workspace=workspace, by=charlie, words="Please"))
    asked = JoinRequest.objects.get()
    at_once(
        lambda: answer_request(request=asked, by=alice, is_accepted=True),
        lambda: answer_request(request=asked, by=bob, is_accepted=False, reason="No"),
    )

    asked.refresh_from_db()
    assert (role(workspace, charlie) == "member") == (asked.state == "accepted")
    assert Activity.objects.filter(verb="answered").count() == 1


def test_a_hundred_invitations_to_one_address_are_one_row_and_three_mails() -> None:
    alice = confirmed("Alice")
    workspace = opened(alice)

    came_to = at_once(lambda: invite(workspace=workspace, by=alice, address="bob@people.example"))

    one = Invitation.objects.get()
    assert one.times_sent == 3
    assert came_to.count(TooManyInvitations) == MANY - 3


def test_accepted_or_taken_back_but_never_both() -> None:
    alice, bob = confirmed("Alice"), confirmed("Bob")
    workspace = opened(alice)
    one = invite(workspace=workspace, by=alice, address=bob.email)

    at_once(
        lambda: accept_invitation(invitation=one, by=bob),
        lambda: revoke_invitation(invitation=one, by=alice),
    )

    one.refresh_from_db()
    assert (one.state == "accepted") == (role(workspace, bob) == "member")
    assert members(workspace) <= 2


def test_roles_handing_over_and_leaving_at_once_leave_exactly_one_owner() -> None:
    alice, bob, dora = confirmed("Alice"), confirmed("Bob"), confirmed("Dora")
    workspace = opened(alice)
    for person in (bob, dora):
        put_in(workspace, person, "facilitator")
    offer = offer_hand_over(workspace=workspace, to=bob, by=alice)

    def change(by: User, person: User, to: str) -> Callable[[], object]:
        return lambda: set_role(workspace=workspace, person=person, role=to, by=by)

    at_once(
        lambda: accept_hand_over(hand_over=offer, by=bob),
        change(alice, bob, "member"),
        change(bob, alice, "member"),
        lambda: leave_workspace(workspace=workspace, by=alice),
        lambda: leave_workspace(workspace=workspace, by=dora),
        change(alice, dora, "facilitator"),
    )

    owners = Membership.objects.filter(circle=workspace.own_circle_id, role="owner")
    assert owners.count() == 1
    assert role(workspace, dora) == ""
