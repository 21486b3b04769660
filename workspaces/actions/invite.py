"""The life of an invitation: sent, sent again, accepted, declined, taken back."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from platform_site.access.models import Membership
from platform_site.pages.models import Page

from .. import letters
from ..models import Invitation, Workspace
from ..models.joining import end_of_validity
from .circle import (
    NotAllowedHere,
    admit,
    lock,
    require_admitting,
    require_contributing,
    require_governing,
)
from .guests import admit_guest

if TYPE_CHECKING:
    from platform_site.accounts.models import User

# To one address from one workspace in a month, and by one person in a day to all addresses.
TO_ONE_ADDRESS, BY_ONE_PERSON = 3, 50


class TooManyInvitations(Exception):
    """So many mails nobody wants: to this address, or from this person, for now no more."""


class NotOpenAnyMore(Exception):
    """It was used, declined, taken back, or its time is over."""


class OtherAddress(Exception):
    """It was sent to an address that this account has not confirmed."""


@transaction.atomic
def invite(
    *,
    workspace: Workspace,
    by: "User",
    address: str,
    role: str = Membership.Role.MEMBER,
    page: Page | None = None,
    words: str = "",
    language: str = "",
) -> Invitation:
    """Sends a mail with a link to the address, whether or not it has an account.

    One open invitation for each address: inviting again sends it again. With `page`, the person
    is to be a guest of that page of the inside alone.
    Raises NotAllowedHere, TooManyInvitations, NotAllowedToContribute.
    """
    found = lock(workspace)
    require_admitting(found, by)
    if role != Membership.Role.MEMBER:
        require_governing(found, by)
    if page is not None and page.circle_id != found.own_circle_id:
        raise NotAllowedHere
    address = address.strip().lower()
    open_one = Invitation.objects.filter(
        workspace=found, address=address, page=page, state=Invitation.State.OPEN
    ).first()
    _require_few(found, by, address)
    if open_one is not None:
        return _send_again(open_one)
    invitation = Invitation.objects.create(
        workspace=found,
        page=page,
        address=address,
        role=role,
        words=words,
        language=language or by.language,
        invited_by=by,
    )
    letters.invited(invitation)
    return invitation


@transaction.atomic
def send_again(*, invitation: Invitation, by: "User") -> Invitation:
    """Raises NotAllowedHere, NotOpenAnyMore, TooManyInvitations."""
    found = lock(invitation.workspace)
    require_admitting(found, by)
    _require_few(found, by, invitation.address)
    locked = Invitation.objects.select_related("workspace").get(pk=invitation.pk)
    if locked.state != Invitation.State.OPEN:
        raise NotOpenAnyMore
    return _send_again(locked)


def _send_again(invitation: Invitation) -> Invitation:
    invitation.times_sent += 1
    invitation.expires_at = end_of_validity()
    invitation.save(update_fields=["times_sent", "expires_at"])
    letters.invited(invitation)
    return invitation


def _require_few(workspace: Workspace, by: "User", address: str) -> None:
    now = timezone.now()
    month = Invitation.objects.filter(
        workspace=workspace, address=address, sent_at__gt=now - timedelta(days=30)
    )
    day = Invitation.objects.filter(invited_by=by, sent_at__gt=now - timedelta(days=1))
    to_one = month.aggregate(n=Sum("times_sent"))["n"] or 0
    by_one = day.aggregate(n=Sum("times_sent"))["n"] or 0
    if to_one >= TO_ONE_ADDRESS or by_one >= BY_ONE_PERSON:
        raise TooManyInvitations


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: "User") -> Workspace:
    """Comes in, or becomes the guest of one page; a link works once.

    Raises NotOpenAnyMore, OtherAddress, NotAllowedToContribute.
    """
    found = lock(invitation.workspace)
    locked = _answer(invitation, by, Invitation.State.ACCEPTED)
    require_contributing(by)
    if found.is_archived or not found.is_published:
        raise NotOpenAnyMore
    if locked.page is None:
        admit(found, by, role=locked.role, tell=locked.invited_by)
    elif locked.page.circle_id == found.own_circle_id:
        admit_guest(page=locked.page, person=by, by=locked.invited_by)
    else:
        # The page was moved elsewhere meanwhile: nobody there has asked this person in.
        raise NotOpenAnyMore
    return found


@transaction.atomic
def decline_invitation(*, invitation: Invitation, by: "User") -> None:
    """Raises NotOpenAnyMore, OtherAddress."""
    lock(invitation.workspace)
    _answer(invitation, by, Invitation.State.DECLINED)


def _answer(invitation: Invitation, by: "User", state: str) -> Invitation:
    locked = Invitation.objects.select_related("page", "invited_by").get(pk=invitation.pk)
    if not Invitation.objects.for_addresses_of(by).filter(pk=locked.pk).exists():
        raise OtherAddress
    if not locked.is_open:
        raise NotOpenAnyMore
    locked.state, locked.answered_by, locked.answered_at = state, by, timezone.now()
    locked.save(update_fields=["state", "answered_by", "answered_at"])
    return locked


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: "User") -> None:
    """Its link opens nothing from now on. Raises NotAllowedHere."""
    require_admitting(lock(invitation.workspace), by)
    Invitation.objects.filter(pk=invitation.pk, state=Invitation.State.OPEN).update(
        state=Invitation.State.REVOKED, answered_by=by, answered_at=timezone.now()
    )
