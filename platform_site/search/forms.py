"""What can be asked of the search: the page, its feed and the suggestions read it from here."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from platform_site.pages import kinds
from platform_site.pages.kinds import Text
from platform_site.pages.languages import CONTENT_LANGUAGES

from .query import Query
from .widening import understand

if TYPE_CHECKING:
    from platform_site.access.models import Person

PAGE_SIZE, MOST_PAGES = 20, 50
MOST_OPTIONS = 12
NARROWING = ("kind", "type", "about", "language", "year")

# Heading → value → label and count; without headings the heading is empty.
type Choices = Mapping[Text, Mapping[str, tuple[Text, int]]]


def _kinds() -> list[tuple[str, Text]]:
    return [(kind.name, kind.label_plural) for kind in kinds.all_kinds()]


class SearchForm(forms.Form):
    """Words and what narrows them, as the address has it."""

    q = forms.CharField(
        label=_("Words"),
        max_length=200,
        required=False,
        widget=forms.HiddenInput,
        error_messages={"max_length": _("Search for fewer words: at most 200 characters")},
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=_kinds, required=False, widget=forms.HiddenInput
    )
    # max_length would write an attribute that a <select> does not have.
    about = forms.CharField(
        label=_("About"),
        validators=[MaxLengthValidator(30)],
        required=False,
        widget=forms.Select,
    )
    # Which of a kind: a report, a course; offered once a kind is chosen.
    type = forms.CharField(
        label=_("Type"),
        validators=[MaxLengthValidator(30)],
        required=False,
        widget=forms.Select,
    )
    language = forms.ChoiceField(label=_("Language"), choices=CONTENT_LANGUAGES, required=False)
    year = forms.IntegerField(
        label=_("Year"), min_value=1900, max_value=2200, required=False, widget=forms.Select
    )
    # Only what was typed, without the words that say the same.
    exact = forms.BooleanField(required=False, widget=forms.HiddenInput)
    page = forms.IntegerField(
        min_value=1,
        max_value=MOST_PAGES,
        required=False,
        widget=forms.HiddenInput,
        error_messages={"max_value": _("So far down nobody looks: add a word to the search")},
    )

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data[name] for name in NARROWING)

    @property
    def asks(self) -> bool:
        return bool(self.cleaned_data["q"]) or self.is_narrowed

    def query(self, user: "Person") -> Query:
        """What a valid form asks for, in words; `filters_of` says the rest."""
        asked = self.cleaned_data
        return understand(asked["q"], user=user, language=asked["language"], exact=asked["exact"])

    def offer(
        self,
        total: int,
        *,
        about: Choices,
        types: Counter[str],
        languages: Counter[str],
        years: Counter[int],
    ) -> None:
        """Fills the choices with what was found; a field that would narrow nothing goes.

        The place in the list goes, too: a narrower list starts at its beginning.
        """
        del self.fields["page"]
        names = dict(CONTENT_LANGUAGES)
        spoken = {code: (names.get(code, code), count) for code, count in languages.most_common()}
        newest_first = sorted(years.items(), reverse=True)
        dated = {str(year): (str(year), count) for year, count in newest_first}
        self._choose_from("about", _("Everything"), about, total)
        self._choose_from("type", _("All types"), {"": self._types(types)}, total)
        self._choose_from("language", _("All languages"), {"": spoken}, total)
        self._choose_from("year", _("All years"), {"": dated}, total)

    def _types(self, counted: Counter[str]) -> dict[str, tuple[Text, int]]:
        """What the chosen kind calls its types; several kinds have none in common."""
        if not self.cleaned_data["kind"]:
            return {}
        named = kinds.get(self.cleaned_data["kind"]).subtypes
        return {
            code: (named[code], count) for code, count in counted.most_common() if code in named
        }

    def _choose_from(self, name: str, all_of_it: Text, found: Choices, total: int) -> None:
        counts = [count for group in found.values() for _label, count in group.values()]
        chosen = str(self.cleaned_data[name] or "")
        if not chosen and all(count == total for count in counts):
            del self.fields[name]
            return
        self.fields[name].widget.choices = [("", all_of_it), *_options(found, chosen)]


def _options(found: Choices, chosen: str) -> list[Any]:
    """As a <select> takes them, with their counts; what is chosen stays, found or not."""
    options: list[Any] = []
    for heading, group in found.items():
        named = [(value, f"{label} ({count})") for value, (label, count) in group.items()]
        options += [(heading, named)] if heading else named
    is_offered = any(chosen in group for group in found.values())
    return options if is_offered or not chosen else [*options, (chosen, chosen)]
