"""Organisations: who funds, carries out, publishes and decides."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from platform_site.pages.models import Subject, SubjectQuerySet


class Side(models.TextChoices):
    """The sides of tripartite dialogue; everybody else is "other"."""

    GOVERNMENT = "government", pgettext_lazy("a side of social dialogue", "Government")
    EMPLOYERS = "employers", pgettext_lazy("a side of social dialogue", "Employers")
    WORKERS = "workers", pgettext_lazy("a side of social dialogue", "Workers")
    OTHER = "other", pgettext_lazy("a side of social dialogue", "Other")


class OrganisationType(models.TextChoices):
    """What people and organisations are asked to call themselves."""

    GOVERNMENT = "government", _("Government")
    EMPLOYERS = "employers", _("Employers’ organisation")
    WORKERS = "workers", _("Workers’ organisation")
    SOCIAL_SECURITY = "social-security", _("Social security institution")
    INTERNATIONAL = "international", _("United Nations or international organisation")
    DEVELOPMENT_BANK = "development-bank", _("Development bank")
    DONOR = "donor", _("Donor")
    NGO = "ngo", _("Non-governmental organisation")
    MUTUAL = "mutual", _("Mutual or cooperative")
    ACADEMIA = "academia", _("Academia and research")
    PRIVATE = "private", _("Private sector")
    INDIVIDUAL = "individual", _("Individual")

    @property
    def side(self) -> Side:
        return _SIDES.get(self.value, Side.OTHER)


_SIDES = {
    "government": Side.GOVERNMENT,
    "social-security": Side.GOVERNMENT,
    "employers": Side.EMPLOYERS,
    "workers": Side.WORKERS,
}


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
