"""An administrator looks in: with a reason, for an hour, and the owners are told."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from platform_site.access.models import Membership
from platform_site.activity.actions import record
from platform_site.activity.models import Activity

from ..models import Inspection, Workspace
from ..models.entering import LASTS
from .circle import NotAllowedHere

if TYPE_CHECKING:
    from platform_site.accounts.models import User


@transaction.atomic
def inspect_workspace(*, workspace: Workspace, by: "User", reason: str) -> Inspection:
    """Writes down who looks in and why, and tells every owner. Raises NotAllowedHere."""
    if not (by.is_active and by.is_staff and by.has_perm("workspaces.inspect_workspace")):
        raise NotAllowedHere
    inspection = Inspection.objects.create(
        workspace=workspace, by=by, reason=reason, ends_at=timezone.now() + LASTS
    )
    owners = Membership.objects.filter(circle=workspace.own_circle_id, role=Membership.Role.OWNER)
    for membership in owners.select_related("user"):
        record(
            verb=Activity.Verb.INSPECTED,
            page=workspace,
            actor=by,
            concerns=membership.user,
            inspection=inspection.pk,
        )
    return inspection
