"""The form of a record: it begins with the link, and asks for more only where the type has more."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platform_site.files.forms import FilesField
from platform_site.pages.forms import PageForm
from platform_site.pages.kinds import Snapshot

from ..duplicates import Duplicate, duplicates
from ..identifiers import WrongIdentifier, bare_doi, doi_in, isbn13
from ..languages import LANGUAGES, language_name
from ..models import DETAILS, Resource
from .details import detail_fields, has_details

EARLIEST = 1500


def _line(label: Any, length: int, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=False, help_text=help_text)


class ResourceForm(PageForm):
    """A record of the library, as somebody suggests it and as a reviewer edits it."""

    page_template: ClassVar[str] = "resources/contribute.html"

    link = forms.URLField(
        label=_("Link"),
        max_length=1000,
        required=False,
        assume_scheme="https",
        help_text=_("Where it can be read or used, best at its publisher."),
        error_messages={
            "invalid": _("Write the whole address, such as https://www.ilo.org"),
            "required": _("Give a link or a file, or under “More about it” a DOI or an ISBN"),
        },
        widget=forms.URLInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    # The widget reads no request.FILES.
    files = FilesField(label=_("Or the file itself"))  # type: ignore[assignment]
    not_duplicate = forms.BooleanField(
        label=_("It is not one of these: add it"), required=False, widget=forms.HiddenInput
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        help_text=_("As it stands on the work, in its own language."),
        error_messages={"required": _("Write the title as it stands on the work")},
    )
    type = forms.ChoiceField(label=_("What is it?"), choices=Resource.Type)
    summary = forms.CharField(
        label=_("In a sentence or two"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What one finds in it, in your own words."),
    )
    authors = _line(
        _("Authors"),
        2000,
        _("Last name, first name; the next after a semicolon. An organisation as it is called."),
    )
    organisation = _line(_("Organisation"), 300, _("Who published it, as it says itself."))
    journal = _line(_("Journal or book"), 300, _("Of an article or a chapter."))
    series = _line(_("Series"), 200)
    number = _line(_("Number"), 60, _("In its series, or the volume and issue."))
    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=EARLIEST,
        error_messages={"invalid": _("Write the year in four digits, such as 2024")},
    )
    other_languages = forms.MultipleChoiceField(
        label=_("Also published in"),
        required=False,
        choices=LANGUAGES[:7],
        widget=forms.CheckboxSelectMultiple,
    )
    doi = _line("DOI", 250, _("Begins with 10. and a slash follows, such as 10.1111/issr.12286"))
    isbn = _line("ISBN", 30, _("Ten or thirteen digits."))
    licence = forms.ChoiceField(
        label=_("Licence"),
        required=False,
        choices=[("", _("Not known")), *Resource.Licence.choices],
        help_text=_("As the work states it."),
    )
    is_label = forms.BooleanField(
        label=_("It has no title of its own: this is what we call it"), required=False
    )
    # The type whose own fields stood in the form: without a script they come in a second step.
    details_of = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = (
        *(
            "link",
            "files",
            "not_duplicate",
            "title",
            "type",
            "summary",
            "subjects",
            "language",
            "year",
        ),
        *("authors", "organisation", "text", "text_format", "journal", "series", "number"),
        *("doi", "isbn", "licence", "other_languages", "is_label"),
    )
    not_in_snapshot = PageForm.not_in_snapshot | {"not_duplicate", "details_of"}
    # What stands under "More about it": none of it is needed to send a record.
    MORE: ClassVar = (
        *("text", "journal", "series", "number", "doi", "isbn"),
        *("licence", "other_languages", "is_label"),
    )

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.duplicates: list[Duplicate] = []
        self.fields["text"].required = False
        self.fields["text"].label = _("More about it")
        self.fields["link"].required = self._needs_link()
        self._offer_languages()
        self._ask_details()
        if self.is_bound and self.data.get(self.add_prefix("not_duplicate")) == "on":
            self.fields["not_duplicate"].widget = forms.CheckboxInput()

    def _needs_link(self) -> bool:
        """Unless something else leads to the work, or it is told here itself."""
        if self.is_change or self._has("doi") or self._has("isbn") or self._has_file():
            return False
        if self.chosen_type not in Resource.TOLD_HERE:
            return True
        return self.is_bound and not (self._has("done") or self._has("text"))

    def _has(self, name: str) -> bool:
        """Whether something was typed there, whatever it is."""
        return self.is_bound and bool(self.data.get(self.add_prefix(name), "").strip())

    def _has_file(self) -> bool:
        """Whether one stands in the form, or was refused: then that is what has to be said."""
        return self.is_bound and self["files"].data.has_any

    def _offer_languages(self) -> None:
        written, also = self._choice("language"), self._choice("other_languages")
        written.choices = LANGUAGES
        offered = dict(also.choices)
        held = [code for code in self.initial.get("other_languages", []) if code not in offered]
        more = [(code, language_name(code)) for code in held]
        also.choices = [*offered.items(), *more]

    def _choice(self, name: str) -> Any:
        return self.fields[name]

    def _ask_details(self) -> None:
        """Adds the fields of the type, and says whose fields they are when the form comes back."""
        if self.is_bound:
            asked = self.add_prefix("details_of")
            self.asked_details_of = self.data.get(asked, "")
            data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
            data[asked] = self.chosen_type
            self.data = data
        self.initial.setdefault("details_of", self.chosen_type)
        self.fields |= detail_fields(self.chosen_type)
        self.detail_names = list(detail_fields(self.chosen_type))

    @property
    def chosen_type(self) -> str:
        chosen = self.data.get(self.add_prefix("type")) if self.is_bound else None
        return str(chosen or self.initial.get("type") or Resource.Type.REPORT)

    @property
    def is_change(self) -> bool:
        """Whether it corrects what was sent before: that is no duplicate of itself."""
        return "title" in self.initial

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """What is asked of every record, after the link, the title and the type."""
        apart = {"link", "files", "title", "not_duplicate", "type", *self.MORE, *self.detail_names}
        return [field for field in self.visible_fields() if field.name not in apart]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE]

    @property
    def detail_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.detail_names]

    @property
    def has_errors_in_more(self) -> bool:
        return any(name in self.errors for name in self.MORE)

    @classmethod
    def initial_from(cls, snapshot: Snapshot) -> dict[str, Any]:
        return super().initial_from(snapshot) | {
            "other_languages": list(snapshot.get("other_languages", {}))
        }

    def clean_text(self) -> str:
        return super().clean_text() if self.cleaned_data["text"].strip() else ""

    def clean_link(self) -> str:
        link = self.cleaned_data["link"]
        if link and not link.startswith(("http://", "https://")):
            raise forms.ValidationError(self.fields["link"].error_messages["invalid"])
        return link

    def clean_year(self) -> int | None:
        year, latest = self.cleaned_data["year"], timezone.now().year + 1
        if year is not None and year > latest:
            raise forms.ValidationError(_("This year is still to come"))
        return year

    def clean_doi(self) -> str:
        if not self.cleaned_data["doi"]:
            return ""
        try:
            return bare_doi(self.cleaned_data["doi"])
        except WrongIdentifier:
            message = _("This is not a DOI: it begins with 10. and has a slash, as 10.1000/182")
            raise forms.ValidationError(message) from None

    def clean_isbn(self) -> str:
        if not self.cleaned_data["isbn"]:
            return ""
        try:
            return isbn13(self.cleaned_data["isbn"])
        except WrongIdentifier:
            message = _("One of the digits is wrong: the last one does not fit the others")
            raise forms.ValidationError(message) from None

    def clean_authors(self) -> str:
        names = [" ".join(name.split()) for name in self.cleaned_data["authors"].split(";")]
        if any(len(name) > 200 for name in names):
            raise forms.ValidationError(_("Put a semicolon between two names"))
        return "; ".join(filter(None, names))

    def clean(self) -> dict[str, Any]:
        content = super().clean() or self.cleaned_data
        if not content.get("doi") and "doi" not in self.errors:
            content["doi"] = doi_in(content.get("link", ""))
        self._require_details()
        self._look_for_duplicates(content)
        return content

    def _require_details(self) -> None:
        """Without a script the type is chosen first, and its fields are there the second time."""
        if has_details(self.chosen_type) and self.asked_details_of != self.chosen_type:
            message = _("There is a little more to say of this type, below. Then send it again")
            self.add_error("type", forms.ValidationError(message, code="details"))

    def _look_for_duplicates(self, content: dict[str, Any]) -> None:
        if self.is_change:
            return
        asked = {name: content.get(name) or "" for name in ("link", "doi", "isbn", "title")}
        self.duplicates = duplicates(**asked)
        if self.duplicates and not content.get("not_duplicate"):
            self.fields["not_duplicate"].widget = forms.CheckboxInput()
            message = _("It may be in the library already. Look, then say that it is another one")
            self.add_error("not_duplicate", forms.ValidationError(message, code="duplicate"))

    def proposal(self, base: Snapshot | None = None) -> Snapshot:
        content = super().proposal(base)
        chosen = content["other_languages"]
        deadline = content.get("deadline")
        return (
            content
            | dict.fromkeys(_other_details(self.detail_names), "")
            | {"other_languages": {code: language_name(code) for code in chosen}}
            | ({"deadline": _iso(deadline)} if "deadline" in self.detail_names else {})
        )


def _other_details(shown: list[str]) -> set[str]:
    every = {
        field.name
        for model in DETAILS.values()
        for field in model._meta.local_concrete_fields
        if not field.primary_key
    }
    return every - set(shown)


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
