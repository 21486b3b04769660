"""Narrowing the list of organisations."""

from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet, ModelChoiceFilter
from django_filters.filters import ModelChoiceField

from platform_site.accounts.models import OrganisationType
from platform_site.pages.models import Subject

from .models import Organisation


class CountryField(ModelChoiceField):
    """Offers countries by their name in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        return obj.name


class CountryFilter(ModelChoiceFilter):
    field_class = CountryField


def _countries(request: HttpRequest) -> QuerySet[Subject]:
    """Those that some visible organisation belongs to."""
    theirs = Organisation.objects.published().visible_to(request.user).values("country")
    subjects = Subject.objects.visible_to(request.user).filter(pk__in=theirs)
    return subjects.named().order_by(F("sort_name"))


class OrganisationFilter(FilterSet):
    type = ChoiceFilter(
        label=_("Type"),
        field_name="subtype",
        choices=OrganisationType.choices,
        empty_label=_("All types"),
    )
    country = CountryFilter(
        label=_("Country or territory"),
        queryset=_countries,
        to_field_name="code",
        empty_label=_("All countries"),
    )

    class Meta:
        model = Organisation
        fields: list[str] = []
