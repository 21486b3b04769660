"""What a contribution carries beside its content."""

import uuid
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from platform_site.pages.kinds import Snapshot

from .models import ProblemReport, Revision

_BASE_SALT = "moderation.base"


class SubmissionForm(forms.Form):
    """Makes a form that is sent twice one contribution."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


def sign_base(page_pk: int, version: int, base: Snapshot) -> str:
    """The snapshot an author starts from, to come back with what they send."""
    return signing.dumps([page_pk, version, base], salt=_BASE_SALT, compress=True)


class SuggestionForm(SubmissionForm):
    """How significant a change is, what it is about, and the snapshot it started from."""

    significance = forms.ChoiceField(
        label=_("How big is your change?"),
        choices=Revision.Significance,
        initial=Revision.Significance.MINOR,
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label=_("What did you change, and why?"),
        max_length=500,
        required=False,
        help_text=_("The reviewer reads this first. A source helps most."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    base = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, page_pk: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page_pk = page_pk

    def clean_base(self) -> Snapshot:
        """The signed snapshot; a tampered one is refused rather than believed."""
        try:
            pk, _version, base = signing.loads(self.cleaned_data["base"], salt=_BASE_SALT)
        except (signing.BadSignature, ValueError) as error:
            raise forms.ValidationError(_TAMPERED) from error
        if pk != self.page_pk:
            raise forms.ValidationError(_TAMPERED)
        return base


_TAMPERED = _("Open “Suggest a change” on the page again: this form was made for another page")


class ReportForm(SubmissionForm):
    """What is wrong: two questions, no account."""

    what = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=ProblemReport.What,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what kind of thing is wrong")},
    )
    text = forms.CharField(
        label=_("What did you see, and what should it say?"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("A link to the right figure or text helps most."),
        error_messages={"required": _("Write what you saw, and what it should say")},
    )
    # People never see this field; what fills in every field of a form is no person.
    website = forms.CharField(
        required=False,
        label=_("Leave this empty"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this field empty"))
        return ""
