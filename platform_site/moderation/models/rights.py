"""Who publishes at once, and who may not contribute."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from platform_site.pages.languages import CONTENT_LANGUAGES

if TYPE_CHECKING:
    from platform_site.accounts.models import User


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


class ReviewLanguages(models.Model):
    """The languages in which a reviewer decides; who has none said decides in every language.

    They say who is told and what stands first, not who may decide: nothing waits for ever because
    nobody has named its language.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        related_name="review_languages",
        verbose_name=_("reviewer"),
    )
    languages = ArrayField(
        models.CharField(max_length=12, choices=CONTENT_LANGUAGES), verbose_name=_("languages")
    )

    objects: ClassVar = models.Manager()

    class Meta:
        verbose_name = _("languages of a reviewer")
        verbose_name_plural = _("languages of reviewers")

    def __str__(self) -> str:
        return f"{self.user}: {', '.join(self.languages)}"


def languages_of(reviewer: "User") -> list[str]:
    """Empty where the person decides in every language."""
    said = ReviewLanguages.objects.filter(user=reviewer).values_list("languages", flat=True)
    return said.first() or []
