"""A new term with its first definition, and the whole of a concept that is here."""

from collections import Counter
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from platform_site.pages.forms import SubjectsField, subject_names
from platform_site.pages.kinds import Snapshot
from platform_site.pages.languages import CONTENT_LANGUAGES
from platform_site.pages.models import PageSubject

from ..circles import below, called
from ..models import Designation, Relation
from ..naming import HINT, ConceptsField, is_known, terms_of
from .rows import LONGEST, DefinitionFields

_NAMES = dict(CONTENT_LANGUAGES)
OTHER_STATUSES = [choice for choice in Designation.Status.choices if choice[0] != "preferred"]


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
        for key, row in sorted(rows.items(), key=_place):
            is_preferred = key == row["language"]
            label = self._say(_("Term (%s)") if is_preferred else _("Other term (%s)"), row)
            hint = "" if self._has_terms() else _("Empty a term or a definition to take it away.")
            text = forms.CharField(label=label, max_length=300, help_text=hint)
            self._ask(f"term-{key}", row, "text", text)
            if not is_preferred:
                label = str(_("How is “%s” used?")) % row["text"]
                status = forms.ChoiceField(label=label, choices=OTHER_STATUSES)
                self._ask(f"status-{key}", row, "status", status)

    def _has_terms(self) -> bool:
        return any(name.startswith("term-") for name in self.fields)

    def _ask_for_definitions(self, rows: dict[str, Any]) -> None:
        """Several of one language are told apart by their number."""
        numbers: Counter[str] = Counter()
        for key, row in sorted(rows.items(), key=_place):
            numbers[row["language"]] += 1
            number = numbers[row["language"]]
            area = forms.Textarea(attrs={"rows": 4, "lang": row["language"]})
            label = self._say(_("Definition (%s)"), row, number)
            text = forms.CharField(label=label, max_length=LONGEST, widget=area)
            self._ask(f"definition-{key}", row, "text", text)
            for name, words in SOURCES.items():
                label = self._say(words, row, number)
                field = type(self.base_fields[name])(label=label, required=False, **MORE[name])
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

    def _say(self, words: Any, row: dict[str, Any], number: int = 1) -> str:
        language = _NAMES.get(row["language"], row["language"])
        return str(words) % (language if number == 1 else f"{language} {number}")

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
        self._refuse_circles(self.held)
        return self.cleaned_data

    def _refuse_circles(self, held: Snapshot) -> None:
        typed = self.cleaned_data.get("broader", [])
        own = called(held["designations"].values()) if typed else set()
        for slug in below(own, typed):
            text = gettext("“%(term)s” is this term or stands below it: it is not broader")
            error = forms.ValidationError(text, params={"term": terms_of([slug])}, code="circle")
            self.add_error("broader", error)

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
    "source": _("Source of the definition (%s)"),
    "source_url": _("Link to the source (%s)"),
    "year": _("Year of the source (%s)"),
}
MORE: dict[str, dict[str, Any]] = {
    "source": {"max_length": 300},
    "source_url": {"max_length": 500, "assume_scheme": "https"},
    "year": {"min_value": 1800, "max_value": 2100},
}


def _place(pair: tuple[str, dict[str, Any]]) -> tuple[int, str]:
    """Languages in the order of the site, the preferred term first."""
    key, row = pair
    codes = list(_NAMES)
    return codes.index(row["language"]) if row["language"] in codes else len(codes), key


def related(relations: dict[str, str], kind: str) -> list[str]:
    """The slugs, or addresses, of one type of relation."""
    return [key.partition(" ")[2] for key, its in relations.items() if its == kind]
