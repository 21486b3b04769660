"""What code and templates say, found as makemessages finds it but without gettext's programs."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import extract
from django.utils.translation.template import templatize

HOUSE = Path(__file__).resolve().parents[2]
ROOMS = (
    "countries",
    "forums",
    "glossary",
    "news",
    "platform_site",
    "resources",
    "templates",
    "workspaces",
)

# The functions of django.utils.translation, and which of their arguments are texts.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


class Message(NamedTuple):
    """One text to translate: its context ("" for none), its singular, its plural ("" for none)."""

    context: str
    text: str
    plural: str


def messages() -> dict[Message, str]:
    """Every text of the house, with one place where it is said."""
    found: dict[Message, str] = {}
    for path in _sources():
        for line, message in messages_of(path):
            found.setdefault(message, f"{path.relative_to(HOUSE)}:{line}")
    return found


def messages_of(path: Path) -> Iterator[tuple[int, Message]]:
    source = path.read_text()
    if path.suffix != ".py":
        source = _as_python(source, origin=str(path))
    found = extract("python", BytesIO(source.encode()), keywords=KEYWORDS)
    for line, texts, _notes, context in found:
        text, plural = (texts[0], texts[1]) if isinstance(texts, tuple) else (texts, "")
        if text:
            yield line, Message(context or "", text, plural)


def _sources() -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((HOUSE / room).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                yield path


def _as_python(template: str, *, origin: str) -> str:
    """What Django gives to gettext; without indents, over which Python's reader would stumble."""
    return "\n".join(line.lstrip() for line in templatize(template, origin=origin).splitlines())
