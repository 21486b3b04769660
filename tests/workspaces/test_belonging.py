"""Roles, handing over, leaving, archiving, and the administrator's written-down look."""

import itertools

import pytest
from django.contrib.auth.models import Permission

from platform_site.access.models import Membership
from platform_site.accounts.holdings import erase_person
from platform_site.accounts.models import User
from platform_site.activity.models import Activity
from platform_site.notifications.models import Letter
from tests.workspaces.spaces import confirmed, make_workspace, opened, put_in, role
from workspaces import permissions
from workspaces.actions import (
    LastOwner,
    NotAllowedHere,
    accept_hand_over,
    archive_workspace,
    end_hand_over,
    inspect_workspace,
    leave_workspace,
    offer_hand_over,
    remove_member,
    reopen_workspace,
    set_resting,
    set_role,
    show_member,
)
from workspaces.models import Inspection, Workspace

pytestmark = pytest.mark.django_db
ROLES = ("owner", "facilitator", "member", "")


def test_what_each_role_may_do() -> None:
    table = {
        (who, archived): (
            permissions.may_write(who, is_archived=archived),
            permissions.may_admit(who, is_archived=archived),
            permissions.may_govern(who),
        )
        for who, archived in itertools.product(ROLES, (False, True))
    }

    assert table == {
        ("owner", False): (True, True, True),
        ("owner", True): (False, False, True),
        ("facilitator", False): (True, True, False),
        ("facilitator", True): (False, False, False),
        ("member", False): (True, False, False),
        ("member", True): (False, False, False),
        ("", False): (False, False, False),
        ("", True): (False, False, False),
    }


@pytest.fixture
def cast() -> tuple[Workspace, User, User, User]:
    """The workspace, Alice who owns it, Bob who facilitates, Dora who is a member."""
    alice, bob, dora = confirmed("Alice"), confirmed("Bob"), confirmed("Dora")
    workspace = make_workspace(alice)
    put_in(workspace, bob, "facilitator")
    put_in(workspace, dora)
    return workspace, alice, bob, dora


def test_only_the_owner_governs(cast: tuple[Workspace, User, User, User]) -> None:
    workspace, _alice, bob, dora = cast
    stranger = confirmed("Charlie")

    for person in (bob, dora, stranger):
        for verb in (
            lambda by: set_role(workspace=workspace, person=dora, role="facilitator", by=by),
            lambda by: remove_member(workspace=workspace, person=dora, by=by, reason="x"),
            lambda by: offer_hand_over(workspace=workspace, to=bob, by=by),
            lambda by: archive_workspace(workspace=workspace, by=by),
            lambda by: reopen_workspace(workspace=workspace, by=by),
            lambda by: set_resting(workspace=workspace, by=by, is_resting=True),
        ):
            with pytest.raises(NotAllowedHere):
                verb(person)
    assert (role(workspace, bob), role(workspace, dora)) == ("facilitator", "member")


def test_the_owner_leaves_only_after_handing_over(
    cast: tuple[Workspace, User, User, User],
) -> None:
    workspace, alice, bob, dora = cast
    with pytest.raises(LastOwner):
        leave_workspace(workspace=workspace, by=alice)

    offer = offer_hand_over(workspace=workspace, to=dora, by=alice)
    with pytest.raises(NotAllowedHere):
        accept_hand_over(hand_over=offer, by=bob)
    assert role(workspace, alice) == "owner"
    accept_hand_over(hand_over=offer, by=dora)
    assert (role(workspace, dora), role(workspace, alice)) == ("owner", "facilitator")
    leave_workspace(workspace=workspace, by=alice)

    assert role(workspace, alice) == ""
    with pytest.raises(NotAllowedHere):
        accept_hand_over(hand_over=offer, by=dora)


def test_an_offer_declined_or_taken_back_or_made_to_another_changes_nothing(
    cast: tuple[Workspace, User, User, User],
) -> None:
    workspace, alice, bob, dora = cast
    declined = offer_hand_over(workspace=workspace, to=bob, by=alice)
    end_hand_over(hand_over=declined, by=bob)
    taken_back = offer_hand_over(workspace=workspace, to=bob, by=alice)
    end_hand_over(hand_over=taken_back, by=alice)
    replaced = offer_hand_over(workspace=workspace, to=bob, by=alice)
    offer_hand_over(workspace=workspace, to=dora, by=alice)

    for offer in (declined, taken_back, replaced):
        with pytest.raises(NotAllowedHere):
            accept_hand_over(hand_over=offer, by=bob)
    assert role(workspace, alice) == "owner"


def test_nobody_takes_a_workspace_over_that_they_have_left(
    cast: tuple[Workspace, User, User, User],
) -> None:
    workspace, alice, bob, _dora = cast
    offer = offer_hand_over(workspace=workspace, to=bob, by=alice)
    leave_workspace(workspace=workspace, by=bob)

    with pytest.raises(NotAllowedHere):
        accept_hand_over(hand_over=offer, by=bob)
    with pytest.raises(NotAllowedHere):
        offer_hand_over(workspace=workspace, to=bob, by=alice)


def test_an_owner_is_neither_demoted_nor_put_out_nor_made_by_a_role(
    cast: tuple[Workspace, User, User, User],
) -> None:
    workspace, alice, _bob, dora = cast

    for verb in (
        lambda: set_role(workspace=workspace, person=alice, role="member", by=alice),
        lambda: set_role(workspace=workspace, person=dora, role="owner", by=alice),
        lambda: remove_member(workspace=workspace, person=alice, by=alice, reason="x"),
    ):
        with pytest.raises(LastOwner):
            verb()
    assert (role(workspace, alice), role(workspace, dora)) == ("owner", "member")


def test_who_is_put_out_is_told_why(cast: tuple[Workspace, User, User, User]) -> None:
    workspace, alice, bob, _dora = cast

    remove_member(workspace=workspace, person=bob, by=alice, reason="You changed your job")

    letter = Letter.objects.get()
    assert letter.address == bob.email
    assert "You changed your job" in letter.text
    assert role(workspace, bob) == ""


def test_when_an_owner_deletes_the_account_the_workspace_passes_on(
    cast: tuple[Workspace, User, User, User],
) -> None:
    workspace, alice, bob, dora = cast

    erase_person(person=alice)
    assert (role(workspace, bob), role(workspace, dora)) == ("owner", "member")

    leave_workspace(workspace=workspace, by=dora)
    erase_person(person=bob)
    workspace.refresh_from_db()
    assert workspace.status == "archived"
    assert not Membership.objects.filter(circle=workspace.own_circle_id).exists()


def test_being_named_on_the_face_ends_with_the_membership(
    cast: tuple[Workspace, User, User, User],
) -> None:
    workspace, _alice, bob, _dora = cast
    show_member(workspace=workspace, by=bob, is_shown=True)
    leave_workspace(workspace=workspace, by=bob)
    put_in(workspace, bob)

    assert not Membership.objects.filter(user=bob, shown__isnull=False).exists()


def administrator(name: str = "Ada") -> User:
    person = confirmed(name, is_staff=True)
    permission = Permission.objects.get(
        content_type__app_label="workspaces", codename="inspect_workspace"
    )
    person.user_permissions.add(permission)
    return User.objects.get(pk=person.pk)


def test_an_administrator_looks_in_with_a_reason_and_the_owner_is_told(
    cast: tuple[Workspace, User, User, User],
) -> None:
    workspace, alice, _bob, _dora = cast
    ada = administrator()

    look = inspect_workspace(workspace=workspace, by=ada, reason="A report of fraud")

    assert look.is_open
    told = Activity.objects.get(verb="inspected")
    assert (told.actor, told.concerns, told.page_id) == (ada, alice, workspace.pk)


def test_nobody_else_looks_in(cast: tuple[Workspace, User, User, User]) -> None:
    workspace, alice, bob, _dora = cast
    staff = confirmed("Sam", is_staff=True)
    former = administrator("Fay")
    former.is_staff = False
    former.save()

    for person in (alice, bob, staff, former, confirmed("Charlie")):
        with pytest.raises(NotAllowedHere):
            inspect_workspace(workspace=workspace, by=person, reason="Curious")
    assert not Inspection.objects.exists()


def test_an_archived_workspace_opens_again_with_its_talks() -> None:
    alice = confirmed("Alice")
    workspace = opened(alice)

    archive_workspace(workspace=workspace, by=alice)
    archive_workspace(workspace=workspace, by=alice)
    workspace.refresh_from_db()
    assert workspace.is_archived
    reopen_workspace(workspace=workspace, by=alice)

    workspace.refresh_from_db()
    assert workspace.status == "active"
    verbs = Activity.objects.filter(page=workspace.pk, verb__in=["closed", "reopened"])
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == ["closed", "reopened"]
