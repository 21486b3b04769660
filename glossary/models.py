"""Concepts: what a thing is called in several languages, and how it is defined."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from platform_site.core.sort_keys import sort_key
from platform_site.pages.languages import CONTENT_LANGUAGES
from platform_site.pages.models import Page, PageQuerySet
from platform_site.search.synonyms import phrase_of

if TYPE_CHECKING:
    from platform_site.access.models import Person


class ConceptQuerySet(PageQuerySet["Concept"]):
    def of_collection(self, collection: str) -> Self:
        return self.filter(subtype=collection)


class Concept(Page):
    """One meaning. Its names and definitions are rows; its collection is the page's `subtype`.

    title, language and summary are copies: the English term and definition, or those of another
    language while there are none in English (`actions.write_concepts`).
    """

    class Collection(models.TextChoices):
        OWN = "term", _("Social protection term")
        THESAURUS = "thesaurus", _("UNESCO Thesaurus")

    page_ptr = models.OneToOneField(
        Page, models.CASCADE, parent_link=True, primary_key=True, related_name="as_concept"
    )
    # What the source calls it: CORE-SP, concept424. Empty for what people contribute.
    code = models.CharField(max_length=40, blank=True, default="")
    source = models.CharField(_("source"), max_length=200, blank=True, default="")
    licence = models.CharField(_("licence"), max_length=60, blank=True, default="")
    # Where the concept stops and its neighbours begin: language → text.
    scope_notes = models.JSONField(default=dict, blank=True)

    objects: ClassVar = ConceptQuerySet.as_manager()

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        constraints = [
            models.UniqueConstraint("code", condition=~Q(code=""), name="concept_code_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_thesaurus(self) -> bool:
        return self.subtype == self.Collection.THESAURUS


class PartQuerySet[P: models.Model](models.QuerySet[P]):
    def visible_to(self, user: "Person") -> Self:
        """What hangs on a concept is seen by who sees the concept."""
        seen = Concept.objects.published().visible_to(user)
        return self.filter(concept__in=seen.values("pk"))


class Designation(models.Model):
    """What a concept is called in a language.

    `key` names the row in snapshots. The preferred term of a language has the language as its key,
    so that there is one of them and two changes of it meet; others are `fr-1a2b3c4d`.
    """

    class Status(models.TextChoices):
        PREFERRED = "preferred", _("preferred")
        ADMITTED = "admitted", _("also used")
        PROPOSED = "proposed", _("proposed")
        DEPRECATED = "deprecated", _("no longer used")

    concept = models.ForeignKey(Concept, models.CASCADE, related_name="designations")
    key = models.CharField(max_length=40)
    language = models.CharField(max_length=12, choices=CONTENT_LANGUAGES)
    text = models.CharField(max_length=300)
    status = models.CharField(max_length=10, choices=Status, default=Status.PREFERRED)
    sort_key = models.CharField(max_length=300, editable=False)
    # As people type it: the words, without accents or capitals.
    folded = models.CharField(max_length=600, editable=False)

    objects: ClassVar = PartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("concept", "key", name="designation_once"),
            models.CheckConstraint(
                condition=Q(status="preferred", key=F("language"))
                | (~Q(status="preferred") & ~Q(key=F("language"))),
                name="designation_preferred_is_keyed_by_language",
            ),
        ]
        indexes = [models.Index(fields=["folded"], name="designation_folded")]

    def __str__(self) -> str:
        return self.text

    def fill_keys(self) -> None:
        self.sort_key, self.folded = sort_key(self.text, self.language), phrase_of(self.text)


class Definition(models.Model):
    """What a concept means, in one language and by one source; several stand side by side."""

    class Origin(models.TextChoices):
        PLATFORM = "platform", _("written for this platform")
        QUOTED = "quoted", _("quoted from the source")
        CONTRIBUTED = "contributed", _("contributed")

    concept = models.ForeignKey(Concept, models.CASCADE, related_name="definitions")
    key = models.CharField(max_length=40)
    language = models.CharField(max_length=12, choices=CONTENT_LANGUAGES)
    text = models.TextField(max_length=3000)
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.CONTRIBUTED)
    source = models.CharField(_("source"), max_length=300, blank=True, default="")
    source_url = models.URLField(_("link"), max_length=500, blank=True, default="")
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)

    objects: ClassVar = PartQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("concept", "key", name="definition_once")]

    def __str__(self) -> str:
        return self.text[:80]


class Relation(models.Model):
    """From a concept to another of ours, or to an address elsewhere; narrower is broader, turned.

    `related` is stored once and read from both sides.
    """

    class Type(models.TextChoices):
        BROADER = "broader", _("Broader")
        RELATED = "related", _("Related")
        REPLACED = "replaced", _("Replaced by")
        EXACT = "exact", _("The same elsewhere")

    concept = models.ForeignKey(Concept, models.CASCADE, related_name="relations")
    type = models.CharField(max_length=10, choices=Type)
    target = models.ForeignKey(
        Concept, models.CASCADE, null=True, blank=True, related_name="incoming"
    )
    uri = models.URLField(max_length=500, blank=True, default="")

    objects: ClassVar = PartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "concept", "type", "target", "uri", name="relation_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(type="exact", target__isnull=True) & ~Q(uri="")
                | ~Q(type="exact") & Q(target__isnull=False, uri=""),
                name="relation_inside_or_elsewhere",
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=True) | ~Q(target=F("concept")),
                name="relation_not_to_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.concept_id} {self.type} {self.target_id or self.uri}"
