"""The kind `workspace`: its face, and the two settings of who sees it and how people join."""

from typing import cast

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platform_site.pages import kinds
from platform_site.pages.kinds import Snapshot
from platform_site.pages.models import Page
from platform_site.pages.snapshots import apply_base, base_snapshot

from .forms import WorkspaceForm
from .models import Document, TaskList, Workspace


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
        is_kept=True,
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


def document_address(page: Page) -> str:
    """Without the workspace and without a title: a guest of one document learns of neither."""
    return reverse("workspaces:document", args=[page.pk])


kinds.register(
    kinds.Kind(
        name="document",
        model=Document,
        label=_("Document"),
        label_plural=_("Documents"),
        address=document_address,
        snapshot=base_snapshot,
        apply=apply_base,
        labels={"title": _("Title"), "text": _("Text"), "language": _("Language")},
    )
)
kinds.register(
    kinds.Kind(
        name="tasklist",
        model=TaskList,
        label=_("Tasks"),
        label_plural=_("Tasks"),
        address=lambda page: reverse("workspaces:task-list", args=[page.pk]),
        snapshot=base_snapshot,
        apply=apply_base,
        labels={"title": _("Title"), "language": _("Language")},
    )
)
