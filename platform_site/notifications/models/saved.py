"""A search that a person follows."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse

from platform_site.pages.models import Subject

from .follow import Frequency

if TYPE_CHECKING:
    from platform_site.access.models import Person


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def of(self, user: "Person") -> "SavedSearchQuerySet":
        return self.filter(user=user.pk) if user.is_authenticated else self.none()


class SavedSearch(models.Model):
    """What `search.standing` says of a search, kept for the person who wants to hear of it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches"
    )
    # The search as an address says it, always in the same way.
    address = models.CharField(max_length=2000)
    words = models.CharField(max_length=200, blank=True, default="")
    # A tsquery: with what said the same when it was read (`actions.read_searches_again`).
    match = models.TextField(blank=True, default="")
    kind = models.CharField(max_length=20, blank=True, default="")
    subtype = models.CharField(max_length=30, blank=True, default="")
    language = models.CharField(max_length=12, blank=True, default="")
    year = models.PositiveSmallIntegerField(null=True)
    # Without its subject a search would find far more than was asked for: it goes with it.
    about = models.ForeignKey(Subject, models.CASCADE, null=True, related_name="+")
    # Empty: as the person's MailPreference says.
    frequency = models.CharField(max_length=7, choices=Frequency, blank=True, default="")
    # What was published earlier is not told.
    followed_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "saved searches"
        constraints = [models.UniqueConstraint("user", "address", name="saved_search_once")]

    def __str__(self) -> str:
        return f"{self.user_id} follows {self.address}"

    def get_absolute_url(self) -> str:
        return f"{reverse('search')}?{self.address}"

    @property
    def follow_url(self) -> str:
        return f"{reverse('follow-search')}?{self.address}"
