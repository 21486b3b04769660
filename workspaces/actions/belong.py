"""Joining an open workspace, leaving one, and what its owner decides about members."""

from typing import TYPE_CHECKING

from django.db import transaction

from platform_site.access.models import Membership, MembershipQuerySet
from platform_site.activity.actions import record
from platform_site.activity.models import Activity

from .. import letters
from ..models import ShownMember, Workspace
from .circle import (
    NotAllowedHere,
    admit,
    lock,
    put_out,
    require_contributing,
    require_governing,
    role_in,
)

if TYPE_CHECKING:
    from platform_site.accounts.models import User


class NotOpen(Exception):
    """Nobody joins this workspace just so, or not any more."""


class LastOwner(Exception):
    """Somebody must own it: hand it over first."""


@transaction.atomic
def join_workspace(*, workspace: Workspace, by: "User") -> Membership:
    """Comes into an open workspace; who is in already stays as they are.

    Raises NotOpen, NotAllowedToContribute.
    """
    found = lock(workspace)
    require_contributing(by)
    is_open = found.join_policy == Workspace.JoinPolicy.OPEN and not found.is_archived
    # Of a circle's own page there is no face to join from.
    if not role_in(found, by) and not (is_open and found.circle_id is None and found.is_published):
        raise NotOpen
    return admit(found, by)


@transaction.atomic
def leave_workspace(*, workspace: Workspace, by: "User") -> None:
    """Raises LastOwner, NotAllowedHere when the person is not in it."""
    found = lock(workspace)
    membership = _membership(found, by)
    if membership.role == Membership.Role.OWNER and not _owners(found).exclude(user=by).exists():
        raise LastOwner
    put_out(found, membership)
    record(verb=Activity.Verb.LEFT, page=found, actor=by)


@transaction.atomic
def remove_member(*, workspace: Workspace, person: "User", by: "User", reason: str) -> None:
    """Puts somebody out and tells them why. Raises NotAllowedHere, LastOwner."""
    found = lock(workspace)
    require_governing(found, by)
    membership = _membership(found, person)
    if membership.role == Membership.Role.OWNER:
        raise LastOwner
    put_out(found, membership)
    record(verb=Activity.Verb.LEFT, page=found, actor=by, concerns=person)
    letters.removed(workspace=found, person=person, reason=reason)


@transaction.atomic
def set_role(*, workspace: Workspace, person: "User", role: str, by: "User") -> None:
    """Makes a member a facilitator, or the reverse; an owner changes by handing over only.

    Raises NotAllowedHere, LastOwner.
    """
    found = lock(workspace)
    require_governing(found, by)
    membership = _membership(found, person)
    if Membership.Role.OWNER in (membership.role, role):
        raise LastOwner
    Membership.objects.filter(pk=membership.pk).update(role=role)


@transaction.atomic
def show_member(*, workspace: Workspace, by: "User", is_shown: bool) -> None:
    """Says whether the face names the person. Raises NotAllowedHere."""
    membership = _membership(lock(workspace), by)
    if is_shown:
        ShownMember.objects.get_or_create(membership=membership)
    else:
        ShownMember.objects.filter(membership=membership).delete()


def _membership(workspace: Workspace, person: "User") -> Membership:
    rows = Membership.objects.select_related("user")
    found = rows.filter(circle=workspace.own_circle_id, user=person).first()
    if found is None:
        raise NotAllowedHere
    return found


def _owners(workspace: Workspace) -> MembershipQuerySet:
    return Membership.objects.filter(
        circle=workspace.own_circle_id, role=Membership.Role.OWNER, user__is_active=True
    )
