"""Countries and territories, the ILO's regions, and groups of countries with dated membership."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platform_site.pages.models import Subject, SubjectQuerySet


def today() -> str:
    """The date as memberships write it: ISO 8601, which compares as text."""
    return timezone.now().date().isoformat()


class Region(Subject):
    """A region of the ILO, or a subregion when it has a parent."""

    subject_ptr = models.OneToOneField(
        Subject, models.CASCADE, parent_link=True, primary_key=True, related_name="as_%(class)s"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subregions"
    )

    objects: ClassVar = SubjectQuerySet.as_manager()


class CountryQuerySet(SubjectQuerySet["Country"]):
    def in_region(self, region: Region) -> "CountryQuerySet":
        """Countries of a region or of its subregions."""
        return self.filter(Q(region=region) | Q(region__parent=region))

    def in_group(self, group: "Group", *, on: str) -> "CountryQuerySet":
        """Members on a day, written as ISO 8601."""
        rows = GroupMembership.objects.filter(group=group).valid(on)
        return self.filter(pk__in=rows.values("country"))


class Country(Subject):
    """A country or territory of ISO 3166; `code` is its ISO3 and `slug` the same in lower case."""

    class Income(models.TextChoices):
        LOW = "LIC", _("Low income")
        LOWER_MIDDLE = "LMC", _("Lower-middle income")
        UPPER_MIDDLE = "UMC", _("Upper-middle income")
        HIGH = "HIC", _("High income")

    subject_ptr = models.OneToOneField(
        Subject, models.CASCADE, parent_link=True, primary_key=True, related_name="as_%(class)s"
    )
    iso2 = models.CharField(max_length=2, unique=True)
    m49 = models.CharField(max_length=3, unique=True)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="countries"
    )
    # The region of the UN's own aggregates (M49), which is not the ILO's.
    un_region = models.CharField(max_length=3, blank=True, default="")
    is_un_member = models.BooleanField(default=False)
    is_ilo_member = models.BooleanField(default=False)
    ilo_member_since = models.PositiveSmallIntegerField(null=True, blank=True)
    income_group = models.CharField(max_length=3, choices=Income, blank=True, default="")
    income_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("The World Bank's fiscal year of the classification")
    )
    population = models.PositiveBigIntegerField(null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(null=True, blank=True)

    objects: ClassVar = CountryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "countries"

    @property
    def iso3(self) -> str:
        return self.code


class Group(Subject):
    """Countries that some body lists together, such as the least developed countries."""

    subject_ptr = models.OneToOneField(
        Subject, models.CASCADE, parent_link=True, primary_key=True, related_name="as_%(class)s"
    )
    # The area under which the UN publishes aggregates for the same countries, if it does.
    aggregate_area = models.CharField(max_length=3, blank=True, default="")

    objects: ClassVar = SubjectQuerySet.as_manager()


class GroupMembershipQuerySet(models.QuerySet["GroupMembership"]):
    def valid(self, on: str) -> "GroupMembershipQuerySet":
        """Memberships on a day: dates are ISO 8601 of any exactness and compare as text."""
        begun = Q(since="") | Q(since__lte=on)
        return self.filter(begun, Q(until="") | Q(until__gt=on))


class GroupMembership(models.Model):
    """A country belongs to a group from a date until another; an empty date is not known here."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships")
    country = models.ForeignKey(Country, models.CASCADE, related_name="memberships")
    since = models.CharField(max_length=10, blank=True, default="")
    until = models.CharField(max_length=10, blank=True, default="")
    source = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True, default="")

    objects: ClassVar = GroupMembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("group", "country", "since", name="group_membership_once"),
            models.CheckConstraint(
                condition=Q(until="") | Q(until__gt=models.F("since")),
                name="group_membership_ends_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} in {self.group_id}"
