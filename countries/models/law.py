"""What is law: schemes and laws of a country, international instruments, who ratified them.

Schemes, laws and ratifications are facts of a country's page, changed as parts of it. What the
files bring and a person has changed or taken away after review stays as that person left it.
"""

from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from platform_site.pages.models import Page, PageQuerySet
from platform_site.pages.models.gate import visibility

from .places import Country

if TYPE_CHECKING:
    from platform_site.access.models import Person

# Before this year a rate or an age is told as history: it says nothing of today.
CURRENT_FROM = 2010


class Branch(models.TextChoices):
    """The nine branches of Convention No. 102, in the order of its Parts."""

    MEDICAL_CARE = "medical-care", _("Medical care")
    SICKNESS = "sickness", _("Sickness")
    UNEMPLOYMENT = "unemployment", _("Unemployment")
    OLD_AGE = "old-age", _("Old age")
    EMPLOYMENT_INJURY = "employment-injury", _("Employment injury")
    FAMILY = "family", _("Family")
    MATERNITY = "maternity", _("Maternity")
    INVALIDITY = "invalidity", _("Invalidity")
    SURVIVORS = "survivors", _("Survivors")


class FactQuerySet[M: models.Model](models.QuerySet[M]):
    """What hangs on a country: seen by whoever sees the country."""

    def visible_to(self, user: "Person") -> Self:
        return self.filter(visibility(user, prefix="country__"), is_removed=False)


class Fact(models.Model):
    """One reviewed fact of a country, by a key that stays."""

    key = models.CharField(max_length=60)
    source = models.CharField(max_length=200)
    # A file that is loaded again neither changes nor brings back what a person decided.
    is_edited = models.BooleanField(default=False)
    is_removed = models.BooleanField(default=False)

    class Meta:
        abstract = True


def _labels(choices: type[models.TextChoices], values: list[str]) -> list[str]:
    """In the reader's language; a value that is no longer known is left out."""
    return [str(choices(value).label) for value in values if value in choices.values]


def _branches() -> ArrayField:
    return ArrayField(models.CharField(max_length=20, choices=Branch), default=list, blank=True)


class Scheme(Fact):
    """A body of rules that gives a benefit, as a source of a certain year describes it.

    Rates and ages are in the source's own words. Empty means not entered here.
    """

    class Type(models.TextChoices):
        SOCIAL_INSURANCE = "social-insurance", _("Social insurance")
        PROVIDENT_FUND = "provident-fund", _("Provident fund")
        EMPLOYER_LIABILITY = "employer-liability", _("Employer liability")
        UNIVERSAL = "universal", _("Universal or categorical")
        SOCIAL_ASSISTANCE = "social-assistance", _("Social assistance")
        PUBLIC_WORKS = "public-works", _("Public works")
        MICROINSURANCE = "microinsurance", _("Microinsurance")
        MUTUAL = "mutual", _("Mutual")
        PRIVATE_INSURANCE = "private-insurance", _("Mandatory private insurance")
        INDIVIDUAL_ACCOUNT = "individual-account", _("Individual account")
        OTHER = "other", _("Another type")

    class Contributory(models.TextChoices):
        YES = "yes", _("contributory")
        NO = "no", _("non-contributory")
        MIXED = "mixed", _("partly contributory")

    country = models.ForeignKey(Country, models.CASCADE, related_name="schemes")
    name = models.CharField(max_length=200, blank=True, default="")
    branches = _branches()
    types = ArrayField(models.CharField(max_length=20, choices=Type), default=list, blank=True)
    contributory = models.CharField(max_length=5, choices=Contributory, blank=True, default="")
    institution = models.CharField(max_length=200, blank=True, default="")
    first_law_year = models.PositiveSmallIntegerField(null=True, blank=True)
    current_laws = models.CharField(max_length=400, blank=True, default="")
    covered = models.CharField(max_length=300, blank=True, default="")
    rate_insured = models.CharField(max_length=250, blank=True, default="")
    rate_employer = models.CharField(max_length=250, blank=True, default="")
    rate_government = models.CharField(max_length=250, blank=True, default="")
    age_men = models.CharField(max_length=60, blank=True, default="")
    age_women = models.CharField(max_length=60, blank=True, default="")
    notes = models.CharField(max_length=600, blank=True, default="")
    source_year = models.PositiveSmallIntegerField()
    source_url = models.URLField(max_length=300, blank=True, default="")

    objects: ClassVar = FactQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("country", "key", name="scheme_once")]

    def __str__(self) -> str:
        return self.name or ", ".join(self.branch_names)

    @property
    def branch_names(self) -> list[str]:
        return _labels(Branch, self.branches)

    @property
    def type_names(self) -> list[str]:
        return _labels(self.Type, self.types)

    @property
    def is_old(self) -> bool:
        return self.source_year < CURRENT_FROM

    @property
    def rates(self) -> list[tuple[str, str]]:
        """Who pays, and what; of a bare number it is said that it is per cent."""
        year = {"year": self.source_year}
        said = (
            (_("Insured person pays (%(year)s)") % year, self.rate_insured),
            (_("Employer pays (%(year)s)") % year, self.rate_employer),
            (_("Government pays (%(year)s)") % year, self.rate_government),
        )
        return [(label, _with_unit(rate)) for label, rate in said if rate]


def _with_unit(rate: str) -> str:
    """The profiles that give a rate without a unit give all of them in per cent."""
    is_bare = rate[0].isdigit() and rate != "0" and "%" not in rate
    return f"{rate} (%)" if is_bare else rate


class Law(Fact):
    """A law, by its short title; `as_of` is the year for which the source calls it current."""

    class Status(models.TextChoices):
        FIRST = "first law", _("first law")
        CURRENT = "current", _("in force")
        ENACTED = "enacted", _("enacted")
        REPEALED = "repealed", _("no longer in force")
        HISTORIC = "historic", _("historic")
        POLICY = "policy", _("policy")
        STRATEGY = "strategy", _("strategy")

    country = models.ForeignKey(Country, models.CASCADE, related_name="laws")
    title = models.CharField(max_length=300)
    branches = _branches()
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status, blank=True, default="")
    as_of = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True, default="")
    # Official hosts only: mirrors and collections of strangers are named, not linked.
    source_url = models.URLField(max_length=300, blank=True, default="")

    objects: ClassVar = FactQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("country", "key", name="law_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def branch_names(self) -> list[str]:
        return _labels(Branch, self.branches)


class Instrument(Page):
    """An international instrument: a convention, a recommendation, a declaration."""

    class Type(models.TextChoices):
        CONVENTION = "convention", _("Convention")
        RECOMMENDATION = "recommendation", _("Recommendation")
        COVENANT = "covenant", _("Covenant")
        DECLARATION = "declaration", _("Declaration")
        CONCLUSIONS = "conclusions", _("Conclusions")
        RESOLUTION = "resolution", _("Resolution")
        AGENDA = "agenda", _("Agenda")
        REPORT = "report", _("Report")

    page_ptr = models.OneToOneField(
        Page, models.CASCADE, parent_link=True, primary_key=True, related_name="as_%(class)s"
    )
    code = models.CharField(max_length=30, unique=True)
    body = models.CharField(max_length=100)
    # Dates are ISO 8601, as exact as the source: "1952", or "1952-06-28".
    adopted = models.CharField(max_length=10, blank=True, default="")
    in_force = models.CharField(max_length=10, blank=True, default="")
    # How many States had ratified it on a day, as a source said; the list held here is shorter.
    ratifications_reported = models.PositiveSmallIntegerField(null=True, blank=True)
    reported_as_of = models.CharField(max_length=10, blank=True, default="")
    reported_by = models.CharField(max_length=200, blank=True, default="")
    source = models.CharField(max_length=200)

    objects: ClassVar = PageQuerySet.as_manager()

    def __str__(self) -> str:
        return self.code

    @property
    def is_ratified(self) -> bool:
        """Whether States ratify it at all: only conventions and covenants are open to that."""
        return self.subtype in (self.Type.CONVENTION, self.Type.COVENANT)


class Ratification(Fact):
    """A State is bound by an instrument, as a source of some date says. `key` is its code.

    A State without a row is not entered here; that never means that it has not ratified.
    """

    class Kind(models.TextChoices):
        RATIFICATION = "ratification", _("ratified")
        SUCCESSION = "succession", _("succeeded")

    country = models.ForeignKey(Country, models.CASCADE, related_name="ratifications")
    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="ratifications")
    kind = models.CharField(max_length=12, choices=Kind, blank=True, default="")
    registered = models.CharField(max_length=10, blank=True, default="")
    effective = models.CharField(max_length=10, blank=True, default="")
    status = models.CharField(max_length=40, blank=True, default="")
    # The Parts of Convention No. 102 accepted, in Roman numbers with a space between them.
    parts = models.CharField(max_length=60, blank=True, default="")

    objects: ClassVar = FactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("country", "instrument", name="ratification_once"),
            models.CheckConstraint(
                condition=Q(is_removed=True) | ~Q(source=""), name="ratification_has_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id}: {self.key}"
