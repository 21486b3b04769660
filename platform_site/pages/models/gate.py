"""The one gate: which pages reach a person."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from platform_site.access.models import Membership

if TYPE_CHECKING:
    from platform_site.access.models import Person


class PageGrant(models.Model):
    """A guest: one person may see one page without being in its circle."""

    page = models.ForeignKey("pages.Page", models.CASCADE, related_name="grants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="grants")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    granted_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [models.UniqueConstraint("user", "page", name="page_grant_once")]

    def __str__(self) -> str:
        return f"{self.user_id} may see {self.page_id}"


def visibility(user: "Person", prefix: str = "") -> Q:
    """The condition under which a page is visible to `user`; `prefix` is the path to the page.

    `permissions.can_view` says the same for one page, and a test holds the two together.
    """

    def q(**conditions: object) -> Q:
        return Q(**{prefix + name: value for name, value in conditions.items()})

    if not user.is_authenticated:
        return q(state="published", audience="public")
    circles = Membership.objects.of(user).values("circle")
    in_circle = q(circle__isnull=True) | q(circle__in=circles)
    visible = q(state="published") & in_circle
    visible |= q(contributor=user.pk) & in_circle
    visible |= q(pk__in=PageGrant.objects.filter(user=user.pk).values("page"))
    if user.is_reviewer:
        # A draft was not sent to anyone yet, so reviewers do not read it either.
        visible |= q(circle__isnull=True) & ~q(state="draft")
    return visible


def copies_admit(user: "Person", prefix: str = "") -> Q:
    """Narrows rows that carry copies of their page's audience and circle, while their own index
    is read: what stands behind thousands of pages of other circles is found without fetching
    those. It lets through no less than `visibility`, which still decides.
    """

    def q(**conditions: object) -> Q:
        return Q(**{prefix + name: value for name, value in conditions.items()})

    if not user.is_authenticated:
        return q(audience="public")
    circles = Membership.objects.of(user).values("circle")
    guest_of = PageGrant.objects.filter(user=user.pk).values("page")
    return q(circle_id__isnull=True) | q(circle_id__in=circles) | q(page__in=guest_of)
