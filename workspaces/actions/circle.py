"""Whoever changes who belongs to a workspace waits here for the others who do."""

from typing import TYPE_CHECKING

from platform_site.access.models import Circle, Membership
from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.moderation.actions import NotAllowedToContribute
from platform_site.moderation.permissions import may_contribute
from platform_site.notifications.models import Follow
from platform_site.pages.models import PageGrant

from .. import permissions
from ..models import HandOver, JoinRequest, TaskPerson, Workspace

if TYPE_CHECKING:
    from platform_site.accounts.models import User


class NotAllowedHere(Exception):
    """The person's role in the workspace does not let them do this, or not any more."""


def lock(workspace: Workspace) -> Workspace:
    """The workspace as it stands now; until the transaction ends nobody else changes its circle."""
    Circle.objects.select_for_update().get(pk=workspace.own_circle_id)
    return Workspace.objects.get(pk=workspace.pk)


def role_in(workspace: Workspace, person: "User") -> str:
    """The role as it stands now, or an empty string."""
    rows = Membership.objects.filter(circle=workspace.own_circle_id, user=person)
    return rows.values_list("role", flat=True).first() or ""


def require_admitting(workspace: Workspace, by: "User") -> None:
    role = role_in(workspace, by)
    if not permissions.may_admit(role, is_archived=workspace.is_archived):
        raise NotAllowedHere
    require_contributing(by)


def require_governing(workspace: Workspace, by: "User") -> None:
    if not permissions.may_govern(role_in(workspace, by)):
        raise NotAllowedHere


def require_contributing(by: "User") -> None:
    if not may_contribute(by):
        raise NotAllowedToContribute


def people_in_charge(workspace: Workspace) -> list["User"]:
    """Owners and facilitators who can sign in."""
    roles = (Membership.Role.OWNER, Membership.Role.FACILITATOR)
    rows = Membership.objects.filter(
        circle=workspace.own_circle_id, role__in=roles, user__is_active=True
    )
    return [row.user for row in rows.select_related("user").order_by("pk")]


def admit(
    workspace: Workspace,
    person: "User",
    *,
    role: str = Membership.Role.MEMBER,
    tell: "User | None" = None,
) -> Membership:
    """Puts a person into the locked circle; who is in it already keeps their role.

    `tell` is whoever let them in.
    """
    membership, is_new = Membership.objects.get_or_create(
        circle_id=workspace.own_circle_id, user=person, defaults={"role": role}
    )
    if is_new:
        # A guest who comes in sees all of it: the single page is no longer an exception.
        PageGrant.objects.filter(page__circle=workspace.own_circle_id, user=person).delete()
        JoinRequest.objects.filter(
            workspace=workspace, user=person, state=JoinRequest.State.OPEN
        ).update(state=JoinRequest.State.WITHDRAWN)
        record(verb=Activity.Verb.JOINED, page=workspace, actor=person, concerns=tell)
    return membership


def put_out(workspace: Workspace, membership: Membership) -> None:
    """Takes a person out of the locked circle, with all that only belonging to it gave them."""
    person, circle = membership.user, workspace.own_circle_id
    membership.delete()
    PageGrant.objects.filter(page__circle=circle, user=person).delete()
    Follow.objects.filter(page__circle=circle, user=person).delete()
    TaskPerson.objects.filter(task__page__circle=circle, user=person).delete()
    HandOver.objects.filter(workspace=workspace, to=person, state=HandOver.State.OPEN).update(
        state=HandOver.State.WITHDRAWN
    )
