"""Letting a workspace rest, archiving it, opening it again."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from forums.models import Forum
from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.discussions.models import Talk
from platform_site.pages.models import Page

from ..models import Workspace
from .circle import lock, require_governing

if TYPE_CHECKING:
    from platform_site.accounts.models import User


@transaction.atomic
def archive_workspace(*, workspace: Workspace, by: "User") -> None:
    """From now on it is for reading; its members still see all of it. Raises NotAllowedHere."""
    _set(workspace, by, Workspace.Status.ARCHIVED, Activity.Verb.CLOSED)


@transaction.atomic
def reopen_workspace(*, workspace: Workspace, by: "User") -> None:
    """Raises NotAllowedHere."""
    _set(workspace, by, Workspace.Status.ACTIVE, Activity.Verb.REOPENED)


def _set(workspace: Workspace, by: "User", status: str, verb: Activity.Verb) -> None:
    found = lock(workspace)
    require_governing(found, by)
    if found.status != status:
        Workspace.objects.filter(pk=found.pk).update(status=status)
        _close_talks(found, is_closed=status == Workspace.Status.ARCHIVED)
        record(verb=verb, page=found, actor=by)


def _close_talks(workspace: Workspace, *, is_closed: bool) -> None:
    """Nobody posts inside an archived workspace, nor opens a topic."""
    now = timezone.now() if is_closed else None
    circle = workspace.own_circle_id
    Forum.objects.filter(circle=circle).update(closes_at=now)
    if not is_closed:
        Talk.objects.filter(page__circle=circle).update(closes_at=None)
        return
    inside = Page.objects.filter(circle=circle).values_list("pk", flat=True)
    Talk.objects.bulk_create(
        [Talk(page_id=pk, closes_at=now) for pk in inside],
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["closes_at"],
    )


@transaction.atomic
def set_resting(*, workspace: Workspace, by: "User", is_resting: bool) -> None:
    """Says on the face that nobody works on it at present. Raises NotAllowedHere."""
    found = lock(workspace)
    require_governing(found, by)
    wanted = Workspace.Status.DORMANT if is_resting else Workspace.Status.ACTIVE
    Workspace.objects.filter(pk=found.pk).exclude(status=Workspace.Status.ARCHIVED).update(
        status=wanted
    )
