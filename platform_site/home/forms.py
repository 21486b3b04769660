"""Writing guide pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from platform_site.pages.forms import PageForm
from platform_site.pages.kinds import Snapshot


class GuideForm(PageForm):
    """What readers may suggest to change: a guide's language and its place are the staff's."""

    # What PageForm has and a guide has not.
    subjects = None  # type: ignore[assignment]
    tags = None  # type: ignore[assignment]
    language = None  # type: ignore[assignment]

    @classmethod
    def initial_from(cls, snapshot: Snapshot) -> dict[str, Any]:
        return dict(snapshot)

    def proposal(self, base: Snapshot | None = None) -> Snapshot:
        content = {k: v for k, v in self.cleaned_data.items() if k not in self.not_in_snapshot}
        return (base or {}) | content


class CountryForm(forms.Form):
    """The choice of a country on the front page."""

    country = forms.SlugField(
        error_messages={
            "required": _("Choose a country or territory from the list"),
            "invalid": _("Choose a country or territory from the list"),
        }
    )
