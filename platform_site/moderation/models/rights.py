"""Who publishes at once, and who may not contribute."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _


class PostingRight(models.Model):
    """Given to a person or to a whole mail domain; a person's own goes before the domain's."""

    class Level(models.TextChoices):
        TRUSTED = "trusted", _("publishes at once")
        BLOCKED = "blocked", _("may not contribute")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="posting_right",
        verbose_name=_("person"),
    )
    domain = models.CharField(
        _("mail domain"), max_length=200, blank=True, help_text=_("Such as ministry.example")
    )
    level = models.CharField(_("right"), max_length=10, choices=Level)
    reason = models.CharField(_("why"), max_length=300)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    given_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar = models.Manager()

    class Meta:
        verbose_name = _("posting right")
        verbose_name_plural = _("posting rights")
        constraints = [
            models.CheckConstraint(
                condition=(Q(user__isnull=False) & Q(domain=""))
                | (Q(user__isnull=True) & ~Q(domain="")),
                name="posting_right_of_person_or_domain",
                violation_error_message=_("Name a person or a mail domain, not both"),
            ),
            models.UniqueConstraint(
                Lower("domain"), condition=~Q(domain=""), name="posting_right_domain_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user or self.domain}: {self.get_level_display()}"
