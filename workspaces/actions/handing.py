"""Handing a workspace over: offered by its owner, taken by the other."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from platform_site.access.models import Membership
from platform_site.activity.actions import record
from platform_site.activity.models import Activity

from ..models import HandOver, Workspace
from .circle import NotAllowedHere, lock, require_governing, role_in

if TYPE_CHECKING:
    from platform_site.accounts.models import User


@transaction.atomic
def offer_hand_over(*, workspace: Workspace, to: "User", by: "User") -> HandOver:
    """Offers it to another member; offering again, to whomever, takes the first offer back.

    Raises NotAllowedHere.
    """
    found = lock(workspace)
    require_governing(found, by)
    if to == by or not to.is_active or not role_in(found, to):
        raise NotAllowedHere
    _open(found).exclude(to=to).update(state=HandOver.State.WITHDRAWN, answered_at=timezone.now())
    offer, is_new = HandOver.objects.get_or_create(
        workspace=found, to=to, state=HandOver.State.OPEN, defaults={"offered_by": by}
    )
    if is_new:
        record(verb=Activity.Verb.OFFERED, page=found, actor=by, concerns=to)
    return offer


@transaction.atomic
def accept_hand_over(*, hand_over: HandOver, by: "User") -> None:
    """The other owns it; who offered it stays as a facilitator. Raises NotAllowedHere."""
    found = lock(hand_over.workspace)
    offer = _open(found).filter(pk=hand_over.pk, to=by).first()
    if offer is None or not role_in(found, by):
        raise NotAllowedHere
    circle = Membership.objects.filter(circle=found.own_circle_id)
    circle.filter(role=Membership.Role.OWNER).update(role=Membership.Role.FACILITATOR)
    circle.filter(user=by).update(role=Membership.Role.OWNER)
    offer.state, offer.answered_at = HandOver.State.ACCEPTED, timezone.now()
    offer.save(update_fields=["state", "answered_at"])
    record(verb=Activity.Verb.HANDED, page=found, actor=by, concerns=offer.offered_by)


@transaction.atomic
def end_hand_over(*, hand_over: HandOver, by: "User") -> None:
    """The one it was offered to declines, or the owner takes the offer back.

    Raises NotAllowedHere.
    """
    found = lock(hand_over.workspace)
    offer = _open(found).filter(pk=hand_over.pk).first()
    if offer is None or by.pk not in (offer.to_id, offer.offered_by_id):
        raise NotAllowedHere
    declined, withdrawn = HandOver.State.DECLINED, HandOver.State.WITHDRAWN
    offer.state = declined if by.pk == offer.to_id else withdrawn
    offer.answered_at = timezone.now()
    offer.save(update_fields=["state", "answered_at"])


def _open(workspace: Workspace) -> QuerySet[HandOver]:
    return HandOver.objects.filter(workspace=workspace, state=HandOver.State.OPEN)
