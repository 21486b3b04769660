"""What somebody had typed when their session was over, kept until they signed in again."""

import hashlib
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

LIFETIME = timedelta(hours=24)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class KeptFormQuerySet(models.QuerySet["KeptForm"]):
    def fresh(self) -> "KeptFormQuerySet":
        return self.filter(kept_at__gt=timezone.now() - LIFETIME)

    def stale(self) -> "KeptFormQuerySet":
        return self.filter(kept_at__lte=timezone.now() - LIFETIME)

    def held_by(self, *, token: str, path: str) -> "KeptFormQuerySet":
        """The form that whoever holds this token typed at this path."""
        return self.fresh().filter(digest=digest_of(token), path=path)


class KeptForm(models.Model):
    """Fields of one form, without files and passwords. Only the holder of the token finds it:
    the table itself holds a digest."""

    digest = models.CharField(max_length=64, unique=True)
    path = models.CharField(max_length=500)
    # Whoever it was given back to: nobody is known while it is being kept.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="kept_forms"
    )
    data = models.JSONField()
    kept_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar = KeptFormQuerySet.as_manager()

    class Meta:
        indexes = [models.Index("kept_at", name="kept_form_age")]

    def __str__(self) -> str:
        return f"kept at {self.path}"
