"""Writing a comment, changing it, reporting it, looking after a talk."""

import re
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from platform_site.pages.languages import CONTENT_LANGUAGES

from .models import PostFlag

LONGEST = 10_000
# Longer than a comment may be: a draft that is too long is kept, too.
LONGEST_DRAFT = 50_000
MOST_MOVED = 500


class TextForm(forms.Form):
    source = forms.CharField(
        label=_("Your comment"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "**bold**, *slanted*, [words](https://…) for a link, - for a list, > for a quote,"
            " @ with the address of a profile for a person"
        ),
        error_messages={"required": _("Write your comment")},
    )
    language = forms.ChoiceField(label=_("Language it is written in"), choices=CONTENT_LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A browser would cut off what is pasted and say nothing: the form says it in words.
        self.fields["source"].widget.attrs.pop("maxlength", None)


class PostForm(TextForm):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    # The number of the post that is quoted, and the version of the draft this window knows.
    answers = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1
    )
    seen = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1, initial=0
    )


class DraftForm(forms.Form):
    source = forms.CharField(max_length=LONGEST_DRAFT, required=False, strip=False)
    language = forms.ChoiceField(choices=CONTENT_LANGUAGES)
    seen = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)


class EditForm(TextForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)


class FlagForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=PostFlag.Reason,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong with it")},
    )
    text = forms.CharField(
        label=_("In your words"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only those who look after this discussion read it."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("reason") == PostFlag.Reason.OTHER and not cleaned.get("text"):
            self.add_error("text", _("Say in a few words what is wrong"))
        return cleaned


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("Readers and the author see exactly this."),
        error_messages={"required": _("Give the reason: it is shown in place of the comment")},
    )


class MoveForm(forms.Form):
    to = forms.CharField(
        label=_("Address of the page it belongs to"),
        max_length=500,
        help_text=_("Copy it from the address bar. You must be allowed to moderate there, too."),
    )
    reason = forms.CharField(
        label=_("Why it moves"), max_length=300, help_text=_("Readers and the author see it.")
    )


class LockForm(forms.Form):
    reason = forms.CharField(
        label=_("Why nobody can comment any more"),
        max_length=300,
        help_text=_("It stands above the discussion."),
    )


class MoveSeveralForm(MoveForm):
    numbers = forms.CharField(
        label=_("Numbers of the comments"), max_length=500, help_text=_("Such as 3, 5-8")
    )
    field_order = ("numbers", "to", "reason")

    def clean_numbers(self) -> set[int]:
        numbers: set[int] = set()
        for part in filter(None, re.split(r"[\s,;،؛]+", self.cleaned_data["numbers"])):
            found = re.fullmatch(r"(\d{1,7})(?:[-–](\d{1,7}))?", part)
            if found is None:
                raise forms.ValidationError(_("Write numbers, such as 3, 5-8"))
            first, last = int(found[1]), int(found[2] or found[1])
            numbers.update(range(first, min(last, first + MOST_MOVED) + 1))
        if len(numbers) > MOST_MOVED:
            raise forms.ValidationError(_("Move at most 500 comments at once"))
        return numbers
