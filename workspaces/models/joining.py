"""How people come in: invitations, requests, and a workspace handed over to another owner."""

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platform_site.access.models import Membership
from platform_site.pages.models import Page

from .workspace import Workspace

if TYPE_CHECKING:
    from platform_site.accounts.models import User

VALID = timedelta(days=14)


def new_token() -> str:
    return secrets.token_urlsafe(24)


def end_of_validity() -> datetime:
    return timezone.now() + VALID


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        return self.filter(state=Invitation.State.OPEN, expires_at__gt=timezone.now())

    def for_addresses_of(self, person: "User") -> Self:
        """Those sent to an address that the person has confirmed."""
        confirmed = person.emailaddress_set.filter(verified=True).values_list("email", flat=True)
        return self.filter(address__in=[address.lower() for address in confirmed])


class Invitation(models.Model):
    """An address asked into a circle, or to one page of it as a guest.

    Whoever holds the link needs an account with that address, confirmed, to use it.
    """

    class State(models.TextChoices):
        OPEN = "open", _("waiting for an answer")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        REVOKED = "revoked", _("taken back")

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="invitations")
    # Set for a guest, who sees this page of the inside and nothing else.
    page = models.ForeignKey(Page, models.CASCADE, null=True, blank=True, related_name="+")
    address = models.EmailField(_("e-mail address"))
    role = models.CharField(max_length=12, choices=Membership.Role, default=Membership.Role.MEMBER)
    words = models.CharField(max_length=600, blank=True, default="")
    language = models.CharField(max_length=12, default="en")
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    times_sent = models.PositiveSmallIntegerField(default=1)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="invitations_sent"
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="invitations_answered"
    )
    sent_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField(default=end_of_validity)
    answered_at = models.DateTimeField(null=True)

    objects: ClassVar = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "address", "page"],
                condition=Q(state="open"),
                nulls_distinct=False,
                name="invitation_open_once",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(answered_at__isnull=False),
                name="invitation_answer_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(role="owner"), name="invitation_never_to_ownership"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN and self.expires_at > timezone.now()


class JoinRequest(models.Model):
    """Somebody who sees the face asks to come in."""

    class State(models.TextChoices):
        OPEN = "open", _("waiting for an answer")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="join_requests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="join_requests")
    words = models.TextField(_("why you would like to join"), max_length=2000)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="requests_answered"
    )
    reason = models.CharField(max_length=600, blank=True, default="")

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "user", "workspace", condition=Q(state="open"), name="join_request_open_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="join_refused_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} asks to join {self.workspace_id}: {self.state}"


class HandOver(models.Model):
    """An owner offers the workspace to another member; it changes hands when that one accepts."""

    class State(models.TextChoices):
        OPEN = "open", _("waiting for an answer")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="hand_overs")
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="hand_overs_offered"
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="hand_overs_received"
    )
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    offered_at = models.DateTimeField(db_default=Now(), editable=False)
    answered_at = models.DateTimeField(null=True)

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "workspace", condition=Q(state="open"), name="hand_over_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workspace_id} offered to {self.to_id}: {self.state}"


class ShownMember(models.Model):
    """A member who chose to be named on the face. It goes with the membership."""

    membership = models.OneToOneField(
        Membership, models.CASCADE, primary_key=True, related_name="shown"
    )

    objects: ClassVar = models.Manager()

    def __str__(self) -> str:
        return f"shown: {self.membership_id}"
