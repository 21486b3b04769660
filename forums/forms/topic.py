"""Opening a topic, and moving one."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from platform_site.core import markup
from platform_site.pages.forms import PageForm
from platform_site.pages.kinds import Snapshot

from ..models import Forum

EXCERPT = 200


class TopicForm(PageForm):
    """A question or an experience: title and text are enough."""

    summary = None  # type: ignore[assignment]

    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        help_text=_("What you ask or tell, in one line."),
        error_messages={"required": _("Write what you ask or tell, in one line")},
    )

    field_order = ("title", "text", "text_format", "subjects", "tags", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Your first post")
        self.fields["text"].widget.attrs["rows"] = 10

    def proposal(self, base: Snapshot | None = None) -> Snapshot:
        """With the beginning of the text as what lists say of it."""
        return super().proposal(base) | {"summary": excerpt(self.cleaned_data["text"])}


def excerpt(source: str) -> str:
    """The first words, up to the end of one."""
    words = markup.plain(markup.render(source))
    if len(words) <= EXCERPT:
        return words
    return re.sub(r"\s+\S*$", "", words[:EXCERPT]) + " …"


class MoveForm(forms.Form):
    """Where a topic belongs better; only what the caller may choose from."""

    forum = forms.ModelChoiceField(
        label=_("Into which forum?"),
        queryset=Forum.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, forums: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forum"].queryset = forums  # type: ignore[attr-defined]
