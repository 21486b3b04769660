"""What people can correct of an organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.models import OrganisationType
from platform_site.pages.forms import NamesForm, SubjectsField, subject_names
from platform_site.pages.kinds import Snapshot


class OrganisationForm(NamesForm):
    """Its names in each language, what it is, where, and its own site."""

    acronym = forms.CharField(label=_("Acronym"), max_length=30, required=False)
    type = forms.ChoiceField(label=_("What is it?"), choices=OrganisationType)
    country = SubjectsField(
        label=_("Country or territory"),
        required=False,
        help_text=_("Leave it empty for an organisation of many countries."),
        widget=forms.TextInput(attrs={"list": "subject-names", "autocomplete": "off"}),
    )
    link = forms.URLField(
        label=_("Its own site"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Write the whole address, such as https://www.ilo.org")},
    )

    def clean_country(self) -> str:
        codes = self.cleaned_data["country"]
        if len(codes) > 1:
            raise forms.ValidationError(_("Name one country, or none"), code="one_country")
        return "".join(codes)

    @classmethod
    def initial_from(cls, snapshot: Snapshot) -> dict[str, Any]:
        country = subject_names([snapshot["country"]]) if snapshot["country"] else ""
        return super().initial_from(snapshot) | snapshot | {"country": country}

    def proposal(self, base: Snapshot | None = None) -> Snapshot:
        own = ("type", "acronym", "country", "link")
        return super().proposal(base) | {name: self.cleaned_data[name] for name in own}
