"""Writing a text: a plain field for everyone, a rich editor on top where scripts run."""

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
        }
        return context
