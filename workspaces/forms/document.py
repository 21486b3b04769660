"""Writing a document, keeping a draft of it, moving it, and giving it to everyone."""

import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from platform_site.pages.forms import PageForm

from ..models import Document, Draft

LONGEST_DRAFT = 200_000


class GoesOnField(forms.CharField):
    """Which draft a form was filled with, and when that one was kept: `<key>|<moment>`.

    Cleans to the pair, or to None: what cannot be read says nothing.
    """

    widget = forms.HiddenInput

    def clean(self, value: Any) -> Any:
        key, _bar, kept_at = str(value or "").partition("|")
        try:
            return uuid.UUID(key), datetime.fromisoformat(kept_at)
        except ValueError:
            return None


def goes_on(draft: Draft) -> str:
    return f"{draft.key}|{draft.kept_at.isoformat()}"


class DocumentForm(PageForm):
    """Title and text; which version the writer started from comes back with them."""

    summary = subjects = tags = language = None  # type: ignore[assignment]  # not a document's

    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        error_messages={"required": _("Write what the document is called")},
    )
    comment = forms.CharField(
        label=_("What did you change, and why?"),
        max_length=300,
        required=False,
        help_text=_("Stands beside this version in the history."),
    )
    based_on = forms.IntegerField(min_value=0, initial=0, widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    goes_on = GoesOnField(required=False)

    field_order = ("title", "text", "text_format", "comment", "based_on", "key", "goes_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False

    def clean_text(self) -> str:
        return super().clean_text() if self.cleaned_data["text"].strip() else ""


class DraftForm(forms.Form):
    """The same fields, unfinished as they may be."""

    title = forms.CharField(max_length=300, required=False, strip=False)
    text = forms.CharField(max_length=LONGEST_DRAFT, required=False, strip=False)
    text_format = forms.ChoiceField(
        choices=[("markup", "markup"), ("html", "html")], required=False
    )
    based_on = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False)
    key = forms.UUIDField()
    goes_on = GoesOnField(required=False)

    def content(self) -> dict[str, Any]:
        """What keep_draft takes."""
        said = dict(self.cleaned_data)
        said["text"] = said["text"].replace("\r\n", "\n")
        said["text_format"] = said["text_format"] or "markup"
        said["based_on"] = said["based_on"] or 0
        return said


class PlaceForm(forms.Form):
    """Below which document, and before which of its neighbours."""

    above = forms.ModelChoiceField(
        label=_("Below"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=_("Nothing: it stands on top"),
    )
    before = forms.ModelChoiceField(
        label=_("Before"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=_("Nothing: it stands last"),
        help_text=_("One that stands below the same document."),
    )

    def __init__(self, *args: Any, documents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("above", "before"):
            field: Any = self.fields[name]
            field.queryset = documents


class LibraryForm(forms.Form):
    """What the library needs beside the document itself."""

    summary = forms.CharField(
        label=_("In a sentence or two"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For lists and mails: what readers find in it."),
        error_messages={"required": _("Write in a sentence or two what readers find in it")},
    )
    authors = forms.CharField(
        label=_("Authors"),
        max_length=1000,
        help_text=_("With a semicolon between them, in the order in which they are named."),
        error_messages={"required": _("Name who wrote it")},
    )
    type = forms.ChoiceField(label=_("What is it?"))
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, types: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["type"]
        field.choices = types
