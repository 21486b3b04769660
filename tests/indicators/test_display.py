"""Numbers keep what their source wrote, in the signs of the reader's language."""

import pytest
from django.utils.translation import override

from platform_site.indicators.display import large, shown


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "6.20", "6.20%"),
        ("en", "-3.33", "\u22123.33%"),
        ("en", "12345.5", "12,345.5%"),
        ("fr", "12345.5", "12\u202f345,5\u202f%"),
        ("es", "132.4", "132,4\u00a0%"),
        ("ar", "132.4", "132.4%"),
    ],
)
def test_a_percentage_keeps_every_digit(language: str, text: str, expected: str) -> None:
    with override(language):
        assert shown(text, "percent") == f'<bdi dir="ltr">{expected}</bdi>'


def test_an_index_says_out_of_how_much() -> None:
    assert (
        large("58.0", "index 0-100") == '<bdi dir="ltr">58.0<small>\u00a0/\u00a0100</small></bdi>'
    )
