"""Forums: places with a purpose, some of them open for a time and led by somebody."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.models.person import validate_time_zone
from platform_site.pages.models import Page, PageQuerySet

if TYPE_CHECKING:
    from .parts import Round

# The slug of a forum is the subtype of its topics, so that their address needs no other table.
LONGEST_SLUG = 30


class ForumQuerySet(PageQuerySet["Forum"]):
    def in_order(self) -> "ForumQuerySet":
        return self.order_by("order", "pk")

    def versions_of(self, slug: str) -> "ForumQuerySet":
        """The original of this slug and its translations."""
        original = Q(slug=slug, translation_of__isnull=True)
        return self.filter(original | Q(translation_of__slug=slug, translation_of__kind="forum"))

    def taking_posts(self) -> "ForumQuerySet":
        """Those that are not announced only, nor closed."""
        now = timezone.now()
        opened = Q(opens_at__isnull=True) | Q(opens_at__lte=now)
        return self.filter(opened, Q(closes_at__isnull=True) | Q(closes_at__gt=now))


class Forum(Page):
    """One row per language; topics, dates and people belong to the original."""

    class Type(models.TextChoices):
        STANDING = "standing", _("Forum")
        E_DISCUSSION = "e-discussion", _("E-discussion")

    class Phase(models.TextChoices):
        ANNOUNCED = "announced", _("announced")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    page_ptr = models.OneToOneField(
        Page, models.CASCADE, parent_link=True, primary_key=True, related_name="as_forum"
    )
    order = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    # The first and the last day on which one can write; empty where that is not known or not set.
    opens_on = models.DateField(_("first day"), null=True, blank=True)
    closes_on = models.DateField(_("last day"), null=True, blank=True)
    # Where its days begin and end, such as Europe/Zurich.
    zone = models.CharField(
        _("time zone"), max_length=60, blank=True, default="", validators=[validate_time_zone]
    )
    # The instants, made from the three above by `set_instants`.
    opens_at = models.DateTimeField(null=True, editable=False)
    closes_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar = ForumQuerySet.as_manager()

    class Meta:
        verbose_name = _("forum")
        verbose_name_plural = _("forums")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True)
                | Q(closes_on__isnull=True)
                | Q(closes_on__gte=F("opens_on")),
                name="forum_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True, closes_on__isnull=True) | ~Q(zone=""),
                name="forum_day_has_zone",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def set_instants(self) -> None:
        """From the first moment of its first day to the last one of its last, in its own zone."""
        self.opens_at = _begin(self.opens_on, self.zone)
        after = self.closes_on + timedelta(days=1) if self.closes_on else None
        self.closes_at = _begin(after, self.zone)

    @property
    def is_e_discussion(self) -> bool:
        return self.subtype == self.Type.E_DISCUSSION

    @property
    def phase(self) -> "Forum.Phase":
        now = timezone.now()
        if self.opens_at is not None and now < self.opens_at:
            return self.Phase.ANNOUNCED
        if self.closes_at is not None and self.closes_at <= now:
            return self.Phase.CLOSED
        return self.Phase.OPEN

    @property
    def is_open(self) -> bool:
        return self.phase == self.Phase.OPEN

    @property
    def has_dates(self) -> bool:
        return bool(self.opens_on or self.closes_on)

    @property
    def current_round(self) -> "Round | None":
        return next((one for one in self.rounds.all() if one.phase == "now"), None)

    @property
    def today(self) -> date:
        """The day it is where its days begin and end."""
        return timezone.now().astimezone(ZoneInfo(self.zone or "UTC")).date()


def _begin(day: date | None, zone: str) -> datetime | None:
    return datetime.combine(day, time(), ZoneInfo(zone or "UTC")) if day else None
