"""The field of a form in which files are hung on a page, replaced and taken off."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .actions import want
from .checks import ACCEPT
from .models import StoredFile
from .staging import HELD, REFUSED, REMOVED, TITLE, Held

MOST = 10


@dataclass
class Row:
    """One file in the form: its place, its upload, what it is called, whether it goes."""

    held: Held
    title: str = ""
    is_removed: bool = False
    stored: StoredFile | None = None

    @property
    def key(self) -> str:
        return self.held.key

    @property
    def signed(self) -> str:
        return self.held.signed()


@dataclass
class Chosen:
    """What stands in the field: the files, and why others were refused."""

    rows: list[Row]
    refusals: list[str]

    @property
    def has_any(self) -> bool:
        return bool(self.refusals) or any(not row.is_removed for row in self.rows)


def read_rows(rows: list[Row]) -> list[Row]:
    """With their uploads, in one query; those that are no longer kept have none."""
    kept = StoredFile.objects.in_bulk([row.held.stored for row in rows])
    for row in rows:
        row.stored = next((file for pk, file in kept.items() if str(pk) == row.held.stored), None)
    return rows


class FilesInput(forms.Widget):
    """A list of files with a field for one more; a script adds the progress."""

    template_name = "files/field.html"
    needs_multipart_form = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Chosen:
        held = [Held.read(signed) for signed in data.getlist(HELD)]
        removed = set(data.getlist(REMOVED))
        rows = [
            Row(one, data.get(TITLE + one.key, "").strip(), one.key in removed)
            for one in held[: 3 * MOST]
            if one is not None
        ]
        return Chosen(rows, data.getlist(REFUSED))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        return context | {
            "rows": read_rows(_rows(value)),
            "accept": ACCEPT,
            "largest": settings.FILE_LARGEST,
            "limit": filesizeformat(settings.FILE_LARGEST),
        }

    def id_for_label(self, id_: str) -> str:
        return id_

    def use_required_attribute(self, initial: Any) -> bool:
        return False


def _rows(value: Any) -> list[Row]:
    """Of what came back with a form, or of a snapshot that a form begins with."""
    if isinstance(value, Chosen):
        return value.rows
    return [
        Row(Held(key, said["file"]), said.get("title", "")) for key, said in (value or {}).items()
    ]


def _limits() -> str:
    """What is taken: said before one chooses."""
    said = gettext(
        "PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, CSV or TXT, %(limit)s at most; without macros,"
        " scripts or a password."
    )
    return said % {"limit": filesizeformat(settings.FILE_LARGEST)}


class FilesField(forms.Field):
    """Cleans to what a snapshot says of files: key → upload and title."""

    widget = FilesInput

    def __init__(self, **kwargs: Any) -> None:
        ours: dict[str, Any] = {
            "label": _("Files"),
            "required": False,
            "help_text": lazy(_limits, str)(),
        }
        super().__init__(**ours | kwargs)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data.refusals) or self._snapshot(data) != (initial or {})

    def clean(self, value: Chosen) -> dict[str, dict[str, str]]:
        staying = [row for row in read_rows(value.rows) if not row.is_removed]
        problems = [*value.refusals, *_problems(staying)]
        if problems:
            raise ValidationError([ValidationError(text, code="file") for text in problems])
        want(row.held.stored for row in staying)
        return self._snapshot(value)

    def _snapshot(self, value: Chosen) -> dict[str, dict[str, str]]:
        return {
            row.key: {"file": row.held.stored, "title": row.title}
            for row in value.rows
            if not row.is_removed
        }


def _problems(rows: list[Row]) -> list[str]:
    said = []
    if len(rows) > MOST:
        said.append(gettext("A page has %(most)d files at most.") % {"most": MOST})
    if any(row.stored is None for row in rows):
        said.append(gettext("A file waited for more than a day and is gone: choose it again."))
    if any(len(row.title) > 200 or "\x00" in row.title for row in rows):
        said.append(gettext("Say in fewer words what the file is."))
    return said
