"""Members say that a post breaks the rules; whoever looks after the talk decides."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .post import Post
from .talk import moderated_by

if TYPE_CHECKING:
    from platform_site.access.models import Person


class PostFlagQuerySet(models.QuerySet["PostFlag"]):
    def open(self) -> "PostFlagQuerySet":
        return self.filter(settled_at__isnull=True)

    def visible_to(self, user: "Person") -> "PostFlagQuerySet":
        """Those who look after the talk see who flagged what in it, and nobody else."""
        return self.filter(moderated_by(user, prefix="post__page__"))


class PostFlag(models.Model):
    """One person found one post wrong, and why; settled when it was hidden or left."""

    class Reason(models.TextChoices):
        ATTACK = "attack", _("It attacks a person")
        ADVERTISING = "advertising", _("It is advertising")
        PRIVATE = "private", _("It tells something private")
        OFF_TOPIC = "off-topic", _("It does not belong here")
        WRONG = "wrong", _("It says something false that could do harm")
        OTHER = "other", _("Something else, said below")

    post = models.ForeignKey(Post, models.CASCADE, related_name="flags")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="post_flags"
    )
    reason = models.CharField(_("what is wrong with it?"), max_length=12, choices=Reason)
    text = models.CharField(_("in your words"), max_length=500, blank=True, default="")
    flagged_at = models.DateTimeField(db_default=Now(), editable=False)
    settled_at = models.DateTimeField(null=True)

    objects: ClassVar = PostFlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a comment")
        verbose_name_plural = _("reports of comments")
        constraints = [models.UniqueConstraint("post", "person", name="post_flag_once")]
        indexes = [
            models.Index(
                "flagged_at", condition=Q(settled_at__isnull=True), name="post_flag_queue"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.post_id}"
