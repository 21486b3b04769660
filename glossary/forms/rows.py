"""One row more for a concept that is here: a definition, or what it is called."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from platform_site.core.sort_keys import fold
from platform_site.moderation.forms import SubmissionForm
from platform_site.pages.kinds import Snapshot
from platform_site.pages.languages import CONTENT_LANGUAGES

from ..models import Definition, Designation

LONGEST = 3000
WHOSE = [
    (Definition.Origin.CONTRIBUTED.value, _("My own words")),
    (Definition.Origin.QUOTED.value, _("Quoted word for word from the source")),
]


class DefinitionFields(forms.Form):
    """A definition in one language, and where it comes from."""

    text = forms.CharField(
        label=_("Definition"),
        max_length=LONGEST,
        help_text=_("What it is, and what it is not, in one to three sentences."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what the term means")},
    )
    language = forms.ChoiceField(label=_("Language it is written in"), choices=CONTENT_LANGUAGES)
    origin = forms.ChoiceField(
        label=_("Whose words are these?"),
        choices=WHOSE,
        initial=Definition.Origin.CONTRIBUTED,
        widget=forms.RadioSelect,
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        required=False,
        help_text=_("A text that readers can check: title and page, Part or paragraph."),
    )
    source_url = forms.URLField(
        label=_("Link to the source"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Write the whole address, such as https://www.ilo.org")},
    )
    year = forms.IntegerField(
        label=_("Year of the source"), min_value=1800, max_value=2100, required=False
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("origin") == Definition.Origin.QUOTED and not said.get("source"):
            self.add_error("source", _("Name the source of what you quote"))
        return said

    def definition(self) -> dict[str, Any]:
        """The row of a snapshot."""
        columns = ("language", "text", "origin", "source", "source_url", "year")
        return {column: self.cleaned_data[column] for column in columns}


class RowForm(SubmissionForm):
    """Adds one row to a concept; `held` is the snapshot of what it says now."""

    # The part of the snapshot that it adds to, and what it says of a row that is there already.
    part: ClassVar[str]
    known: ClassVar[Any]

    def __init__(self, *args: Any, held: Snapshot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = held

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].replace("\r\n", "\n").strip()
        language = self.data.get(self.add_prefix("language"))
        rows = [row for row in self.held[self.part].values() if row["language"] == language]
        if fold(text) in {fold(row["text"]) for row in rows}:
            raise forms.ValidationError(self.known, code="known")
        return text

    def proposal(self) -> Snapshot:
        """What it says now, with the row that was typed."""
        raise NotImplementedError


class NewDefinitionForm(RowForm, DefinitionFields):
    """A further definition of a term that is here already."""

    part = "definitions"
    known = _("This definition is here already, word for word")
    field_order = ("language", "text", "origin", "source", "source_url", "year", "key")

    def proposal(self) -> Snapshot:
        base = self.held
        key = row_key(self.cleaned_data["language"], self.cleaned_data["key"])
        return base | {"definitions": base["definitions"] | {key: self.definition()}}


class NewDesignationForm(RowForm):
    """What a concept is called in another language, or another term in the same."""

    part = "designations"
    known = _("This term is here already")
    field_order = ("language", "text", "status", "key")

    language = forms.ChoiceField(label=_("Language"), choices=CONTENT_LANGUAGES)
    text = forms.CharField(
        label=_("Term"),
        max_length=300,
        help_text=_("As it stands in a sentence: no capital unless it always has one."),
        error_messages={"required": _("Write the term")},
    )
    status = forms.ChoiceField(
        label=_("How is it used?"),
        choices=[
            ("preferred", _("It is the term to use")),
            ("admitted", _("It is used beside another term")),
            ("proposed", _("It is a proposal: there is no settled term yet")),
            ("deprecated", _("It was used once, and should not be any more")),
        ],
        initial="preferred",
        widget=forms.RadioSelect,
    )

    def proposal(self) -> Snapshot:
        """A new preferred term takes the place of the old one, which stays as also used."""
        base, said = self.held, self.cleaned_data
        row = {name: said[name] for name in ("language", "text", "status")}
        rows = dict(base["designations"])
        other = row_key(said["language"], said["key"])
        if row["status"] != Designation.Status.PREFERRED:
            return base | {"designations": rows | {other: row}}
        if before := rows.get(said["language"]):
            rows[other] = before | {"status": Designation.Status.ADMITTED.value}
        return base | {"designations": rows | {said["language"]: row}}


def row_key(language: str, key: UUID) -> str:
    """Sent twice, the same row."""
    return f"{language}-{key.hex[:8]}"
