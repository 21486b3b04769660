"""What is searched: one narrow row per page and language, and the words of public titles."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q

from platform_site.pages.models import Page, copies_admit

if TYPE_CHECKING:
    from platform_site.access.models import Person

# Words of a title as they are written, not their stems: what somebody types is half a word.
TITLE_WORDS = SearchVector("title_folded", config="site_simple")


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    def visible_to(self, user: "Person") -> Self:
        """The copies narrow it down while the index is read; the page's own gate decides."""
        return self.filter(copies_admit(user), page__in=Page.objects.visible_to(user))


class SearchEntry(models.Model):
    """A published page under one of its names. Triggers keep it (migration 0003), nobody else."""

    # A trigger removes the rows of a page that is deleted; here Django would ask first.
    page = models.ForeignKey(Page, models.DO_NOTHING, related_name="search_entries")
    # The page that its translations share: results show one of a group.
    original_id = models.BigIntegerField()
    language = models.CharField(max_length=12)
    kind = models.CharField(max_length=20)
    subtype = models.CharField(max_length=30, blank=True, default="")
    # When it was published; a reference page (country, region …) has no year.
    year = models.PositiveSmallIntegerField(null=True)
    audience = models.CharField(max_length=10)
    circle_id = models.BigIntegerField(null=True)
    published_at = models.DateTimeField()
    subjects = ArrayField(models.BigIntegerField())
    # The slug of a reference page, such as khm; empty for all others.
    code = models.CharField(max_length=200, blank=True, default="")
    title_folded = models.CharField(max_length=600)
    vector = SearchVectorField()

    objects: ClassVar = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "search entries"
        constraints = [models.UniqueConstraint("page", "language", name="search_entry_once")]
        indexes = [
            GinIndex(fields=["vector"], name="search_entry_vector"),
            GinIndex(fields=["subjects"], name="search_entry_subjects"),
            GinIndex(TITLE_WORDS, name="search_entry_title_words"),
            models.Index(F("published_at").desc(), F("page").desc(), name="search_entry_newest"),
            models.Index(
                fields=["title_folded"],
                opclasses=["varchar_pattern_ops"],
                name="search_entry_title",
            ),
            models.Index(fields=["code"], condition=~Q(code=""), name="search_entry_code"),
        ]

    def __str__(self) -> str:
        return f"{self.title_folded} ({self.language})"


class Word(models.Model):
    """A word of public titles, for "Did you mean": made by actions.refresh_lexicon."""

    folded = models.CharField(max_length=200, unique=True)
    # The most frequent spelling, with its accents.
    text = models.CharField(max_length=200)
    entries = models.PositiveIntegerField()

    class Meta:
        indexes = [
            GinIndex(fields=["folded"], opclasses=["gin_trgm_ops"], name="search_word_trigrams"),
        ]

    def __str__(self) -> str:
        return self.text
