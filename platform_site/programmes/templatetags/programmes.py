"""Words of programmes and projects: texts in the reader's language, moments as exact as known."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from platform_site.indicators.numbers import number, percent_sign

from ..models import Result

register = template.Library()


@register.filter
def said(texts: Mapping[str, str]) -> SafeString | str:
    """The text in the reader's language, else the English one, which then says so."""
    if own := texts.get(get_language() or "en"):
        return own
    if english := texts.get("en"):
        return format_html('<span lang="en" dir="ltr">{}</span>', english)
    return ""


@register.filter
def span(years: str) -> SafeString | str:
    """`2019–2023`, which reads the same way in every script; words are left alone."""
    if not years:
        return ""
    if years.replace("-", "").isdigit():
        years = years.replace("-", "–")
    digits = years.replace("–", "").replace("-", "").isdigit()
    return format_html('<bdi dir="ltr">{}</bdi>' if digits else "<bdi>{}</bdi>", years)


@register.filter
def dollars(amount: int | None) -> SafeString | str:
    """An amount in US dollars, exact to the dollar."""
    if amount is None:
        return ""
    return format_html('<bdi dir="ltr">US$ {}</bdi>', number(amount))


@register.filter
def figure(result: Result) -> str:
    """The number as the source states it, with what the source puts before it."""
    written = number(result.number)
    if result.unit == Result.Unit.PERCENT:
        written += percent_sign()
    if result.comparator == Result.Comparator.ONE_IN_FIVE:
        return f"{result.get_comparator_display()} ({written})"
    return f"{result.get_comparator_display()} {written}".strip()
