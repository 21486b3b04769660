"""The kind `workspace`: its face, and the two settings of who sees it and how people join."""

from typing import cast

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platform_site.pages import kinds
from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import Page
from platform_site.pages.snapshots import apply_base, base_snapshot

from .forms import WorkspaceForm
from .models import Workspace


def address(page: Page) -> str:
    return reverse("workspaces:detail", args=[page.slug])


def snapshot(page: Page) -> Snapshot:
    workspace = cast(Workspace, page)
    return base_snapshot(page) | {
        "type": workspace.subtype,
        "visibility": workspace.audience,
        "join_policy": workspace.join_policy,
    }


def apply(page: Page, content: Snapshot) -> None:
    workspace = cast(Workspace, page)
    apply_base(page, content)
    workspace.subtype, workspace.join_policy = content["type"], content["join_policy"]
    workspace.audience = content["visibility"]
    is_closed = workspace.audience == Page.Audience.CIRCLE
    workspace.circle = workspace.own_circle if is_closed else None


kinds.register(
    kinds.Kind(
        name="workspace",
        model=Workspace,
        label=_("Workspace"),
        label_plural=_("Workspaces"),
        address=address,
        snapshot=snapshot,
        apply=apply,
        form=WorkspaceForm,
        subtypes=dict(Workspace.Purpose.choices),
        labels={
            "title": _("Name of the workspace"),
            "summary": _("What it is for"),
            "language": _("Language"),
            "text": _("More about it"),
            "subjects": _("About"),
            "type": _("Purpose"),
            "visibility": _("Who sees it"),
            "join_policy": _("How people join"),
        },
    )
)
