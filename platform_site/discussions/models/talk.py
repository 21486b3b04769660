"""What is said of a whole talk: whether it is open, whether it stands first, who looks after it."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platform_site.access.models import Membership
from platform_site.pages.models import Page, PageLink, visibility

if TYPE_CHECKING:
    from platform_site.access.models import Person

LEADERS = (Membership.Role.OWNER, Membership.Role.FACILITATOR)


class Talk(models.Model):
    """Stands beside a page whose talk is not like every other's: locked, pinned or with dates."""

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True, related_name="talk")
    locked_at = models.DateTimeField(null=True)
    locked_reason = models.CharField(_("why it is closed"), max_length=300, blank=True, default="")
    pinned_at = models.DateTimeField(null=True)
    # Before and after these nobody posts; the one who leads an e-discussion says them.
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(locked_at__isnull=True) | ~Q(locked_reason=""),
                name="talk_locked_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True)
                | Q(opens_at__isnull=True)
                | Q(closes_at__gt=models.F("opens_at")),
                name="talk_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return f"talk under {self.page_id}"

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None

    @property
    def is_pinned(self) -> bool:
        return self.pinned_at is not None

    def has_closed(self, now: datetime | None = None) -> bool:
        return self.closes_at is not None and self.closes_at <= (now or timezone.now())

    def has_not_opened(self, now: datetime | None = None) -> bool:
        return self.opens_at is not None and self.opens_at > (now or timezone.now())

    @property
    def is_open(self) -> bool:
        return not (self.is_locked or self.has_closed() or self.has_not_opened())


class TalkModerator(models.Model):
    """Somebody who looks after the talk under one page, such as the facilitator of a forum."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="talk_moderators")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="moderated_talks"
    )
    named_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint("page", "user", name="talk_moderator_once")]

    def __str__(self) -> str:
        return f"{self.user_id} looks after {self.page_id}"


def moderated_by(user: "Person", prefix: str = "") -> Q:
    """The condition under which a person may moderate the talk under a page they see.

    Who looks after a page looks after what lies within it: a forum's facilitator after its topics.
    """
    if not user.is_authenticated:
        return Q(pk__in=[])
    led = Membership.objects.of(user).filter(role__in=LEADERS).values("circle")
    named = TalkModerator.objects.filter(user=user.pk).values("page")
    within = PageLink.objects.filter(kind=PageLink.Kind.WITHIN, target__in=named).values("page")
    mine = Q(**{f"{prefix}circle__in": led})
    mine |= Q(**{f"{prefix}pk__in": named}) | Q(**{f"{prefix}pk__in": within})
    if user.is_reviewer:
        mine |= Q(**{f"{prefix}circle__isnull": True})
    return mine & visibility(user, prefix=prefix)


def moderators_of(page: Page) -> set[int]:
    """Who looks after this one talk; reviewers look after every one that is not a circle's."""
    above = PageLink.objects.filter(kind=PageLink.Kind.WITHIN, page=page.pk).values("target")
    named = TalkModerator.objects.filter(Q(page=page.pk) | Q(page__in=above))
    people = {*named.values_list("user", flat=True)}
    if page.circle_id is not None:
        led = Membership.objects.filter(circle=page.circle_id, role__in=LEADERS)
        people |= {*led.values_list("user", flat=True)}
    return people


def may_moderate(page: Page, user: "Person") -> bool:
    return Page.objects.filter(moderated_by(user), pk=page.pk).exists()
