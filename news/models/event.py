"""Events: a day, several days, or an hour in a place's own time."""

from datetime import UTC, date, datetime, time, timedelta
from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.models.person import validate_time_zone
from platform_site.pages.models import Page, PageQuerySet


def today() -> date:
    return timezone.now().date()


class EventQuerySet(PageQuerySet["Event"]):
    def upcoming(self) -> Self:
        """What has not ended yet; of a day without an hour, until that day is over everywhere."""
        return self.filter(ends_at__gt=timezone.now())

    def past(self) -> Self:
        return self.filter(ends_at__lte=timezone.now())

    def latest_first(self) -> Self:
        """For lists in slices: by when it begins, not by when somebody published it."""
        return self.annotate(listed_at=F("begins_at"), listed_pk=F("pk"))


class Event(Page):
    """What takes place on a day; what sort of event it is, is the page's `subtype`."""

    class Type(models.TextChoices):
        LIVE = "live-event", _("Live event")
        MEETING = "meeting", _("Meeting")
        CONFERENCE = "conference", _("Conference")
        WEBINAR = "webinar", _("Webinar")
        TRAINING = "training", _("Training session")

    page_ptr = models.OneToOneField(
        Page, models.CASCADE, parent_link=True, primary_key=True, related_name="as_event"
    )
    kicker = models.CharField(_("kicker"), max_length=60, blank=True)
    # Where an item comes from that nobody contributed: the project brought it along.
    credit = models.CharField(max_length=200, blank=True, default="", editable=False)
    # A page is made before the columns of its kind are applied to it: until then it is today's.
    starts_on = models.DateField(_("first day"), default=today)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    starts_time = models.TimeField(_("hour"), null=True, blank=True)
    # Where its hours are told, such as Europe/Zurich.
    zone = models.CharField(
        _("time zone"), max_length=60, blank=True, default="", validators=[validate_time_zone]
    )
    place = models.CharField(_("place"), max_length=200, blank=True, default="")
    live_link = models.URLField(_("link to follow it live"), max_length=500, blank=True, default="")
    recording = models.URLField(_("recording"), max_length=500, blank=True, default="")
    # The instants that lists sort and filter on: made from the four above by `set_instants`.
    begins_at = models.DateTimeField(editable=False, default=timezone.now)
    ends_at = models.DateTimeField(editable=False, default=timezone.now)

    objects: ClassVar = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="event_ends_later",
            ),
            models.CheckConstraint(
                condition=Q(starts_time__isnull=True) | ~Q(zone=""), name="event_hour_has_zone"
            ),
        ]
        indexes = [models.Index(F("begins_at").desc(), F("page_ptr").desc(), name="event_begins")]

    def __str__(self) -> str:
        return self.title

    @property
    def last_day(self) -> date:
        return self.ends_on or self.starts_on

    def set_instants(self) -> None:
        """Without an hour it lasts until its last day is over everywhere on Earth (UTC-12)."""
        self.year = self.starts_on.year
        if self.starts_time is not None:
            begins = datetime.combine(self.starts_on, self.starts_time, ZoneInfo(self.zone))
            self.begins_at = begins.astimezone(UTC)
        else:
            self.begins_at = datetime.combine(self.starts_on, time(), UTC)
        over = datetime.combine(self.last_day + timedelta(days=1), time(12), UTC)
        self.ends_at = max(over, self.begins_at + timedelta(hours=1))

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    def local_start(self, zone: str) -> datetime | None:
        """When it begins on the reader's clock; None without an hour, or where it is the same."""
        if self.starts_time is None or not zone or zone == self.zone:
            return None
        return self.begins_at.astimezone(ZoneInfo(zone))
