"""Figures as a file: exactly as their source wrote them."""

import csv

from django.db.models import F
from django.http import HttpResponse

from .models import ObservationQuerySet

# A contract: other people's programs read these columns.
COLUMNS = (*("iso3", "indicator", "year", "sex", "breakdown", "value", "unit", "status", "source"),)


def as_csv(observations: ObservationQuerySet, *, filename: str) -> HttpResponse:
    """The observations of countries as UTF-8 CSV with a header row, ordered by country."""
    rows = (
        observations.annotate(
            iso3=F("area__code"), code=F("indicator__code"), unit=F("indicator__unit")
        )
        .order_by("area__code", "indicator__code", "year", "sex", "breakdown")
        .values_list(
            *("iso3", "code", "year", "sex", "breakdown"),
            *("value_text", "unit", "status", "source"),
        )
    )
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    writer = csv.writer(response, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return response
