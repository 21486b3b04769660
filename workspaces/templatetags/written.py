"""What a document's pages draw: markup as it is read, and the words of the script that keeps it."""

import json

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from platform_site.core import markup

register = template.Library()


@register.filter
def written(source: str) -> SafeString:
    """An old version has no HTML beside it: it is made when somebody reads it."""
    return mark_safe(markup.render(source))  # noqa: S308 (render() cleans what it makes)


@register.simple_tag
def keep_words() -> str:
    """What js/keep.js says, in the language of the page."""
    words = {
        "saving": _("Saving"),
        "unsaved": _("Not saved on the server; this browser holds it"),
        "signedOut": _("You are signed out; this browser holds what you wrote"),
        "offer": _("On {time} you wrote something else here that was not saved."),
        "use": _("Use it"),
        "discard": _("Drop it"),
    }
    return json.dumps(words, ensure_ascii=False)
