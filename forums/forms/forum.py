"""What readers may suggest to change in a forum: its days, rounds and language are the staff's."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from platform_site.pages.forms import PageForm


class ForumForm(PageForm):
    language = None  # type: ignore[assignment]

    title = forms.CharField(label=_("Name"), max_length=300)
    summary = forms.CharField(
        label=_("What it is for"), max_length=600, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False

    def clean_text(self) -> str:
        return super().clean_text() if self.cleaned_data["text"].strip() else ""
