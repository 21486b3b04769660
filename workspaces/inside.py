"""The inside of a workspace, as one person stands in it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from platform_site.access.models import Membership

from . import permissions
from .models import Workspace

if TYPE_CHECKING:
    from platform_site.accounts.models import User


@dataclass(frozen=True)
class Tab:
    """One part of the inside; `name` is its URL pattern in this app, `count` what stands in it."""

    name: str
    title: str
    url: str
    count: int | None = None


@dataclass(frozen=True)
class Inside:
    """What every page of the inside needs. Templates get it as `inside`."""

    workspace: Workspace
    role: str
    current: str
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def may_write(self) -> bool:
        return permissions.may_write(self.role, is_archived=self.workspace.is_archived)

    @property
    def may_admit(self) -> bool:
        return permissions.may_admit(self.role, is_archived=self.workspace.is_archived)

    @property
    def may_govern(self) -> bool:
        return permissions.may_govern(self.role)

    @property
    def tabs(self) -> list[Tab]:
        titles = {
            "inside": _("Overview"),
            "documents": _("Documents"),
            "files": _("Files"),
            "tasks": _("Tasks"),
            "discussions": _("Discussions"),
            "members": _("Members"),
        }
        return [
            Tab(name, title, self._address(name), self.counts.get(name))
            for name, title in titles.items()
        ]

    def _address(self, name: str) -> str:
        return reverse(f"workspaces:{name}", args=[self.workspace.slug])


def inside_or_404(request: HttpRequest, slug: str, *, current: str = "") -> Inside:
    """The workspace with the person's role in it; a 404 for everyone who is not in its circle."""
    workspace = visible_or_404(request, slug)
    role = role_of(request.user, workspace)
    if not role:
        raise Http404
    return Inside(workspace=workspace, role=role, current=current)


def visible_or_404(request: HttpRequest, slug: str) -> Workspace:
    visible: Any = Workspace.objects.published().visible_to(request.user)
    found: Workspace | None = visible.filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def role_of(user: Any, workspace: Workspace) -> str:
    """The role in the circle, or an empty string."""
    rows = Membership.objects.of(user).filter(circle=workspace.own_circle_id)
    return rows.values_list("role", flat=True).first() or ""


def members_of(workspace: Workspace) -> list["User"]:
    """Everyone in the circle who can sign in, by name: for choosing who does a task."""
    rows = Membership.objects.filter(circle=workspace.own_circle_id, user__is_active=True)
    return [row.user for row in rows.select_related("user").order_by("user__display_name", "pk")]
