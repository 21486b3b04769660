"""Files: what was uploaded, and where on pages it hangs, version by version.

Nothing here has a visibility of its own: a file is seen by whoever sees a page that it hangs on.
Before it hangs anywhere only who uploaded it sees it; while a change waits, the reviewers too.
"""

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platform_site.pages.models import Page, visibility

from .checks import MEDIA_TYPES, Format

if TYPE_CHECKING:
    from platform_site.access.models import Person

# How long an upload waits for its form to be sent.
PATIENCE = timedelta(hours=24)


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def visible_to(self, user: "Person") -> Self:
        """Hanging on a page that the person sees; or uploaded by them and named by nothing yet;
        or named by a change that they sent, or that they may decide on."""
        versions = FileVersion.objects.visible_to(user).filter(stored=OuterRef("pk"))
        if not user.is_authenticated:
            return self.filter(Exists(versions))
        uses = FileUse.objects.filter(stored=OuterRef("pk"))
        seen = uses.filter(visibility(user, prefix="page__"))
        mine: Any = Q(uploaded_by=user.pk) & (~Exists(uses) | Exists(seen))
        if user.is_reviewer:
            mine |= Exists(seen.filter(page__circle__isnull=True))
        return self.filter(mine | Exists(versions))

    def unused(self) -> Self:
        return self.filter(~Exists(FileUse.objects.filter(stored=OuterRef("pk"))))

    def forgotten(self) -> Self:
        """Uploaded, and never sent with anything."""
        return self.unused().filter(wanted_at__lt=timezone.now() - PATIENCE)


class StoredFile(models.Model):
    """The bytes of one upload, checked, under a name that nobody chose."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=130)
    format = models.CharField(_("format"), max_length=4, choices=Format)
    # Of text only: what its letters are written in.
    charset = models.CharField(max_length=10, blank=True)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="uploads"
    )
    uploaded_at = models.DateTimeField(db_default=Now(), editable=False)
    # When a form last named it: what no form wants any more is swept away.
    wanted_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        indexes = [
            models.Index("uploaded_by", "uploaded_at", name="file_of_a_day"),
            models.Index("wanted_at", name="file_wanted"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("files:upload", args=[self.pk])

    @property
    def path(self) -> str:
        """Where the storage keeps it; follows from its number alone."""
        return f"files/{self.pk.hex[:2]}/{self.pk.hex}"

    @property
    def media_type(self) -> str:
        plain = MEDIA_TYPES[self.format]
        return f"{plain}; charset={self.charset}" if self.charset else plain


class FileUse(models.Model):
    """The history of a page names this file: it hangs there, did so, or is proposed."""

    stored = models.ForeignKey(StoredFile, models.CASCADE, related_name="uses")
    page = models.ForeignKey(Page, models.CASCADE, related_name="file_uses")

    objects: ClassVar = models.Manager["FileUse"]()

    class Meta:
        constraints = [models.UniqueConstraint("page", "stored", name="file_use_once")]

    def __str__(self) -> str:
        return f"{self.page_id} names {self.stored_id}"


class PageFileQuerySet(models.QuerySet["PageFile"]):
    def visible_to(self, user: "Person") -> Self:
        return self.filter(visibility(user, prefix="page__"), removed_at__isnull=True)

    def with_versions(self) -> Self:
        """Two queries for all of them; the newest version first."""
        newest = FileVersion.objects.select_related("stored").order_by("-number")
        return self.order_by("pk").prefetch_related(Prefetch("versions", newest))


class PageFile(models.Model):
    """A place on a page where a file hangs: its address stays, whatever version hangs there."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="files")
    # What the snapshots of the page call it: the same in every revision.
    key = models.CharField(max_length=20, editable=False)
    title = models.CharField(_("title"), max_length=200, blank=True)
    # Taken off the page; restoring an earlier revision hangs it up again, at its old address.
    removed_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar = PageFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of a page")
        verbose_name_plural = _("files of pages")
        constraints = [models.UniqueConstraint("page", "key", name="page_file_key")]

    def __str__(self) -> str:
        return self.title or self.key

    def get_absolute_url(self) -> str:
        return reverse("files:newest", args=[self.pk])

    @property
    def newest(self) -> "FileVersion":
        """Of those fetched by `with_versions`."""
        return self.versions.all()[0]

    @property
    def earlier(self) -> "list[FileVersion]":
        return list(self.versions.all()[1:])

    @property
    def label(self) -> str:
        return self.title or self.newest.stored.name


class FileVersionQuerySet(models.QuerySet["FileVersion"]):
    def visible_to(self, user: "Person") -> Self:
        return self.filter(
            visibility(user, prefix="page_file__page__"), page_file__removed_at__isnull=True
        )


class FileVersion(models.Model):
    """What hung in a place from some day on."""

    page_file = models.ForeignKey(PageFile, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="versions")
    added_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar = FileVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("page_file", "number", name="file_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.page_file_id}, version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("files:version", args=[self.page_file_id, self.number])
