"""What two people write to each other."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platform_site.moderation.models import ProblemReport

from .conversation import Conversation

if TYPE_CHECKING:
    from platform_site.access.models import Person


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user: "Person") -> "MessageQuerySet":
        """The two people, less what they deleted. Moderators see what is reported, in the admin."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            conversation__sides__person=user.pk,
            pk__gt=F("conversation__sides__forgotten_up_to"),
        )


class Message(models.Model):
    """Plain text. It goes when its writer's account goes, or when both deleted their copies."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="messages")
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name=_("from"),
        related_name="sent_messages",
    )
    text = models.TextField(_("message"), max_length=5000)
    language = models.CharField(max_length=12, default="en")
    # Makes a form sent twice one message.
    submission_key = models.UUIDField(editable=False)
    sent_at = models.DateTimeField(_("sent at"), db_default=Now(), editable=False)
    report = models.ForeignKey(
        ProblemReport,
        models.SET_NULL,
        verbose_name=_("report"),
        null=True,
        blank=True,
        related_name="+",
    )

    objects: ClassVar = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint("sender", "submission_key", name="message_sent_once"),
        ]
        indexes = [
            models.Index(
                "conversation",
                F("sent_at").desc(),
                F("id").desc(),
                name="message_of_conversation",
            ),
            models.Index("sender", F("id").desc(), name="message_sent"),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("people:message", args=[self.pk])
