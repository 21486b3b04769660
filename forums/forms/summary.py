"""The summary of an e-discussion."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from platform_site.pages.languages import CONTENT_LANGUAGES


class SummaryForm(forms.Form):
    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        help_text=_("As it shall stand in the library."),
        error_messages={"required": _("Write a title")},
    )
    authors = forms.CharField(
        label=_("Authors"),
        max_length=2000,
        help_text=_("Last name, first name; the next after a semicolon."),
        error_messages={"required": _("Name who wrote it: without authors nobody can cite it")},
    )
    abstract = forms.CharField(
        label=_("In a sentence or two"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    source = forms.CharField(
        label=_("Summary"),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_(
            "**bold**, *slanted*, [words](https://…) for a link, - for a list, > for a quote"
        ),
        error_messages={"required": _("Write the summary")},
    )
    language = forms.ChoiceField(label=_("Language it is written in"), choices=CONTENT_LANGUAGES)

    def content(self) -> dict[str, Any]:
        return dict(self.cleaned_data)
