"""Figures with their units as HTML: a number and its unit keep their order in every script."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .numbers import number, percent_sign


def bare(text: str) -> str:
    """The number alone, for a table whose heading says the unit."""
    return number(text)


def shown(text: str, unit: str) -> SafeString:
    return format_html(
        '<bdi dir="ltr">{}{}</bdi>', number(text), percent_sign() if unit == "percent" else ""
    )


def large(text: str, unit: str) -> SafeString:
    """For a key figure, its unit smaller."""
    small = {"percent": percent_sign(), "index 0-100": "\u00a0/\u00a0100"}.get(unit, "")
    if not small:
        return shown(text, unit)
    return format_html('<bdi dir="ltr">{}<small>{}</small></bdi>', number(text), small)
