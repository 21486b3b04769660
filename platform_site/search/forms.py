"""What can be asked of the search: the page, its feed and the suggestions read it from here."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from platform_site.pages import kinds
from platform_site.pages.languages import CONTENT_LANGUAGES

PAGE_SIZE, MOST_PAGES = 20, 50
MOST_OPTIONS = 12


def _kinds() -> list[tuple[str, str | Promise]]:
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
    language = forms.ChoiceField(label=_("Language"), choices=CONTENT_LANGUAGES, required=False)
    year = forms.IntegerField(
        label=_("Year"), min_value=1900, max_value=2200, required=False, widget=forms.Select
    )
    page = forms.IntegerField(
        min_value=1,
        max_value=MOST_PAGES,
        required=False,
        widget=forms.HiddenInput,
        error_messages={"max_value": _("So far down nobody looks: add a word to the search")},
    )

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data[name] for name in ("kind", "about", "language", "year"))

    @property
    def asks(self) -> bool:
        return bool(self.cleaned_data["q"]) or self.is_narrowed

    def offer(
        self,
        total: int,
        *,
        about: Mapping[str, tuple[str, int]],
        languages: Counter[str],
        years: Counter[int],
    ) -> None:
        """Fills the choices with what was found; a field that would narrow nothing goes.

        `about` is code → name and count. The place in the list goes, too: a narrower list
        starts at its beginning.
        """
        del self.fields["page"]
        names = dict(CONTENT_LANGUAGES)
        spoken = {code: (names.get(code, code), count) for code, count in languages.most_common()}
        newest_first = sorted(years.items(), reverse=True)
        dated = {str(year): (str(year), count) for year, count in newest_first}
        self._choose_from("about", _("Everything"), about, total)
        self._choose_from("language", _("All languages"), spoken, total)
        self._choose_from("year", _("All years"), dated, total)

    def _choose_from(
        self, name: str, all_of_it: Any, found: Mapping[str, tuple[str, int]], total: int
    ) -> None:
        options = {value: f"{label} ({count})" for value, (label, count) in found.items()}
        chosen = str(self.cleaned_data[name] or "")
        if not chosen and all(count == total for _label, count in found.values()):
            del self.fields[name]
            return
        if chosen:
            options.setdefault(chosen, chosen)
        self.fields[name].widget.choices = [("", all_of_it), *options.items()]
