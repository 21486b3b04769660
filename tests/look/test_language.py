"""What the floor says, it says in every language of the site."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(settings.BASE_DIR)
WORDS = {"gettext": None, "gettext_lazy": None, "_": None, "ngettext": (1, 2)}
OTHERS = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
FLOOR = [
    ROOT / "templates" / "base.html",
    ROOT / "templates" / "display.html",
    *(ROOT / "templates" / "mail").glob("base.*"),
    *(
        file
        for room in ("components", "account", "accounts", "mfa", "errors")
        for file in (ROOT / "templates" / room).rglob("*.html")
    ),
    *(ROOT / "platform_site" / "core").rglob("*.py"),
]


def said(file: Path) -> Iterator[str | tuple[str, ...]]:
    text = file.read_text()
    source = text if file.suffix == ".py" else templatize(text, origin=str(file))
    for _line, message, _notes, _context in extract("python", io.BytesIO(source.encode()), WORDS):
        yield message if isinstance(message, str) else tuple(message)


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_of_the_floor_is_left_untranslated(language):
    with (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as lines:
        catalog = read_po(lines, locale=language)
    known = {
        message.id if isinstance(message.id, str) else tuple(message.id)
        for message in catalog
        if message.id and message.string and all(message.string)
    }

    missing = {message for file in FLOOR for message in said(file)} - known
    assert missing == set()
