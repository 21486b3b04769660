"""What workspaces hold of a person, and what becomes of it when they go."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from platform_site.access.models import Membership
from platform_site.accounts.holdings import Fate, Holding, register
from platform_site.accounts.models import User
from platform_site.pages.privacy import still_seen

from .models import (
    Draft,
    HandOver,
    Inspection,
    Invitation,
    JoinRequest,
    ShownMember,
    Task,
    TaskPerson,
    Workspace,
)

_ORDER = (Membership.Role.FACILITATOR, Membership.Role.MEMBER)


def owned(person: User) -> QuerySet[Workspace]:
    circles = Membership.objects.filter(user=person, role=Membership.Role.OWNER)
    return Workspace.objects.filter(own_circle__in=circles.values("circle"))


def pass_on(workspaces: QuerySet[Any], person: User) -> None:
    """To the facilitator who is there longest, else the member; with nobody left it is archived."""
    for workspace in workspaces:
        others = Membership.objects.filter(circle=workspace.own_circle_id, user__is_active=True)
        others = others.exclude(user=person)
        if others.filter(role=Membership.Role.OWNER).exists():
            continue
        heirs = (others.filter(role=role).order_by("joined_at", "pk").first() for role in _ORDER)
        heir = next((one for one in heirs if one), None)
        if heir is None:
            Workspace.objects.filter(pk=workspace.pk).update(status=Workspace.Status.ARCHIVED)
        else:
            Membership.objects.filter(pk=heir.pk).update(role=Membership.Role.OWNER)


def invitations_to(person: User) -> QuerySet[Invitation]:
    """Those to an address of the person, and those they answered."""
    addresses = [person.email.lower()]
    addresses += [a.lower() for a in person.emailaddress_set.values_list("email", flat=True)]
    return Invitation.objects.filter(Q(address__in=addresses) | Q(answered_by=person))


register(
    Holding(
        name="workspaces_owned",
        title=_("Workspaces you own: they pass to somebody who is in them"),
        model=Workspace,
        fate=Fate.STAYS,
        find=owned,
        only=("title", "status"),
        erase=pass_on,
    ),
    Holding(
        name="shown_in_workspaces",
        title=_("Workspaces that name you on their page"),
        model=ShownMember,
        fate=Fate.GOES,
        find=lambda person: ShownMember.objects.filter(membership__user=person),
    ),
    Holding(
        name="invitations_received",
        title=_("Invitations to you"),
        model=Invitation,
        fate=Fate.GOES,
        by="answered_by",
        find=invitations_to,
        without=("token",),
    ),
    Holding(
        name="invitations_sent",
        title=_("Invitations you sent"),
        model=Invitation,
        fate=Fate.STAYS,
        by="invited_by",
        without=("token", "address"),
    ),
    Holding(
        name="join_requests",
        title=_("What you asked to join"),
        model=JoinRequest,
        fate=Fate.GOES,
        by="user",
    ),
    Holding(
        name="join_requests_answered",
        title=_("Requests to join that you answered"),
        model=JoinRequest,
        fate=Fate.STAYS,
        by="answered_by",
        only=("state", "answered_at", "reason"),
    ),
    Holding(
        name="hand_overs_offered",
        title=_("Workspaces you offered to hand over"),
        model=HandOver,
        fate=Fate.GOES,
        by="offered_by",
    ),
    Holding(
        name="hand_overs_received",
        title=_("Workspaces you were offered"),
        model=HandOver,
        fate=Fate.GOES,
        by="to",
    ),
    Holding(
        name="inspections",
        title=_("Workspaces you looked into as an administrator"),
        model=Inspection,
        fate=Fate.STAYS,
        by="by",
    ),
    Holding(
        name="documents_you_were_writing",
        title=_("Documents you were writing"),
        model=Draft,
        fate=Fate.GOES,
        by="user",
        seen=lambda drafts, person: drafts.filter(pk__in=Draft.objects.of(person)),
    ),
    Holding(
        name="tasks_of_yours",
        title=_("Tasks that are yours"),
        model=TaskPerson,
        fate=Fate.GOES,
        by="user",
        seen=still_seen("task__page__"),
    ),
    Holding(
        name="tasks_you_gave",
        title=_("Tasks you gave"),
        model=Task,
        fate=Fate.STAYS,
        by="created_by",
        without=("submission_key", "done_by"),
        seen=still_seen("page__"),
    ),
    Holding(
        name="tasks_you_finished",
        title=_("Tasks you finished"),
        model=Task,
        fate=Fate.STAYS,
        by="done_by",
        only=("page", "title", "done_at"),
        seen=still_seen("page__"),
    ),
)
