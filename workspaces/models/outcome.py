"""What a workspace gives to everyone: a document sent into the library."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from platform_site.moderation.models import Revision

from .document import Document


class LibraryEntry(models.Model):
    """Which version of a document was sent into the library, and the contribution it became."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="library_entries")
    version = models.PositiveIntegerField()
    revision = models.OneToOneField(Revision, models.CASCADE, related_name="library_entry")
    sent_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar = models.Manager()

    class Meta:
        verbose_name_plural = "library entries"

    def __str__(self) -> str:
        return f"{self.document_id} in the library"
