"""Changing what is law in a country: one scheme, law or ratification, or all of them at once."""

import re
from copy import deepcopy
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from platform_site.pages.forms import NamesForm
from platform_site.pages.kinds import Snapshot

from .models import Instrument, Law, Ratification, Scheme
from .models.law import Branch
from .rows import PARTS

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?$")
_WHOLE_ADDRESS = {"invalid": _("Write the whole address, such as https://www.ilo.org")}
_OF_WHAT = _("Say of what, such as: 8.8% of earnings")
_HEADINGS = {
    "schemes": _("Add a scheme"),
    "laws": _("Add a law"),
    "ratifications": _("Add a ratification"),
}
_SOURCE = {"required": _("Name the source: readers must be able to check it")}


def _line(label: Any, length: int, *, required: bool = False, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=required, **more)


def _several(label: Any, choices: Any) -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=widget)


def _one(label: Any, choices: Any) -> forms.ChoiceField:
    options = [("", _("Not known")), *choices]
    return forms.ChoiceField(label=label, choices=options, required=False)


def _year(label: Any, *, required: bool = False, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=1800, max_value=2100, required=required, **more
    )


def _link(label: Any) -> forms.URLField:
    return forms.URLField(
        label=label,
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages=_WHOLE_ADDRESS,
    )


class DateField(forms.CharField):
    """A date as exact as it is known: 2019, 2019-06 or 2019-06-21."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = _("As exact as you know it: 2019, 2019-06 or 2019-06-21")
        super().__init__(max_length=10, required=False, help_text=help_text, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if text and not _DATE.match(text):
            raise forms.ValidationError(_("Write it like 2019, 2019-06 or 2019-06-21"))
        return text


class SchemeFields(forms.Form):
    """A scheme as one source of one year describes it; what the source does not say stays empty."""

    name = _line(_("Name of the scheme"), 200)
    branches = _several(_("Branches"), Branch.choices)
    types = _several(_("Type of scheme"), Scheme.Type.choices)
    contributory = _one(_("Who pays?"), Scheme.Contributory.choices)
    institution = _line(_("Institution that runs it"), 200)
    first_law_year = _year(_("Year of the first law"))
    current_laws = _line(_("Laws it rests on"), 400)
    covered = _line(_("Who is covered"), 300)
    rate_insured = _line(_("Rate of the insured person"), 250, help_text=_OF_WHAT)
    rate_employer = _line(_("Rate of the employer"), 250, help_text=_OF_WHAT)
    rate_government = _line(_("Share of the government"), 250, help_text=_OF_WHAT)
    age_men = _line(_("Pensionable age of men"), 60)
    age_women = _line(_("Pensionable age of women"), 60)
    notes = _line(_("Notes"), 600)
    source = _line(_("Source"), 200, required=True, error_messages=_SOURCE)
    source_year = _year(_("Year of the source"), required=True)
    source_url = _link(_("Link to the source"))


class LawFields(forms.Form):
    """A law by its short title."""

    title = _line(_("Short title"), 300, required=True)
    branches = _several(_("Branches"), Branch.choices)
    year = _year(_("Year"))
    status = _one(_("State"), Law.Status.choices)
    as_of = _year(_("State as of the year"))
    note = _line(_("Note"), 200)
    source = _line(_("Source"), 200, required=True, error_messages=_SOURCE)
    source_url = _link(_("Link to the text on an official site"))


class RatificationFields(forms.Form):
    """That the country is bound by an instrument."""

    kind = _one(_("How?"), Ratification.Kind.choices)
    registered = DateField(label=_("Registered"))
    effective = DateField(label=_("In force for the country since"))
    status = _line(_("State, as the source says"), 40)
    parts = _line(
        _("Accepted Parts (Convention No. 102)"),
        60,
        help_text=_("Roman numbers with a space between them, such as: II III V"),
    )
    source = _line(_("Source"), 200, required=True, error_messages=_SOURCE)

    def clean_parts(self) -> str:
        text = " ".join(self.cleaned_data["parts"].upper().split())
        if unknown := set(text.split()) - {"II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"}:
            raise forms.ValidationError(
                _("“%(part)s” is none of the Parts II to X"), params={"part": min(unknown)}
            )
        return text


FIELDS: dict[str, type[forms.Form]] = {
    "schemes": SchemeFields,
    "laws": LawFields,
    "ratifications": RatificationFields,
}


def row_form(part: str, key: str | None) -> type[Any]:
    """The form for one row of a country: a new one when `key` is None."""

    fields_of_row: Any = FIELDS[part]

    class RowForm(fields_of_row):
        heading = "" if key else _HEADINGS[part]
        row_key = forms.CharField(widget=forms.HiddenInput, max_length=60, required=False)
        if part == "ratifications" and key is None:
            instrument = forms.ModelChoiceField(
                label=_("What was ratified"),
                queryset=Instrument.objects.published().filter(
                    subtype__in=(Instrument.Type.CONVENTION, Instrument.Type.COVENANT)
                ),
                to_field_name="code",
            )
            field_order: ClassVar = ["instrument"]

        @classmethod
        def initial_from(cls, snapshot: Snapshot) -> dict[str, Any]:
            # A new row gets its key with the form, so that a form sent twice makes one row.
            return snapshot[part].get(key, {}) | {"row_key": key or f"new-{uuid4().hex[:12]}"}

        def proposal(self, base: Snapshot) -> Snapshot:
            said = self.cleaned_data
            row = {column: said[column] for column in PARTS[part].columns}
            chosen = said.get("instrument")
            where = chosen.code if chosen else key or said["row_key"]
            return base | {part: base.get(part, {}) | {where: row}}

    return RowForm


def _called(key: str, row: dict[str, Any]) -> str:
    """What the row is called: its title or name, else its branches, else its code."""
    branches = dict(Branch.choices)
    listed = ", ".join(str(branches[code]) for code in row.get("branches", ()) if code in branches)
    return row.get("title") or row.get("name") or listed or key


class CountryForm(NamesForm):
    """Names, and a field for each column of each row that the snapshot holds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held: Snapshot = self.initial.get("held", {})
        for part, form_class in FIELDS.items():
            for key, row in self.held.get(part, {}).items():
                self._ask_for(part, key, row, form_class)

    def _ask_for(
        self, part: str, key: str, row: dict[str, Any], form_class: type[forms.Form]
    ) -> None:
        name = f"{PARTS[part].label} {_called(key, row)}"
        for column, model_field in form_class.base_fields.items():
            field = deepcopy(model_field)
            field.label = f"{name}: {field.label}"
            field.initial = row[column]
            self.fields[f"{part}-{key}-{column}"] = field
        take_away = _("take it away")  # within an f-string gettext's programs do not find it
        gone = forms.BooleanField(label=f"{name}: {take_away}", required=False)
        self.fields[f"{part}-{key}-gone"] = gone

    @classmethod
    def initial_from(cls, snapshot: Snapshot) -> dict[str, Any]:
        return super().initial_from(snapshot) | {"held": snapshot}

    def proposal(self, base: Snapshot | None = None) -> Snapshot:
        return super().proposal(base) | {
            part: {
                key: self._row(part, key)
                for key in self.held[part]
                if not self.cleaned_data[f"{part}-{key}-gone"]
            }
            for part in FIELDS
            if part in self.held
        }

    def _row(self, part: str, key: str) -> dict[str, Any]:
        columns = PARTS[part].columns
        return {column: self.cleaned_data[f"{part}-{key}-{column}"] for column in columns}
