"""Writing a text: a plain field for everyone, a rich editor on top where scripts run."""

import json
from typing import Any

from django import forms
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

_EDITOR = "django_prose_editor/"


class RichTextarea(forms.Textarea):
    """Simple markup in a textarea; `js/rich.js` offers the rich editor when asked.

    The script has no words and no addresses of its own: they come from here.
    """

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "data-rich": static(f"{_EDITOR}editor.js"),
            "data-rich-styles": " ".join(
                static(f"{_EDITOR}{file}") for file in ("material-icons.css", "editor.css")
            ),
            "data-rich-preview": reverse("preview"),
            "data-rich-offer": _("Write with buttons"),
            "data-rich-label": _("Text, with formatting"),
            "data-rich-words": json.dumps(_words(), ensure_ascii=False),
        }
        return context


def _words() -> dict[str, str]:
    """What the editor says in English, in the language of the page."""
    return {
        "Paragraph": _("Paragraph"),
        "paragraph": _("Paragraph"),
        "Heading 2": _("Heading"),
        "heading 2": _("Heading"),
        "Heading 3": _("Smaller heading"),
        "heading 3": _("Smaller heading"),
        "unordered list": _("List"),
        "ordered list": _("Numbered list"),
        "blockquote": _("Quote"),
        "bold": _("Bold"),
        "italic": _("Slanted"),
        "insert link": _("Link"),
        "remove link": _("Remove the link"),
        "undo": _("Undo"),
        "redo": _("Redo"),
        "Edit Link": _("Link"),
        "URL": _("Address"),
        "Title": _("Title"),
        "Open in new window": _("Open in a new window"),
        "Update": _("Save"),
        "Cancel": _("Cancel"),
    }
