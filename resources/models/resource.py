"""Resource: the record of one work, tool, law or course."""

import datetime as dt
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platform_site.pages.models import Page, PageQuerySet


class ResourceQuerySet(PageQuerySet["Resource"]):
    def current(self, *, on: dt.date | None = None) -> Self:
        """Without the courses that one can no longer apply for on that day."""
        from .details import Course  # noqa: PLC0415 (details need the model)

        day = on or timezone.now().date()
        past = Course.objects.filter(resource=OuterRef("pk"), deadline__lt=day)
        return self.exclude(Q(subtype=Resource.Type.COURSE) & Exists(past))

    def with_details(self) -> Self:
        return self.select_related("text", "contributor", "course", "law", "experience", "tool")


class Resource(Page):
    """A record. Its type is the page's `subtype` and its year the page's `year`, so that lists
    and the search filter without a join; its language is that of the work."""

    class Type(models.TextChoices):
        REPORT = "report", _("Report")
        WORKING_PAPER = "working-paper", _("Working paper")
        BRIEF = "brief", _("Brief")
        JOURNAL_ARTICLE = "journal-article", _("Journal article")
        BOOK = "book", _("Book")
        BOOK_CHAPTER = "book-chapter", _("Chapter of a book")
        PAPER = "paper", _("Conference or other paper")
        THESIS = "thesis", _("Thesis")
        GUIDE = "guide", _("Guide or handbook")
        METHOD = "method", _("Method")
        TOOL = "tool", _("Tool or software")
        DATASET = "dataset", _("Dataset or database")
        EVALUATION = "evaluation", _("Evaluation")
        ASSESSMENT = "assessment", _("Assessment")
        VALUATION = "valuation", _("Actuarial valuation")
        STRATEGY = "strategy", _("National strategy or policy")
        LEGISLATION = "legislation", _("Legislation")
        COUNTRY_PROFILE = "country-profile", _("Country profile")
        INSTRUMENT = "instrument", _("ILO instrument")
        EXPERIENCE = "experience", _("Country experience")
        INNOVATION = "innovation", _("Innovation")
        CALL = "call", _("Call for experiences")
        COURSE = "course", _("Course")
        PRESENTATION = "presentation", _("Presentation")
        VIDEO = "video", _("Video")
        WEB_PAGE = "web-page", _("Web page")
        DOCUMENT = "document", _("Document")

    class Licence(models.TextChoices):
        CC_BY = "cc-by-4.0", "CC BY 4.0"
        CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
        CC_BY_NC = "cc-by-nc-4.0", "CC BY-NC 4.0"
        CC_BY_NC_SA = "cc-by-nc-sa-4.0", "CC BY-NC-SA 4.0"
        CC_BY_NC_ND = "cc-by-nc-nd-4.0", "CC BY-NC-ND 4.0"
        CC_BY_IGO = "cc-by-3.0-igo", "CC BY 3.0 IGO"
        CC_BY_NC_SA_IGO = "cc-by-nc-sa-3.0-igo", "CC BY-NC-SA 3.0 IGO"
        CC0 = "cc0-1.0", "CC0 1.0"
        PUBLIC_DOMAIN = "public-domain", _("Public domain")
        OPEN_SOURCE = "open-source", _("Open-source licence")
        RESERVED = "reserved", _("All rights reserved")

    # What belongs to the documents of a country rather than to writing about it.
    NATIONAL: ClassVar = (
        Type.STRATEGY,
        Type.LEGISLATION,
        Type.COUNTRY_PROFILE,
        Type.ASSESSMENT,
        Type.VALUATION,
    )

    # What may be told here and nowhere else: it needs no link.
    TOLD_HERE: ClassVar = (Type.EXPERIENCE, Type.INNOVATION, Type.CALL)

    page_ptr = models.OneToOneField(
        Page, models.CASCADE, parent_link=True, primary_key=True, related_name="as_resource"
    )
    # "Last, First"; a name without a comma is an organisation's.
    authors = ArrayField(models.CharField(max_length=200), verbose_name=_("authors"), default=list)
    organisation = models.CharField(_("organisation"), max_length=300, blank=True)
    journal = models.CharField(_("published in"), max_length=300, blank=True)
    series = models.CharField(_("series"), max_length=200, blank=True)
    number = models.CharField(_("number"), max_length=60, blank=True)
    other_languages = ArrayField(
        models.CharField(max_length=12), verbose_name=_("other languages"), default=list
    )
    link = models.URLField(_("link"), max_length=1000, blank=True)
    doi = models.CharField("DOI", max_length=200, blank=True)
    isbn = models.CharField("ISBN", max_length=13, blank=True)
    licence = models.CharField(_("licence"), max_length=30, choices=Licence, blank=True)
    # The work has no title of its own; what stands there is how we call it.
    is_label = models.BooleanField(_("has no title of its own"), default=False)
    # Of a record that was carried over: its key in the list it comes from, and the list.
    source_key = models.CharField(max_length=100, blank=True, editable=False)
    source = models.CharField(max_length=300, blank=True, editable=False)
    source_url = models.URLField(max_length=500, blank=True, editable=False)
    # How duplicates are found: made by actions.write_keys, never typed.
    link_key = models.CharField(max_length=1000, blank=True, editable=False)
    title_key = models.CharField(max_length=300, blank=True, editable=False)

    objects: ClassVar = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        constraints = [
            models.CheckConstraint(
                condition=Q(doi="") | Q(doi__startswith="10."), name="resource_doi_is_bare"
            ),
            models.UniqueConstraint(
                F("source_key"), condition=~Q(source_key=""), name="resource_carried_once"
            ),
        ]
        indexes = [
            models.Index(F("doi"), condition=~Q(doi=""), name="resource_doi"),
            models.Index(F("isbn"), condition=~Q(isbn=""), name="resource_isbn"),
            models.Index(F("link_key"), condition=~Q(link_key=""), name="resource_link"),
            models.Index(F("series"), condition=~Q(series=""), name="resource_series"),
            GinIndex(fields=["title_key"], opclasses=["gin_trgm_ops"], name="resource_title"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_told_here(self) -> bool:
        return self.subtype in self.TOLD_HERE

    @property
    def is_link_by_doi(self) -> bool:
        """Whether the link says no more than the DOI does."""
        return bool(self.doi) and self.link.casefold().endswith(f"doi.org/{self.doi.casefold()}")

    @property
    def read_at(self) -> str:
        """Where to get it: the DOI lasts longer than any link."""
        return f"https://doi.org/{self.doi}" if self.doi else self.link
