"""Circles: sets of people with roles, who see together what is restricted to them."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from platform_site.accounts.models import User

    type Person = User | AnonymousUser


class Circle(models.Model):
    """A set of people. Whoever owns it (a workspace) names it; a circle has no name to leak."""

    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="circles"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return f"circle {self.pk}"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def of(self, user: "Person") -> "MembershipQuerySet":
        return self.filter(user=user.pk) if user.is_authenticated else self.none()


class Membership(models.Model):
    """One person in one circle."""

    class Role(models.TextChoices):
        OWNER = "owner", _("owner")
        FACILITATOR = "facilitator", _("facilitator")
        MEMBER = "member", _("member")

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role, default=Role.MEMBER)
    joined_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("user", "circle", name="membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.circle_id}"
