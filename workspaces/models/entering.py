"""When an administrator looked into a workspace, and why."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .workspace import Workspace

LASTS = timedelta(hours=1)


class Inspection(models.Model):
    """One look from outside: who, why, until when. Never rewritten, never deleted by people."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="inspections")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="inspections"
    )
    reason = models.CharField(_("why you look in"), max_length=600)
    began_at = models.DateTimeField(db_default=Now(), editable=False)
    ends_at = models.DateTimeField()

    objects: ClassVar = models.Manager()

    class Meta:
        verbose_name = _("look into a workspace")
        verbose_name_plural = _("looks into workspaces")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="inspection_has_reason"),
        ]
        indexes = [models.Index("workspace", models.F("id").desc(), name="inspection_of_workspace")]

    def __str__(self) -> str:
        return f"{self.by_id} looked into {self.workspace_id}"

    @property
    def is_open(self) -> bool:
        return self.ends_at > timezone.now()
