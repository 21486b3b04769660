"""Asking to join, and the answer."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from platform_site.activity.actions import record
from platform_site.activity.models import Activity

from ..models import JoinRequest, Workspace
from .belong import NotOpen
from .circle import admit, lock, people_in_charge, require_admitting, require_contributing, role_in

if TYPE_CHECKING:
    from platform_site.accounts.models import User


class NotAsking(Exception):
    """The person is in the workspace already."""


class AlreadyAnswered(Exception):
    """Somebody else answered first, or it was taken back."""


@transaction.atomic
def ask_to_join(*, workspace: Workspace, by: "User", words: str) -> JoinRequest:
    """Asks those in charge; asking again while it is open gives the first request.

    Raises NotOpen, NotAsking, NotAllowedToContribute.
    """
    found = lock(workspace)
    require_contributing(by)
    if role_in(found, by):
        raise NotAsking
    takes_requests = found.join_policy == Workspace.JoinPolicy.REQUEST and not found.is_archived
    if not (takes_requests and found.circle_id is None and found.is_published):
        raise NotOpen
    request, is_new = JoinRequest.objects.get_or_create(
        workspace=found, user=by, state=JoinRequest.State.OPEN, defaults={"words": words}
    )
    if is_new:
        for person in people_in_charge(found):
            record(
                verb=Activity.Verb.ASKED,
                page=found,
                actor=by,
                concerns=person,
                request=request.pk,
            )
    return request


@transaction.atomic
def answer_request(
    *, request: JoinRequest, by: "User", is_accepted: bool, reason: str = ""
) -> JoinRequest:
    """Lets the person in, or says why not; a refusal needs its reason.

    Raises NotAllowedHere, AlreadyAnswered.
    """
    found = lock(request.workspace)
    require_admitting(found, by)
    locked = JoinRequest.objects.select_related("user").get(pk=request.pk)
    if locked.state != JoinRequest.State.OPEN:
        raise AlreadyAnswered
    accepted, refused = JoinRequest.State.ACCEPTED, JoinRequest.State.REFUSED
    locked.state = accepted if is_accepted else refused
    locked.answered_by, locked.answered_at, locked.reason = by, timezone.now(), reason
    locked.save(update_fields=["state", "answered_by", "answered_at", "reason"])
    if is_accepted:
        admit(found, locked.user)
    record(
        verb=Activity.Verb.ANSWERED,
        page=found,
        actor=by,
        concerns=locked.user,
        request=locked.pk,
    )
    return locked


@transaction.atomic
def withdraw_request(*, request: JoinRequest, by: "User") -> None:
    """Raises AlreadyAnswered."""
    lock(request.workspace)
    mine = JoinRequest.objects.filter(pk=request.pk, user=by, state=JoinRequest.State.OPEN)
    if not mine.update(state=JoinRequest.State.WITHDRAWN, answered_at=timezone.now()):
        raise AlreadyAnswered
