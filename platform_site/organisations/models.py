"""Organisations: who funds, carries out, publishes and decides."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.models import OrganisationType
from platform_site.pages.models import Subject, SubjectQuerySet


class Organisation(Subject):
    """An organisation that pages are about; its type is the page's `subtype`."""

    subject_ptr = models.OneToOneField(
        Subject, models.CASCADE, parent_link=True, primary_key=True, related_name="as_%(class)s"
    )
    acronym = models.CharField(_("acronym"), max_length=30, blank=True, default="")
    # None for those that belong to many countries.
    country = models.ForeignKey(
        Subject,
        models.SET_NULL,
        verbose_name=_("country"),
        null=True,
        blank=True,
        related_name="organisations",
    )
    link = models.URLField(_("link"), max_length=500, blank=True, default="")

    objects: ClassVar = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    @property
    def type(self) -> OrganisationType:
        return OrganisationType(self.subtype)
