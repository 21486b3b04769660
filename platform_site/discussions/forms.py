"""Writing a comment."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from platform_site.pages.languages import CONTENT_LANGUAGES


class PostForm(forms.Form):
    source = forms.CharField(
        label=_("Your comment"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "**bold**, *slanted*, [words](https://…) for a link, - for a list, > for a quote"
        ),
        error_messages={"required": _("Write your comment")},
    )
    language = forms.ChoiceField(label=_("Language it is written in"), choices=CONTENT_LANGUAGES)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
