"""Names stand in the order that readers of the language expect."""

import pytest

from platform_site.core.sort_keys import fold, sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Côte d’Ivoire", "cote d’ivoire"),
        ("ÅLAND", "aland"),
        ("Türkiye", "turkiye"),
        ("Straße", "strasse"),
        ("الحِمَايَة", "الحمايه"),
        ("أفغانستان", "افغانستان"),
        ("إسبانيا", "اسبانيا"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_french_ignores_accents() -> None:
    names = ["Zambie", "Égypte", "Estonie", "Éthiopie"]

    order = ["Égypte", "Estonie", "Éthiopie", "Zambie"]

    assert sorted(names, key=lambda name: sort_key(name, "fr")) == order


def test_spanish_puts_n_with_tilde_after_n() -> None:
    names = ["nube", "ñandú", "nzema", "olla"]

    order = ["nube", "nzema", "ñandú", "olla"]

    assert sorted(names, key=lambda name: sort_key(name, "es")) == order


def test_arabic_ignores_the_article() -> None:
    assert sort_key("الأردن", "ar") == sort_key("اردن", "ar")
