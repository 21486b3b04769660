"""Results and aims, exactly as their source states them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from platform_site.pages.models import Page


class Result(models.Model):
    """One stated figure. Never summed, never rounded; changed by import only."""

    class Nature(models.TextChoices):
        RESULT = "result", pgettext_lazy("nature of a figure", "Result")
        AIM = "aim", pgettext_lazy("nature of a figure", "Aim")
        SCOPE = "scope", pgettext_lazy("nature of a figure", "Scope")
        CONTEXT = "context", pgettext_lazy("nature of a figure", "Context")

    class Unit(models.TextChoices):
        PERSONS = "persons", pgettext_lazy("unit of a result", "people")
        COUNTRIES = "countries", pgettext_lazy("unit of a result", "countries")
        JOBS = "jobs", pgettext_lazy("unit of a result", "jobs")
        PERCENT = "percent", pgettext_lazy("unit of a result", "percent")

    class Comparator(models.TextChoices):
        EXACT = "", ""
        MORE = "more than", pgettext_lazy("before a number", "more than")
        OVER = "over", pgettext_lazy("before a number", "over")
        ONE_IN_FIVE = "only one in five", pgettext_lazy("of a number", "only one in five")

    # The row of the file: 1, 2, …
    code = models.CharField(max_length=20, unique=True)
    page = models.ForeignKey(Page, models.CASCADE, related_name="results")
    nature = models.CharField(max_length=10, choices=Nature)
    # Language → text.
    statement = models.JSONField(default=dict)
    scope = models.JSONField(default=dict)
    # As the source writes it, in digits.
    number = models.CharField(max_length=20)
    unit = models.CharField(max_length=10, choices=Unit)
    comparator = models.CharField(max_length=20, choices=Comparator, blank=True, default="")
    countries_number = models.PositiveSmallIntegerField(null=True)
    period = models.CharField(_("period"), max_length=20, blank=True, default="")
    source = models.CharField(_("source"), max_length=300)

    objects: ClassVar = models.Manager["Result"]()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.comparator} {self.number} {self.unit}".strip()
