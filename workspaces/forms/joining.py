"""Asking, inviting, answering."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Document, Workspace

ROLES = [
    ("member", _("Member: reads and writes")),
    ("facilitator", _("Facilitator: also invites and answers requests")),
]


def _lines(label: Any, *, required: bool, hint: Any = "", missing: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=600,
        required=required,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": missing} if missing else {},
    )


class AskForm(forms.Form):
    words = forms.CharField(
        label=_("Why you would like to join"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Who you are and what you bring. The owners and facilitators read it."),
        error_messages={"required": _("Write a sentence or two about why you would like to join")},
    )


class AnswerForm(forms.Form):
    """One answer to one request: let in, or say why not."""

    answer = forms.ChoiceField(choices=[("accept", "accept"), ("refuse", "refuse")])
    reason = _lines(
        _("If you refuse: why"), required=False, hint=_("The person reads exactly this.")
    )

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("answer") == "refuse" and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Write why, in a sentence"))
        return self.cleaned_data


class InviteForm(forms.Form):
    """Several addresses at once; each gets a mail of its own."""

    MOST = 20

    addresses = forms.CharField(
        label=_("E-mail addresses"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr", "autocomplete": "off"}),
        help_text=_("One on each line, twenty at most. They need no account yet."),
        error_messages={"required": _("Write at least one address")},
    )
    role = forms.ChoiceField(label=_("As what"), choices=ROLES, initial="member")
    page = forms.ChoiceField(label=_("To what"), required=False)
    words = _lines(_("A few words to them, if you like"), required=False)

    def __init__(self, *args: Any, workspace: Workspace, may_govern: bool, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.documents = {
            str(document.pk): document
            for document in Document.objects.published()
            .filter(circle=workspace.own_circle_id)
            .order_by("title")
        }
        whole = ("", _("The whole workspace"))
        one = [(pk, document.title) for pk, document in self.documents.items()]
        page: Any = self.fields["page"]
        page.choices = [whole, *one]
        page.help_text = _("Whoever is invited to one document sees that one and nothing else.")
        if not one:
            del self.fields["page"]
        if not may_govern:
            del self.fields["role"]

    def clean_addresses(self) -> list[str]:
        field = forms.EmailField()
        typed = self.cleaned_data["addresses"].replace(",", "\n").replace(";", "\n").split("\n")
        addresses = list(dict.fromkeys(one.strip().lower() for one in typed if one.strip()))
        if len(addresses) > self.MOST:
            raise forms.ValidationError(_("Write twenty addresses at most"))
        for address in addresses:
            try:
                field.clean(address)
            except forms.ValidationError:
                raise forms.ValidationError(
                    _("“%(address)s” is no e-mail address"), params={"address": address}
                ) from None
        return addresses

    @property
    def chosen_document(self) -> Document | None:
        """The one document; None for the whole workspace."""
        return self.documents.get(self.cleaned_data.get("page") or "")


class ReasonForm(forms.Form):
    """Why somebody is put out, or why an administrator looks in."""

    reason = _lines(_("Why"), required=True, missing=_("Write why, in a sentence"))
