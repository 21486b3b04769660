"""Projects as a file."""

import csv
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.http import HttpResponse

from .models import Project
from .table import Row, rows

if TYPE_CHECKING:
    from platform_site.access.models import Person

# A contract: other people's programs read these columns.
COLUMNS = (
    *("project", "name", "countries", "countries_note", "themes", "programmes", "funders"),
    *("partners", "carried_out_by", "start", "end", "status", "commitment_usd", "as_of", "type"),
    *("link", "source"),
)
# A cell that begins so would be read as a formula by a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(projects: Sequence[Project], user: "Person", *, filename: str) -> HttpResponse:
    """UTF-8, comma, a header row; `;` between the values of a cell."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    writer = csv.writer(response, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_plain(cell) for cell in _cells(row)] for row in rows(projects, user))
    return response


def _cells(row: Row) -> tuple[object, ...]:
    project = row.project
    return (
        project.code or project.slug,
        project.title,
        ";".join(link.code for link in row.countries),
        project.countries_note,
        ";".join(link.code for link in row.themes),
        ";".join(link.name for link in row.programmes),
        ";".join(link.name for link in row.funders),
        ";".join(link.name for link in row.partners),
        project.agency,
        project.starts,
        project.ends,
        project.status,
        "" if project.commitment_usd is None else project.commitment_usd,
        project.as_of,
        project.subtype,
        project.link,
        project.source,
    )


def _plain(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
