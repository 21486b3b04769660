"""Numbers as a reader's language writes them: in Latin digits, as exact as the source."""

from decimal import Decimal
from functools import cache

from babel import Locale
from django.utils.translation import get_language

PERCENT = {"fr": "\u202f%", "es": "\u00a0%"}


@cache
def _signs(language: str) -> dict[int, str]:
    """What stands for the comma and the point of an English number."""
    symbols = Locale.parse(language, sep="-").number_symbols["latn"]
    return str.maketrans({",": symbols["group"], ".": symbols["decimal"], "-": "\u2212"})


def number(text: str | int | Decimal) -> str:
    """All decimals of the source stay, also the zeros it wrote."""
    return f"{Decimal(text):,}".translate(_signs(get_language() or "en"))


def percent_sign() -> str:
    return PERCENT.get(get_language() or "en", "%")
