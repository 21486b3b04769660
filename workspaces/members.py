"""The people of a workspace, with the profiles that the reader may see."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from platform_site.access.models import Membership
from platform_site.people.models import Profile

from .models import Workspace

if TYPE_CHECKING:
    from platform_site.access.models import Person


@dataclass(frozen=True)
class Somebody:
    """One member as others in the circle see them; `url` is their profile's, where there is one."""

    pk: int
    name: str
    role: str
    role_name: str
    joined_at: datetime
    url: str
    summary: str
    is_shown: bool


_RANK = {Membership.Role.OWNER: 0, Membership.Role.FACILITATOR: 1, Membership.Role.MEMBER: 2}


def people_of(workspace: Workspace, reader: "Person") -> list[Somebody]:
    """The owner first, then facilitators, then members as they came. Two queries."""
    rows = Membership.objects.filter(circle=workspace.own_circle_id, user__is_active=True)
    memberships = list(rows.select_related("user", "shown").order_by("joined_at", "pk"))
    profiles = Profile.objects.published().visible_to(reader)
    shown = {
        profile.user_id: profile
        for profile in profiles.filter(user__in=[m.user_id for m in memberships])
    }
    memberships.sort(key=lambda membership: _RANK[Membership.Role(membership.role)])
    return [_somebody(membership, shown.get(membership.user_id)) for membership in memberships]


def _somebody(membership: Membership, profile: Profile | None) -> Somebody:
    return Somebody(
        pk=membership.user_id,
        name=membership.user.display_name,
        role=membership.role,
        role_name=str(membership.get_role_display()),
        joined_at=membership.joined_at,
        url=profile.get_absolute_url() if profile else "",
        summary=profile.summary if profile else "",
        is_shown=hasattr(membership, "shown"),
    )
