"""The number that tells researchers of the same name apart (https://orcid.org)."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SHAPE = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", re.ASCII)
PREFIX = re.compile(r"^(?:https?://)?(?:www\.)?orcid\.org/", re.IGNORECASE)


def clean_orcid(text: str) -> str:
    """`0000-0002-1825-0097`, however it was typed: with its address, without its dashes."""
    signs = re.sub(r"[\s\u2010-\u2015-]", "", PREFIX.sub("", text.strip())).upper()
    number = "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))
    if not SHAPE.fullmatch(number):
        raise ValidationError(
            _("Write the sixteen signs of the ORCID, such as %(example)s")
            % {"example": "0000-0002-1825-0097"}
        )
    if check_sign(signs[:15]) != signs[15]:
        raise ValidationError(_("This ORCID has a slip in it: its last sign does not fit"))
    return number


def check_sign(digits: str) -> str:
    """ISO 7064, MOD 11-2: what the sixteenth sign must be."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)


def validate_orcid(text: str) -> None:
    if clean_orcid(text) != text:
        raise ValidationError(_("Write the ORCID with its dashes"))
