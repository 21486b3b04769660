"""Two people who write to each other, and what each of them has said about it."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least, Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from platform_site.access.models import Person
    from platform_site.accounts.models import User


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, user: "Person") -> "ConversationQuerySet":
        """The two people, and nobody else: no moderator, no administrator."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(sides__person=user.pk)

    def between(self, one: "User", other: "User") -> "ConversationQuerySet":
        return self.filter(
            Q(asker=one.pk, asked=other.pk) | Q(asker=other.pk, asked=one.pk),
        )


class Conversation(models.Model):
    """One for each two people. It begins as one message, which the person asked accepts or not.

    Whoever deletes their account is no longer named; the other keeps what they wrote themselves.
    """

    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("who wrote first"),
        null=True,
        related_name="conversations_begun",
    )
    asked = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("who was asked"),
        null=True,
        related_name="conversations_asked",
    )
    begun_at = models.DateTimeField(db_default=Now(), editable=False)
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        constraints = [
            models.UniqueConstraint(
                Least("asker", "asked"),
                Greatest("asker", "asked"),
                # Of a person who is gone nothing is known: several such stand beside each other.
                condition=Q(asker__isnull=False) & Q(asked__isnull=False),
                name="conversation_of_two_once",
            ),
            models.CheckConstraint(
                condition=~Q(asker=F("asked")), name="conversation_of_two_people"
            ),
        ]
        indexes = [
            # How many somebody began today.
            models.Index("asker", F("begun_at").desc(), name="conversation_begun"),
        ]

    def __str__(self) -> str:
        return f"conversation {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("people:conversation", args=[self.pk])

    @property
    def is_accepted(self) -> bool:
        return self.accepted_at is not None

    def other(self, person: "User") -> "User | None":
        """The other one of the two; nobody, when they have left."""
        return self.asked if self.asker_id == person.pk else self.asker


class Side(models.Model):
    """How one of the two holds the conversation. The other one sees nothing of it."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="sides")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="conversation_sides"
    )
    # Of the newest message that was here when it was deleted; 0 for none. A message's number.
    forgotten_up_to = models.BigIntegerField(default=0)
    read_up_to = models.BigIntegerField(default=0)
    # The newest message by the other one.
    last_received = models.BigIntegerField(default=0)
    # The newest by either of them, and when that was: the list is sorted on it.
    last_message = models.BigIntegerField(default=0)
    last_at = models.DateTimeField(db_default=Now())
    # Declined or ended by this person; writing takes it up again.
    closed_at = models.DateTimeField(null=True, blank=True)
    # Messages come, but nothing tells of them.
    muted_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("conversation", "person", name="side_once"),
        ]
        indexes = [
            models.Index("person", F("last_at").desc(), F("id").desc(), name="side_list"),
            models.Index(
                "person", condition=Q(last_received__gt=F("read_up_to")), name="side_unread"
            ),
        ]

    def __str__(self) -> str:
        return f"side {self.pk}"

    @property
    def is_unread(self) -> bool:
        return self.last_received > self.read_up_to


class UnsentMessage(models.Model):
    """What somebody is writing to another person, kept as they write; nobody else knows of it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="unsent_messages"
    )
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.TextField(max_length=5000)
    saved_at = models.DateTimeField(db_default=Now())

    objects: ClassVar = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint("person", "to", name="unsent_message_once")]

    def __str__(self) -> str:
        return f"unsent {self.pk}"
