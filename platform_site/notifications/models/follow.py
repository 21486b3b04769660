"""Following a page, and how often one wants mail."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platform_site.pages.models import Page, visibility

if TYPE_CHECKING:
    from platform_site.access.models import Person


class Frequency(models.TextChoices):
    """When mail comes. In this order, the soonest first: of two reasons the sooner counts."""

    NOW = "now", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    MONTHLY = "monthly", _("Once a month")
    NEVER = "never", _("Never")


# At once is a mail of its own; these wait to be gathered.
GATHERED = (Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY)
# When a digest comes, where the reader is, unless the reader chose another hour.
DIGEST_HOUR = 7


class FollowQuerySet(models.QuerySet["Follow"]):
    def visible_to(self, user: "Person") -> "FollowQuerySet":
        """The person's own follows, of pages the person can still see."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(visibility(user, prefix="page__"), user=user.pk)


class Follow(models.Model):
    """One person follows one page; PageCounters.followers is kept by a trigger (0002)."""

    class Level(models.TextChoices):
        NORMAL = "normal", _("What is new")
        TRACKING = "tracking", _("What is new and what changes")
        WATCHING = "watching", _("Everything, every comment below it too")
        MUTED = "muted", _("Nothing")

    class Reason(models.TextChoices):
        ASKED = "asked", _("You asked to follow it")
        CONTRIBUTED = "contributed", _("You contributed it")
        COMMENTED = "commented", _("You wrote there")
        MENTIONED = "mentioned", _("You were mentioned there")
        JOINED = "joined", _("You joined it")
        OPENED = "opened", _("You opened it")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    # Always the original: a translation has no followers of its own.
    page = models.ForeignKey(Page, models.CASCADE, related_name="follows")
    level = models.CharField(max_length=8, choices=Level, default=Level.NORMAL)
    # Empty: as the person's MailPreference says.
    frequency = models.CharField(max_length=7, choices=Frequency, blank=True, default="")
    reason = models.CharField(max_length=11, choices=Reason, default=Reason.ASKED)
    # What happened earlier is not told.
    followed_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar = FollowQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("user", "page", name="follow_once")]

    def __str__(self) -> str:
        return f"{self.user_id} follows {self.page_id}: {self.level}"

    @property
    def is_muted(self) -> bool:
        return self.level == self.Level.MUTED


class MailPreference(models.Model):
    """How often one person wants mail. No row: the defaults. In-site notices always come."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="mail_preference"
    )
    to_me = models.CharField(
        _("answers and decisions for you"), max_length=7, choices=Frequency, default=Frequency.NOW
    )
    # `never` here goes before what a single follow says.
    follows = models.CharField(
        _("pages you follow"), max_length=7, choices=Frequency, default=Frequency.DAILY
    )
    review = models.CharField(
        _("what waits for review"), max_length=7, choices=Frequency, default=Frequency.NEVER
    )
    # Off: nothing is gathered, neither daily nor weekly nor monthly.
    digest = models.BooleanField(_("the gathered mail"), default=True)
    digest_hour = models.PositiveSmallIntegerField(
        _("hour of the gathered mail"),
        default=DIGEST_HOUR,
        db_default=DIGEST_HOUR,
        validators=[MaxValueValidator(23)],
    )
    # The midnight, where the reader is, at which mail comes again.
    paused_until = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = models.Manager()

    def __str__(self) -> str:
        return f"{self.user_id}: {self.to_me}, {self.follows}"

    @property
    def is_paused(self) -> bool:
        return self.paused_until is not None and self.paused_until > timezone.now()
