"""New terms, new definitions, terms in another language, and the whole of a concept."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from platform_site.core.sort_keys import fold
from platform_site.moderation.forms import SubmissionForm
from platform_site.pages.forms import SubjectsField, subject_names
from platform_site.pages.kinds import Snapshot
from platform_site.pages.languages import CONTENT_LANGUAGES
from platform_site.pages.models import PageSubject

from .models import Definition, Designation, Relation
from .naming import HINT, ConceptsField, is_known, terms_of

LONGEST = 3000
_NAMES = dict(CONTENT_LANGUAGES)
WHOSE = [
    (Definition.Origin.CONTRIBUTED.value, _("My own words")),
    (Definition.Origin.QUOTED.value, _("Quoted word for word from the source")),
]
OTHER_STATUSES = [choice for choice in Designation.Status.choices if choice[0] != "preferred"]


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


class ConceptForm(DefinitionFields):
    """A new term with its first definition; of a concept that is there, all that it says.

    The second is asked for by an `initial` made with `initial_from`: a field for each of its rows.
    """

    title = forms.CharField(
        label=_("Term"),
        max_length=300,
        help_text=_("As it stands in a sentence: no capital unless it always has one."),
        error_messages={"required": _("Write the term")},
    )
    subjects = SubjectsField(
        label=_("Themes"),
        required=False,
        help_text=_("With a semicolon between them, such as: Old-age benefit; Maternity benefit"),
        widget=forms.TextInput(attrs={"list": "subject-names", "autocomplete": "off"}),
    )

    field_order = (
        *("title", "language", "text", "origin", "source", "source_url", "year", "subjects"),
    )
    NEW: ClassVar = ("title", "language", "text", "origin", "source", "source_url", "year")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held: Snapshot | None = self.initial.get("held")
        if self.held is not None:
            for name in self.NEW:
                del self.fields[name]
            self._ask_for_terms(self.held["designations"])
            self._ask_for_definitions(self.held["definitions"])
            self._ask_for_notes(self.held["notes"])
            self._ask_for_relations()
            self.order_fields([*(name for name in self.fields if name != "subjects"), "subjects"])

    @classmethod
    def initial_from(cls, snapshot: Snapshot) -> dict[str, Any]:
        relations = snapshot["relations"]
        return {
            "held": snapshot,
            "subjects": subject_names(snapshot["subjects"]),
            **{kind: terms_of(related(relations, kind)) for kind in INSIDE},
        }

    def _ask_for_terms(self, rows: dict[str, Any]) -> None:
        for key, row in sorted(rows.items()):
            label = self._say(_("Term (%s)"), row)
            self._ask(f"term-{key}", row, "text", forms.CharField(label=label, max_length=300))
            if key != row["language"]:
                status = forms.ChoiceField(label=_("How is it used?"), choices=OTHER_STATUSES)
                self._ask(f"status-{key}", row, "status", status)

    def _ask_for_definitions(self, rows: dict[str, Any]) -> None:
        for key, row in sorted(rows.items()):
            area = forms.Textarea(attrs={"rows": 4, "lang": row["language"]})
            label = self._say(_("Definition (%s)"), row)
            text = forms.CharField(label=label, max_length=LONGEST, widget=area)
            self._ask(f"definition-{key}", row, "text", text)
            for name, words in SOURCES.items():
                field = type(self.base_fields[name])(label=words, required=False, **MORE[name])
                self._ask(f"{name}-{key}", row, name, field)

    def _ask_for_notes(self, notes: dict[str, str]) -> None:
        for code in sorted({"en", *notes}):
            label = self._say(_("Scope note (%s)"), {"language": code})
            area = forms.Textarea(attrs={"rows": 2, "lang": code})
            note = forms.CharField(label=label, max_length=1000, widget=area)
            self._ask(f"note-{code}", {"text": notes.get(code, "")}, "text", note)

    def _ask_for_relations(self) -> None:
        for kind in INSIDE:
            label = Relation.Type(kind).label
            self.fields[kind] = ConceptsField(label=label, required=False, help_text=HINT)

    def _ask(self, name: str, row: dict[str, Any], column: str, field: forms.Field) -> None:
        field.required = False
        field.initial = row[column]
        self.fields[name] = field

    def _say(self, words: Any, row: dict[str, Any]) -> str:
        return str(words) % _NAMES.get(row["language"], row["language"])

    def clean_title(self) -> str:
        """A term that is here already wants a second definition, not a second page."""
        title = self.cleaned_data["title"].strip()
        language = self.data.get(self.add_prefix("language"), "")
        if is_known(title, language):
            raise forms.ValidationError(
                _(
                    "This term is here already: open it and add a definition, or write in brackets"
                    " what sets yours apart"
                ),
                code="known",
            )
        return title

    def clean(self) -> dict[str, Any]:
        if self.held is None:
            return super().clean()
        if not any(self.cleaned_data.get(f"term-{key}") for key in self.held["designations"]):
            raise forms.ValidationError(_("A concept needs a term: leave one at least"))
        return self.cleaned_data

    def proposal(self, base: Snapshot | None = None) -> Snapshot:
        content = self._new() if self.held is None else self._changed(self.held)
        strengths = (base or {}).get("subjects", {})
        primary = PageSubject.Strength.PRIMARY.value
        codes = self.cleaned_data["subjects"]
        return (base or {}) | content | {"subjects": {c: strengths.get(c, primary) for c in codes}}

    def _new(self) -> Snapshot:
        said = self.cleaned_data
        term = {"language": said["language"], "text": said["title"], "status": "preferred"}
        return {
            # The verb that makes a page asks for these two.
            "title": said["title"],
            "language": said["language"],
            "designations": {said["language"]: term},
            "definitions": {f"{said['language']}-1": self.definition()},
            "notes": {},
            "relations": {},
        }

    def _changed(self, held: Snapshot) -> Snapshot:
        """What was held, with what was typed in it; a row that was emptied is gone."""
        said = self.cleaned_data
        notes = {key: said[f"note-{key}"] for key in sorted({"en", *held["notes"]})}
        return {
            "designations": {
                key: row | {"text": said[f"term-{key}"], **self._status(key)}
                for key, row in held["designations"].items()
                if said[f"term-{key}"]
            },
            "definitions": {
                key: row
                | {"text": said[f"definition-{key}"].replace("\r\n", "\n")}
                | {name: said[f"{name}-{key}"] for name in SOURCES}
                for key, row in held["definitions"].items()
                if said[f"definition-{key}"]
            },
            "notes": {key: text for key, text in notes.items() if text},
            "relations": self._relations(held),
        }

    def _status(self, key: str) -> dict[str, str]:
        name = f"status-{key}"
        return {"status": self.cleaned_data[name]} if self.cleaned_data.get(name) else {}

    def _relations(self, held: Snapshot) -> dict[str, str]:
        kept = {key: kind for key, kind in held["relations"].items() if kind not in INSIDE}
        typed = {f"{kind} {slug}": kind for kind in INSIDE for slug in self.cleaned_data[kind]}
        return kept | typed


# Relations to other concepts of ours; those to addresses elsewhere come with the reference data.
INSIDE = (Relation.Type.BROADER.value, Relation.Type.RELATED.value, Relation.Type.REPLACED.value)
SOURCES = {
    "source": _("Its source"),
    "source_url": _("Link to the source"),
    "year": _("Year of the source"),
}
MORE: dict[str, dict[str, Any]] = {
    "source": {"max_length": 300},
    "source_url": {"max_length": 500, "assume_scheme": "https"},
    "year": {"min_value": 1800, "max_value": 2100},
}


def related(relations: dict[str, str], kind: str) -> list[str]:
    """The slugs, or addresses, of one type of relation."""
    return [key.partition(" ")[2] for key, its in relations.items() if its == kind]
