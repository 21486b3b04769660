"""What a name may be made of: it stands in lists, sentences, mail headers and other scripts."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST = 80
# In Persian and in the scripts of South Asia these two are spelling; anywhere else they hide.
JOINERS = re.compile(
    "(?<=[\u0600-\u06ff\u0900-\u0dff])[\u200c\u200d](?=[\u0600-\u06ff\u0900-\u0dff])"
)
# More marks on one letter than any language writes, stacked over the lines around it.
STACKED = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{4}")


def clean_name(text: str) -> str:
    """The name as it is kept: one line, one spelling, without signs that cannot be seen."""
    if any(unicodedata.category(sign) in ("Cc", "Zl", "Zp", "Cs") for sign in text):
        raise ValidationError(_("A name is one line, without line breaks or control characters"))
    spelling = {match.start() for match in JOINERS.finditer(text)}
    seen = "".join(
        sign
        for place, sign in enumerate(text)
        if place in spelling or unicodedata.category(sign) not in ("Cf", "Co", "Cn")
    )
    name = " ".join(unicodedata.normalize("NFC", seen).split())
    if STACKED.search(unicodedata.normalize("NFD", name)):
        raise ValidationError(_("Write the name with fewer marks above and below its letters"))
    if len(name) > LONGEST:  # one spelling of a letter may be longer than another
        raise ValidationError(_("Write a shorter name"))
    if not any(sign.isalpha() for sign in name):
        raise ValidationError(_("Write a name with at least one letter"))
    return name


def validate_name(text: str) -> None:
    """Refuses what a form would have cleaned, for names that come another way."""
    if clean_name(text) != text:
        raise ValidationError(_("The name holds signs that cannot be seen"))


class NameField(forms.CharField):
    """Asks for a name and cleans it."""

    def __init__(self, **options: object) -> None:
        super().__init__(max_length=LONGEST, **options)  # type: ignore[arg-type]

    def clean(self, value: str | None) -> str:
        return clean_name(super().clean(value))
