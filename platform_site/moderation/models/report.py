"""Reports that something on a page is wrong, by anyone."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platform_site.pages.models import Page

from .revision import new_token


class ProblemReport(models.Model):
    """What is wrong, said in three fields without an account, and what was done about it."""

    class What(models.TextChoices):
        FIGURE = "figure", _("A figure")
        LINK = "link", _("A link")
        SENTENCE = "sentence", _("A sentence")
        CONDUCT = "conduct", _("Somebody's conduct")

    class State(models.TextChoices):
        OPEN = "open", _("waiting for an answer")
        MENDED = "mended", _("mended")
        DECLINED = "declined", _("left as it is")

    page = models.ForeignKey(Page, models.CASCADE, verbose_name=_("page"), related_name="reports")
    what = models.CharField(_("what is wrong?"), max_length=10, choices=What)
    text = models.TextField(_("what did you see, and what should it say?"), max_length=3000)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("reporter"),
        null=True,
        blank=True,
        related_name="reports",
    )
    submission_key = models.UUIDField(unique=True, null=True, editable=False)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    sent_at = models.DateTimeField(_("sent at"), db_default=Now(), editable=False)

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("handled by"),
        null=True,
        blank=True,
        related_name="+",
    )
    answer = models.TextField(_("answer"), blank=True, max_length=2000)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = models.Manager()

    class Meta:
        verbose_name = _("report of a problem")
        verbose_name_plural = _("reports of problems")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open") | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="report_answered_in_words",
            ),
        ]
        indexes = [
            models.Index("sent_at", condition=Q(state="open"), name="report_queue"),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.text[:60]}"

    def get_receipt_url(self) -> str:
        return reverse("receipt", args=[self.token])
