"""Indicators, the areas they are observed in, and every value ever held: nothing is overwritten."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Now
from django.utils.translation import gettext_lazy as _

from platform_site.core.templatetags.look import day
from platform_site.pages.models import Page, PageQuerySet, Subject


class Release(models.Model):
    """One publication of figures by a publisher: what a figure came from and how old it is."""

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    licence = models.CharField(max_length=100)
    url = models.URLField()
    # ISO 8601, as exact as the publisher says: "2023-12-17", or "2020". It sorts as text.
    released = models.CharField(max_length=10)

    def __str__(self) -> str:
        return self.title

    @property
    def date(self) -> str:
        """The day in words, or the year where the publisher says no more."""
        try:
            return day(date.fromisoformat(self.released))
        except ValueError:
            return self.released


class Indicator(Page):
    """A measure: its name is in PageName, its values in Observation."""

    class Direction(models.TextChoices):
        UP = "up", _("more is better")
        DOWN = "down", _("less is better")
        NEITHER = "", _("neither")

    page_ptr = models.OneToOneField(
        Page, models.CASCADE, parent_link=True, primary_key=True, related_name="as_%(class)s"
    )
    code = models.CharField(max_length=40, unique=True)
    unit = models.CharField(max_length=40)
    direction = models.CharField(max_length=4, choices=Direction, blank=True, default="")
    # The sex whose series stands for the indicator on maps and in key figures.
    main_sex = models.CharField(max_length=1, blank=True, default="")
    sdg_number = models.CharField(max_length=20, blank=True, default="")
    ilostat_classif1 = models.CharField(max_length=40, blank=True, default="")
    source = models.CharField(max_length=200)
    release = models.ForeignKey(Release, models.PROTECT, related_name="indicators")

    objects: ClassVar = PageQuerySet.as_manager()

    def __str__(self) -> str:
        return self.code


class Area(models.Model):
    """Where something was observed: a country or territory, or a publisher's own aggregate."""

    code = models.CharField(max_length=10, unique=True, help_text=_("ISO3, or M49 of an aggregate"))
    name = models.CharField(max_length=200, help_text=_("As the publisher writes it"))
    subject = models.OneToOneField(
        Subject, models.CASCADE, null=True, blank=True, related_name="area"
    )

    def __str__(self) -> str:
        return self.name


class ObservationQuerySet(models.QuerySet["Observation"]):
    def current(self) -> "ObservationQuerySet":
        return self.filter(superseded_by__isnull=True)

    def of_countries(self) -> "ObservationQuerySet":
        return self.filter(area__subject__isnull=False)


class Observation(models.Model):
    """One value as its source wrote it. It changes only by a newer one that supersedes it."""

    class Sex(models.TextChoices):
        TOTAL = "T", _("both sexes")
        FEMALE = "F", _("women")
        MALE = "M", _("men")
        OTHER = "O", _("other")
        NONE = "", _("not by sex")

    area = models.ForeignKey(Area, models.PROTECT, related_name="observations")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="observations")
    year = models.PositiveSmallIntegerField()
    sex = models.CharField(max_length=1, choices=Sex, blank=True, default="")
    breakdown = models.CharField(max_length=60, blank=True, default="")
    value_text = models.CharField(max_length=24)
    value = models.GeneratedField(
        expression=Cast("value_text", models.DecimalField(max_digits=24, decimal_places=8)),
        output_field=models.DecimalField(max_digits=24, decimal_places=8),
        db_persist=True,
    )
    # The publisher's own codes: obs_status and nature of the data.
    status = models.CharField(max_length=4, blank=True, default="")
    nature = models.CharField(max_length=4, blank=True, default="")
    source = models.CharField(max_length=200)
    release = models.ForeignKey(Release, models.PROTECT, related_name="observations")
    imported_at = models.DateTimeField(db_default=Now(), editable=False)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes"
    )

    objects: ClassVar = ObservationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "area",
                "indicator",
                "year",
                "sex",
                "breakdown",
                condition=Q(superseded_by__isnull=True),
                name="observation_one_current_value",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True) | ~Q(superseded_by=F("pk")),
                name="observation_not_superseded_by_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.area_id} {self.year}: {self.value_text}"


class Standing(models.Model):
    """Where the countries stand: the latest value of each, for one indicator's main series.

    Made from the observations after each import, so that a map, a strip or a median is one row.
    """

    indicator = models.OneToOneField(
        Indicator, models.CASCADE, primary_key=True, related_name="standing"
    )
    # ISO3 → [year, value as written, status]
    figures = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.indicator_id}: {len(self.figures)} countries"
