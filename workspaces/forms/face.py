"""The face and the two settings: who sees the workspace, and how people join it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from platform_site.pages.forms import PageForm

from ..models import Workspace

VISIBILITY = [
    ("public", _("Everyone sees what it is for")),
    ("members", _("Everyone who is signed in sees what it is for")),
    ("circle", _("Only its members know that it exists")),
]
JOINING = [
    ("open", _("Anyone who sees it may join at once")),
    ("request", _("People ask, and an owner or facilitator answers")),
    ("invite", _("Only who is invited")),
]


class WorkspaceForm(PageForm):
    """What the workspace is for, as its owner writes it and as a reviewer edits it."""

    title = forms.CharField(
        label=_("Name of the workspace"),
        max_length=300,
        error_messages={"required": _("Write what the workspace is called")},
    )
    summary = forms.CharField(
        label=_("What it is for"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One or two sentences, so that others know whether it concerns them."),
        error_messages={"required": _("Write in a sentence or two what it is for")},
    )
    type = forms.ChoiceField(label=_("Purpose"), choices=Workspace.Purpose)
    visibility = forms.ChoiceField(
        label=_("Who sees it"),
        choices=VISIBILITY,
        initial="circle",
        widget=forms.RadioSelect,
        help_text=_("What is inside is seen by its members only, whatever you choose."),
    )
    join_policy = forms.ChoiceField(
        label=_("How people join"), choices=JOINING, initial="invite", widget=forms.RadioSelect
    )

    field_order = (
        *("title", "summary", "type", "visibility", "join_policy", "text", "text_format"),
        *("subjects", "tags", "language"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False
        self.fields["text"].label = _("More about it, if you like")
        self.fields["text"].widget.attrs["rows"] = 6

    def clean_text(self) -> str:
        return super().clean_text() if self.cleaned_data["text"].strip() else ""
