"""Projects: the rows of published lists, and those that people contribute."""

import re
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from platform_site.pages.models import Page, PageQuerySet

from .period import Dated

_LEDGER = re.compile(r"P\d{6}")


class Project(Dated, Page):
    """A project. Its text says what is done; `published_at` of a row of a list is its start, so
    that "the newest projects" are those that began last.
    """

    class Type(models.TextChoices):
        """The page's `subtype`: what its list calls social protection by name is kept apart from
        what it only counts to the sector."""

        NAMED = "project", _("Project")
        SECTOR = "sector", _("Project, classified by sector")

    class Status(models.TextChoices):
        PIPELINE = "pipeline", pgettext_lazy("status of a project", "In preparation")
        ACTIVE = "active", pgettext_lazy("status of a project", "Active")
        CLOSED = "closed", pgettext_lazy("status of a project", "Closed")

    class Step(models.IntegerChoices):
        STRATEGY = 1, _("Step 1: strategy")
        DESIGN = 2, _("Step 2: design, reform and finance")
        OPERATIONS = 3, _("Step 3: operations and governance")

    page_ptr = models.OneToOneField(
        Page, models.CASCADE, parent_link=True, primary_key=True, related_name="as_project"
    )
    # The key of the row it was imported from, such as P091036; a contributed one has none.
    code = models.CharField(max_length=20, blank=True, default="", editable=False)
    countries_note = models.CharField(
        _("countries, where the source names none"), max_length=200, blank=True, default=""
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, blank=True, default="")
    commitment_usd = models.PositiveBigIntegerField(_("commitment, US$"), null=True, blank=True)
    # The day that the status and the commitment are of.
    as_of = models.CharField(_("as of"), max_length=10, blank=True, default="")
    agency = models.CharField(_("carried out by"), max_length=200, blank=True, default="")
    sector = models.CharField(_("sector, in the source"), max_length=80, blank=True, default="")
    step = models.PositiveSmallIntegerField(_("step"), choices=Step, null=True, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True, default="")
    source = models.CharField(_("source"), max_length=300, blank=True, default="")

    objects: ClassVar = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            models.UniqueConstraint("code", condition=~models.Q(code=""), name="project_code_once")
        ]
        indexes = [
            models.Index(
                models.F("starts").desc(), models.F("page_ptr").desc(), name="project_newest"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_of_ledger(self) -> bool:
        """A row of the World Bank's list, which people correct but do not discuss here."""
        return _LEDGER.fullmatch(self.code) is not None
