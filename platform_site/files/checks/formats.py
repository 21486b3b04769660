"""The nine formats that are taken, each with what a reader is told of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Format(models.TextChoices):
    PDF = "pdf", _("PDF document")
    DOCX = "docx", _("Word document")
    XLSX = "xlsx", _("Excel workbook")
    PPTX = "pptx", _("PowerPoint presentation")
    ODT = "odt", _("OpenDocument text")
    ODS = "ods", _("OpenDocument spreadsheet")
    ODP = "odp", _("OpenDocument presentation")
    CSV = "csv", _("CSV table")
    TXT = "txt", _("Plain text")


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"

MEDIA_TYPES: dict[str, str] = {
    Format.PDF: "application/pdf",
    Format.DOCX: f"{_OFFICE}.wordprocessingml.document",
    Format.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    Format.PPTX: f"{_OFFICE}.presentationml.presentation",
    Format.ODT: f"{_OPEN}.text",
    Format.ODS: f"{_OPEN}.spreadsheet",
    Format.ODP: f"{_OPEN}.presentation",
    Format.CSV: "text/csv",
    Format.TXT: "text/plain",
}

# What a form lets one choose: by ending, and by what some systems ask instead.
ACCEPT = ",".join([*(f".{name}" for name in Format.values), *MEDIA_TYPES.values()])
