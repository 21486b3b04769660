"""Coming in: joining, asking, being invited."""

from datetime import timedelta

import pytest
from django.utils import timezone

from platform_site.access.models import Membership
from platform_site.activity.models import Activity
from platform_site.moderation.actions import NotAllowedToContribute
from platform_site.moderation.models import PostingRight
from platform_site.notifications.models import Letter
from tests.workspaces.spaces import confirmed, make_workspace, opened, put_in, role
from workspaces.actions import (
    AlreadyAnswered,
    NotAllowedHere,
    NotAsking,
    NotOpen,
    NotOpenAnyMore,
    OtherAddress,
    TooManyInvitations,
    accept_invitation,
    answer_request,
    archive_workspace,
    ask_to_join,
    decline_invitation,
    invite,
    join_workspace,
    revoke_invitation,
    send_again,
    withdraw_request,
)
from workspaces.models import Invitation, JoinRequest

pytestmark = pytest.mark.django_db


def test_anyone_joins_an_open_workspace_once() -> None:
    alice, charlie = confirmed("Alice"), confirmed("Charlie")
    workspace = opened(alice)

    join_workspace(workspace=workspace, by=charlie)
    join_workspace(workspace=workspace, by=charlie)

    assert role(workspace, charlie) == "member"
    assert Membership.objects.filter(user=charlie).count() == 1
    assert Activity.objects.filter(verb="joined", actor=charlie).count() == 1


@pytest.mark.parametrize("policy", ["request", "invite"])
def test_nobody_joins_what_is_not_open(policy: str) -> None:
    workspace = opened(confirmed("Alice"), join_policy=policy)

    with pytest.raises(NotOpen):
        join_workspace(workspace=workspace, by=confirmed("Charlie"))


def test_nobody_joins_what_only_its_members_know_of() -> None:
    workspace = make_workspace(confirmed("Alice"), join_policy="open")
    charlie = confirmed("Charlie")

    with pytest.raises(NotOpen):
        join_workspace(workspace=workspace, by=charlie)
    assert role(workspace, charlie) == ""


def test_nobody_joins_what_is_archived() -> None:
    alice = confirmed("Alice")
    workspace = opened(alice)
    archive_workspace(workspace=workspace, by=alice)

    with pytest.raises(NotOpen):
        join_workspace(workspace=workspace, by=confirmed("Charlie"))


def test_who_may_not_contribute_neither_joins_nor_asks_nor_accepts() -> None:
    alice, charlie = confirmed("Alice"), confirmed("Charlie")
    is_open, on_request = opened(alice), opened(alice, join_policy="request")
    invitation = invite(workspace=is_open, by=alice, address=charlie.email)
    PostingRight.objects.create(user=charlie, level="blocked", reason="Advertising")

    with pytest.raises(NotAllowedToContribute):
        join_workspace(workspace=is_open, by=charlie)
    with pytest.raises(NotAllowedToContribute):
        ask_to_join(workspace=on_request, by=charlie, words="Please")
    with pytest.raises(NotAllowedToContribute):
        accept_invitation(invitation=invitation, by=charlie)
    assert role(is_open, charlie) == role(on_request, charlie) == ""


def test_a_request_is_told_to_those_in_charge_and_answered_once() -> None:
    alice, bob, charlie = confirmed("Alice"), confirmed("Bob"), confirmed("Charlie")
    workspace = opened(alice, join_policy="request")
    put_in(workspace, bob, "facilitator")
    put_in(workspace, confirmed("Dora"))

    asked = ask_to_join(workspace=workspace, by=charlie, words="I know the law")
    again = ask_to_join(workspace=workspace, by=charlie, words="Again")
    answer_request(request=asked, by=bob, is_accepted=True)

    assert again == asked
    told = Activity.objects.filter(verb="asked").values_list("concerns__display_name", flat=True)
    assert sorted(told) == ["Alice", "Bob"]
    assert role(workspace, charlie) == "member"
    with pytest.raises(AlreadyAnswered):
        answer_request(request=asked, by=alice, is_accepted=False, reason="No")
    assert role(workspace, charlie) == "member"


def test_who_is_refused_stays_outside_and_reads_why() -> None:
    alice, charlie = confirmed("Alice"), confirmed("Charlie")
    workspace = opened(alice, join_policy="request")
    asked = ask_to_join(workspace=workspace, by=charlie, words="Please")

    answer_request(request=asked, by=alice, is_accepted=False, reason="It is about one fund")

    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("refused", "It is about one fund")
    assert role(workspace, charlie) == ""


def test_a_plain_member_answers_no_request() -> None:
    alice, bob, charlie = confirmed("Alice"), confirmed("Bob"), confirmed("Charlie")
    workspace = opened(alice, join_policy="request")
    put_in(workspace, bob)
    asked = ask_to_join(workspace=workspace, by=charlie, words="Please")

    for person in (bob, charlie):
        with pytest.raises(NotAllowedHere):
            answer_request(request=asked, by=person, is_accepted=True)
    assert role(workspace, charlie) == ""


def test_a_member_does_not_ask_and_a_request_taken_back_is_not_answered() -> None:
    alice, charlie = confirmed("Alice"), confirmed("Charlie")
    workspace = opened(alice, join_policy="request")
    asked = ask_to_join(workspace=workspace, by=charlie, words="Please")
    withdraw_request(request=asked, by=charlie)

    with pytest.raises(AlreadyAnswered):
        answer_request(request=asked, by=alice, is_accepted=True)
    with pytest.raises(NotAsking):
        ask_to_join(workspace=workspace, by=alice, words="Please")
    assert JoinRequest.objects.get().state == "withdrawn"


def test_an_invitation_goes_to_an_address_without_an_account_and_waits_for_it() -> None:
    alice = confirmed("Alice")
    workspace = make_workspace(alice, "Secret plan")

    invitation = invite(workspace=workspace, by=alice, address="New.Person@People.example")

    letter = Letter.objects.get()
    assert letter.address == "new.person@people.example"
    assert "Secret plan" in letter.subject
    assert invitation.token in letter.text
    new = confirmed("New", email="new.person@people.example")
    accept_invitation(invitation=invitation, by=new)
    assert role(workspace, new) == "member"


def test_somebody_elses_link_and_an_address_not_confirmed_open_nothing() -> None:
    alice, charlie = confirmed("Alice"), confirmed("Charlie")
    workspace = make_workspace(alice)
    invitation = invite(workspace=workspace, by=alice, address="bob@people.example")
    bob = confirmed("Bob")
    bob.emailaddress_set.update(verified=False)

    for person in (bob, charlie):
        with pytest.raises(OtherAddress):
            accept_invitation(invitation=invitation, by=person)
        with pytest.raises(OtherAddress):
            decline_invitation(invitation=invitation, by=person)
    assert Membership.objects.filter(circle=workspace.own_circle_id).count() == 1
    assert Invitation.objects.get().state == "open"


@pytest.mark.parametrize("how", ["accepted", "declined", "revoked", "expired", "archived"])
def test_an_invitation_that_is_over_opens_nothing(how: str) -> None:
    alice, bob = confirmed("Alice"), confirmed("Bob")
    workspace = make_workspace(alice)
    invitation = invite(workspace=workspace, by=alice, address=bob.email)
    if how == "accepted":
        accept_invitation(invitation=invitation, by=bob)
        Membership.objects.filter(user=bob).delete()
    elif how == "declined":
        decline_invitation(invitation=invitation, by=bob)
    elif how == "revoked":
        revoke_invitation(invitation=invitation, by=alice)
    elif how == "expired":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    else:
        archive_workspace(workspace=workspace, by=alice)

    with pytest.raises(NotOpenAnyMore):
        accept_invitation(invitation=invitation, by=bob)
    assert role(workspace, bob) == ""


def test_only_an_owner_invites_a_facilitator_and_nobody_invites_an_owner() -> None:
    alice, bob, dora = confirmed("Alice"), confirmed("Bob"), confirmed("Dora")
    workspace = make_workspace(alice)
    put_in(workspace, bob, "facilitator")
    put_in(workspace, dora)

    invite(workspace=workspace, by=bob, address="a@people.example")
    invite(workspace=workspace, by=alice, address="b@people.example", role="facilitator")

    with pytest.raises(NotAllowedHere):
        invite(workspace=workspace, by=bob, address="c@people.example", role="facilitator")
    with pytest.raises(NotAllowedHere):
        invite(workspace=workspace, by=dora, address="d@people.example")
    assert sorted(Invitation.objects.values_list("address", flat=True)) == [
        "a@people.example",
        "b@people.example",
    ]


def test_inviting_again_sends_the_same_invitation_three_times_at_most() -> None:
    alice = confirmed("Alice")
    workspace = make_workspace(alice)
    first = invite(workspace=workspace, by=alice, address="bob@people.example")
    second = invite(workspace=workspace, by=alice, address="BOB@people.example")
    send_again(invitation=first, by=alice)

    assert second == first
    assert Letter.objects.count() == 3
    with pytest.raises(TooManyInvitations):
        invite(workspace=workspace, by=alice, address="bob@people.example")
    with pytest.raises(TooManyInvitations):
        send_again(invitation=first, by=alice)


def test_somebody_who_declined_is_not_written_to_without_end() -> None:
    alice, bob = confirmed("Alice"), confirmed("Bob")
    workspace = make_workspace(alice)
    for _time in range(3):
        decline_invitation(
            invitation=invite(workspace=workspace, by=alice, address=bob.email), by=bob
        )

    with pytest.raises(TooManyInvitations):
        invite(workspace=workspace, by=alice, address=bob.email)
