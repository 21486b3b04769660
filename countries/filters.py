"""Narrowing the list of countries."""

from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter
from django_filters.filters import ModelChoiceField

from .models import Country, CountryQuerySet, Group, Region, today


class NamedChoiceField(ModelChoiceField):
    """Offers pages by their name in the reader's language."""

    def label_from_instance(self, obj: Region | Group) -> str:
        return obj.name


class NamedFilter(ModelChoiceFilter):
    field_class = NamedChoiceField


def _regions(request: HttpRequest) -> QuerySet[Region]:
    return (
        Region.objects.visible_to(request.user).filter(parent=None).named().order_by(F("sort_name"))
    )


def _groups(request: HttpRequest) -> QuerySet[Group]:
    return Group.objects.visible_to(request.user).named().order_by(F("sort_name"))


class CountryFilter(FilterSet):
    region = NamedFilter(
        label=_("Region"),
        queryset=_regions,
        to_field_name="slug",
        empty_label=_("All regions"),
        method="in_region",
    )
    group = NamedFilter(
        label=_("Group"),
        queryset=_groups,
        to_field_name="slug",
        empty_label=_("All groups"),
        method="in_group",
    )
    income = ChoiceFilter(
        label=_("Income group"),
        field_name="income_group",
        choices=Country.Income.choices,
        empty_label=_("All incomes"),
    )

    class Meta:
        model = Country
        fields: list[str] = []

    def in_region(self, countries: CountryQuerySet, name: str, value: Region) -> CountryQuerySet:
        return countries.in_region(value)

    def in_group(self, countries: CountryQuerySet, name: str, value: Group) -> CountryQuerySet:
        return countries.in_group(value, on=today())
