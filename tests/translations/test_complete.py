"""Everything the platform says, it says in every language it offers, with nothing left out."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po
from django.conf import settings

from tests.translations.extraction import HOUSE, Message, messages, messages_of

OTHERS = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
# How many forms a counted text has (CLDR's plural rules).
FORMS = {"ar": 6, "es": 2, "fr": 2}
# The forms of nought, one and two may say the number by their words: "commented", "two comments".
SAID_BY_WORDS = {"ar": {0, 1, 2}}
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[#0+-]*\d*(?:\.\d+)?[a-zA-Z%]")
TAG = re.compile(r"</?\w+[^>]*>")

pytestmark = pytest.mark.parametrize("language", OTHERS)


@cache
def catalog(language: str) -> Catalog:
    path = HOUSE / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as lines:
        return read_po(lines, locale=language)


def entries(language: str) -> Iterator[tuple[Message, tuple[str, ...], Entry]]:
    """Each text with its translations: one, or one for each form of the plural."""
    for entry in catalog(language):
        if entry.id:
            text, plural = entry.id if isinstance(entry.id, tuple) else (entry.id, "")
            forms = entry.string if isinstance(entry.string, tuple) else (entry.string,)
            yield Message(entry.context or "", text, plural), forms, entry


def test_every_text_has_a_translation(language: str) -> None:
    done = {message for message, forms, _entry in entries(language) if all(forms)}

    missing = {message: place for message, place in messages().items() if message not in done}

    assert missing == {}


def test_no_translation_is_a_guess(language: str) -> None:
    guesses = [message.text for message, _forms, entry in entries(language) if entry.fuzzy]

    assert guesses == []


def test_what_is_counted_has_every_form(language: str) -> None:
    assert catalog(language).num_plurals == FORMS[language]
    short = [
        message.text
        for message, forms, _entry in entries(language)
        if message.plural and len(forms) != FORMS[language]
    ]

    assert short == []


def test_placeholders_are_kept(language: str) -> None:
    broken = [
        (message.text, form)
        for message, forms, _entry in entries(language)
        for number, form in enumerate(forms)
        if not _keeps_placeholders(message, form, number, language)
    ]

    assert broken == []


def _keeps_placeholders(message: Message, form: str, number: int, language: str) -> bool:
    wanted, kept = (set(PLACEHOLDER.findall(text)) for text in (message.text, form))
    if not message.plural:
        return sorted(PLACEHOLDER.findall(message.text)) == sorted(PLACEHOLDER.findall(form))
    wanted |= set(PLACEHOLDER.findall(message.plural))
    counted = {one for one in wanted if one.startswith("%(n)")}
    by_words = counted if number in SAID_BY_WORDS.get(language, set()) else set()
    singular = set(PLACEHOLDER.findall(message.text))
    # The singular may speak of less than the plural: "one reports: 4%" has no range.
    return kept <= wanted and (kept >= wanted - by_words or kept >= singular - by_words)


def test_markup_is_kept(language: str) -> None:
    broken = [
        (message.text, form)
        for message, forms, _entry in entries(language)
        for form in forms
        if sorted(TAG.findall(message.text)) != sorted(TAG.findall(form))
    ]

    assert broken == []


def test_a_text_of_a_template_or_of_code_is_found(language: str, tmp_path: Path) -> None:
    template = tmp_path / "page.html"
    template.write_text(
        "{% load i18n %}<p>\n    {% blocktranslate trimmed count n=n %}\n"
        "      {{ n }} page\n    {% plural %}{{ n }} pages{% endblocktranslate %}\n"
        "{% translate 'May' context \"a month\" %}</p>\n"
    )
    code = tmp_path / "code.py"
    code.write_text("from django.utils.translation import gettext as _\n\nx = _('One' ' text')\n")

    found = [message for path in (template, code) for _line, message in messages_of(path)]

    assert found == [
        Message("", "%(n)s page", "%(n)s pages"),
        Message("a month", "May", ""),
        Message("", "One text", ""),
    ]
