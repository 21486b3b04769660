"""Where a document stands: below another one, before its neighbours, or taken away."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.pages.models import Page

from .. import permissions
from ..models import Document, Workspace
from .circle import NotAllowedHere, lock, role_in

if TYPE_CHECKING:
    from platform_site.accounts.models import User

DEEPEST = 5


class CannotStandThere(Exception):
    """Below itself, below what is not there, or deeper than anybody finds."""


@transaction.atomic
def move_document(
    *, document: Document, above: Document | None, before: Document | None = None, by: "User"
) -> None:
    """Puts a document, with all below it, under `above` (or on top), before `before` or last.

    Moves in one workspace follow each other, so two of them never make a ring together.
    Raises CannotStandThere, NotAllowedHere.
    """
    workspace = _lock_for(document, by)
    found = Document.objects.published().filter(pk=document.pk, workspace=workspace).first()
    if found is None:
        raise CannotStandThere
    if above is not None:
        require_place(above=above, workspace=workspace, moving=found)
    siblings = Document.objects.filter(workspace=workspace, above=above).exclude(pk=found.pk)
    order = list(siblings.order_by("position", "pk").values_list("pk", flat=True))
    place = order.index(before.pk) if before is not None and before.pk in order else len(order)
    order.insert(place, found.pk)
    Document.objects.filter(pk=found.pk).update(above=above)
    for position, pk in enumerate(order, start=1):
        Document.objects.filter(pk=pk).exclude(position=position).update(position=position)


def require_place(*, above: Document, workspace: Workspace, moving: Document | None = None) -> None:
    """Raises CannotStandThere. The caller holds the workspace's lock."""
    standing = Document.objects.filter(workspace=workspace, state=Page.State.PUBLISHED)
    parents: dict[int, int | None] = dict(
        Document.objects.filter(workspace=workspace).values_list("pk", "above")
    )
    way = _way_up(above.pk, parents)
    height = _height(moving.pk, parents) if moving is not None else 1
    is_ring = moving is not None and moving.pk in way
    is_there = standing.filter(pk=above.pk).exists()
    if not is_there or is_ring or len(way) + height > DEEPEST:
        raise CannotStandThere


def _way_up(pk: int | None, parents: dict[int, int | None]) -> list[int]:
    way: list[int] = []
    while pk is not None and pk not in way:
        way.append(pk)
        pk = parents.get(pk)
    return way


def _height(pk: int, parents: dict[int, int | None]) -> int:
    """How many levels a document takes with all below it."""
    level, height = {pk}, 0
    while level and height <= DEEPEST:
        height += 1
        level = {child for child, parent in parents.items() if parent in level}
    return height


def next_position(*, workspace: Workspace, above: Document | None) -> int:
    siblings = Document.objects.filter(workspace=workspace, above=above)
    return (siblings.aggregate(last=Max("position"))["last"] or 0) + 1


@transaction.atomic
def take_away(*, document: Document, by: "User") -> None:
    """Out of the lists; every version stays, and members can bring it back.

    Raises NotAllowedHere.
    """
    _lock_for(document, by)
    standing = Document.objects.filter(pk=document.pk, state=Page.State.PUBLISHED)
    if Page.objects.filter(pk__in=standing).update(
        state=Page.State.ARCHIVED, changed_at=timezone.now()
    ):
        record(verb=Activity.Verb.ARCHIVED, page=document, actor=by)


@transaction.atomic
def bring_back(*, document: Document, by: "User") -> None:
    """Where it stood, or on top if that is gone. Raises NotAllowedHere."""
    workspace = _lock_for(document, by)
    found = Document.objects.get(pk=document.pk)
    if found.state != Page.State.ARCHIVED:
        return
    above = found.above
    if above is not None and above.state != Page.State.PUBLISHED:
        above = None
    Document.objects.filter(pk=found.pk).update(
        above=above, position=next_position(workspace=workspace, above=above)
    )
    Page.objects.filter(pk=found.pk).update(state=Page.State.PUBLISHED, changed_at=timezone.now())
    record(verb=Activity.Verb.REVISED, page=found, actor=by)


def _lock_for(document: Document, by: "User") -> Workspace:
    workspace = lock(document.workspace)
    if not permissions.may_write(role_in(workspace, by), is_archived=workspace.is_archived):
        raise NotAllowedHere
    return workspace
