"""What each person is told, through which channel, and what became of it."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from platform_site.activity.models import Activity
from platform_site.pages.models import Page, visibility

from .follow import Frequency
from .saved import SavedSearch

if TYPE_CHECKING:
    from platform_site.access.models import Person


class Outbox(models.Model):
    """Activities that nobody was told of yet. A trigger (0002) writes a row with each activity.

    A cursor over activity ids would lose those whose transaction commits after a later id's.
    """

    activity = models.OneToOneField(
        Activity, models.CASCADE, primary_key=True, related_name="in_outbox"
    )

    objects: ClassVar = models.Manager()

    def __str__(self) -> str:
        return str(self.activity_id)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, user: "Person") -> "DeliveryQuerySet":
        """The person's own deliveries about pages the person can still see."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(visibility(user, prefix="activity__page__"), person=user.pk)

    def inbox(self) -> "DeliveryQuerySet":
        return self.filter(channel=Delivery.Channel.INBOX)

    def of_mail(self) -> "DeliveryQuerySet":
        """Mails, and what was to stand in a digest but was left out."""
        left_out = Q(channel=Delivery.Channel.DIGEST, state=Delivery.State.SKIPPED)
        return self.filter(Q(channel=Delivery.Channel.MAIL) | left_out)


class Delivery(models.Model):
    """One thing for one person through one channel.

    A row of channel `mail` is one mail: about an activity, a digest (`period_start` is set) or a
    letter (a Letter hangs on it). A row of channel `digest` waits to be gathered into a digest
    (`sent_in`). States go waiting → claimed → in_doubt → sent; or end in skipped or failed.
    """

    class Channel(models.TextChoices):
        INBOX = "inbox"
        MAIL = "mail"
        DIGEST = "digest"

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        CLAIMED = "claimed", _("being sent")
        IN_DOUBT = "in_doubt", _("we do not know whether it arrived")
        SENT = "sent", _("sent")
        SKIPPED = "skipped", _("not sent")
        FAILED = "failed", _("refused by the mail server")
        RETURNED = "returned", _("came back")

    class Because(models.TextChoices):
        FOLLOW = "follow", _("you follow the page")
        TO_ME = "to_me", _("it is an answer or a decision for you")
        REVIEW = "review", _("you review contributions")
        SEARCH = "search", _("it matches a search you follow")

    class Skipped(models.TextChoices):
        NO_ACCESS = "no_access", _("you could no longer see the page")
        STOPPED = "stopped", _("you stopped these mails")
        MUTED = "muted", _("you muted the page")
        INACTIVE = "inactive", _("the account was closed")
        GONE = "gone", _("what it was about had been taken away")
        DUPLICATE = "duplicate", _("another mail told you the same")
        PAUSED = "paused", _("you had paused all mail")
        ADDRESS = "address", _("mail to your address had come back")
        EMPTY = "empty", _("there was nothing left to tell")

    class Priority(models.IntegerChoices):
        LETTER = 0
        NOTICE = 1
        DIGEST = 2

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="deliveries"
    )
    # Empty, too, once the page is deleted: that we wrote stays true, what about is forgotten.
    activity = models.ForeignKey(Activity, models.SET_NULL, null=True, related_name="deliveries")
    channel = models.CharField(max_length=6, choices=Channel)
    because = models.CharField(max_length=6, choices=Because, blank=True, db_default="")
    # The page whose follow is the reason.
    followed = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="+")
    # The search whose follow is the reason.
    search = models.ForeignKey(SavedSearch, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(
        max_length=8, choices=State, default=State.WAITING, db_default=State.WAITING
    )
    priority = models.PositiveSmallIntegerField(
        choices=Priority, default=Priority.NOTICE, db_default=Priority.NOTICE
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    due_at = models.DateTimeField(db_default=Now(), editable=False)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    settled_at = models.DateTimeField(null=True)
    skipped_because = models.CharField(
        max_length=9, choices=Skipped, blank=True, default="", db_default=""
    )
    # The mail server's own words when it refused.
    answer = models.CharField(max_length=300, blank=True, default="", db_default="")
    # Random, so that nobody can guess it, and kept, so that a second try is the same message.
    message_id = models.UUIDField(db_default=RandomUUID(), editable=False)
    read_at = models.DateTimeField(null=True)
    # Of a digest and of the lines that wait for one.
    frequency = models.CharField(max_length=7, choices=Frequency, blank=True, db_default="")
    # Of a digest: the first day of what comes after it, in the person's own time zone.
    period_start = models.DateField(null=True)
    # Of a line gathered into a digest.
    sent_in = models.ForeignKey("self", models.SET_NULL, null=True, related_name="lines")

    objects: ClassVar = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint("person", "activity", "channel", name="delivery_once"),
            # Five beats at once make one digest.
            models.UniqueConstraint(
                "person",
                "frequency",
                "period_start",
                condition=Q(period_start__isnull=False),
                name="delivery_digest_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="skipped") | ~Q(skipped_because=""),
                name="delivery_skipped_with_reason",
            ),
        ]
        indexes = [
            models.Index(
                "priority",
                "due_at",
                condition=Q(channel="mail", state="waiting"),
                name="delivery_to_send",
            ),
            models.Index(
                "person", condition=Q(channel="digest", state="waiting"), name="delivery_to_gather"
            ),
            models.Index(
                "lease_until",
                condition=Q(state__in=["claimed", "in_doubt"]),
                name="delivery_in_hand",
            ),
            models.Index("person", F("id").desc(), name="delivery_of_person"),
            models.Index(
                "person",
                condition=Q(channel="inbox", read_at__isnull=True),
                name="delivery_unread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} to {self.person_id}: {self.state}"

    @property
    def is_digest(self) -> bool:
        return self.period_start is not None

    @property
    def is_letter(self) -> bool:
        return self.priority == self.Priority.LETTER

    @property
    def tone(self) -> str:
        """How its state is coloured, beside the word."""
        if self.state == self.State.SENT:
            return "good"
        bad = (self.State.FAILED, self.State.RETURNED, self.State.IN_DOUBT)
        return "bad" if self.state in bad else "wait"


class Letter(models.Model):
    """A mail that is written when it is asked for: sign-up, reset, security. Never unsubscribed.

    It may go to an address that no account has. Its body holds secrets: erased once settled.
    """

    delivery = models.OneToOneField(
        Delivery, models.CASCADE, primary_key=True, related_name="letter"
    )
    address = models.EmailField()
    language = models.CharField(max_length=12)
    subject = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)

    objects: ClassVar = models.Manager()

    class Meta:
        indexes = [
            models.Index("delivery", condition=~Q(text=""), name="letter_to_erase"),
        ]

    def __str__(self) -> str:
        return self.subject
