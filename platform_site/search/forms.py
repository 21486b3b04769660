"""What can be asked of the search: the page, its feed and the suggestions read it from here."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from platform_site.pages import kinds
from platform_site.pages.languages import CONTENT_LANGUAGES

PAGE_SIZE, MOST_PAGES = 20, 50
WORTH_CHOOSING, MOST_OPTIONS = 2, 12


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
        self, *, about: Mapping[str, str], languages: Counter[str], years: Counter[int]
    ) -> None:
        """Fills the choices with what was found, so that each narrows and none leads to nothing.

        `about` is code → name with its count. The place in the list goes: a narrower list
        starts at its beginning.
        """
        del self.fields["page"]
        names = dict(CONTENT_LANGUAGES)
        self._choose_from("about", _("Everything"), about.items())
        self._choose_from(
            "language",
            _("All languages"),
            ((code, f"{names.get(code, code)} ({n})") for code, n in languages.most_common()),
        )
        self._choose_from(
            "year",
            _("All years"),
            ((str(year), f"{year} ({n})") for year, n in sorted(years.items(), reverse=True)),
        )

    def _choose_from(self, name: str, all_of_it: Any, found: Iterable[tuple[str, str]]) -> None:
        options = dict(found)
        chosen = str(self.cleaned_data[name] or "")
        if len(options) < WORTH_CHOOSING and not chosen:
            del self.fields[name]
            return
        if chosen:
            options.setdefault(chosen, chosen)
        self.fields[name].widget.choices = [("", all_of_it), *options.items()]
