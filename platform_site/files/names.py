"""What a file is called: a name to show and to save under, never a path and never a trick."""

import re
import unicodedata

LONGEST = 120
# Joiners belong to the spelling of Persian and of many Indian languages.
_JOINERS = "\u200c\u200d"
# What Windows or a shell would not take in a name, and what would end it in a header.
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f]')


def clean_name(typed: str, *, ending: str) -> str:
    """One line with the right ending: `../../Étude <1>.PDF` → `Étude 1.pdf`."""
    name = re.split(r"[/\\]", typed)[-1]
    name = "".join(map(_shown, unicodedata.normalize("NFC", name)))
    name = " ".join(_FORBIDDEN.sub(" ", name).split())
    stem = name[: -len(ending) - 1] if name.lower().endswith(f".{ending}") else name
    stem = _shortened(stem.strip(". "))
    return f"{stem or 'file'}.{ending}"


def ending_of(typed: str) -> str:
    """The ending in small letters, as somebody's system would read it; empty without one."""
    name = "".join(filter(_may_stand, re.split(r"[/\\]", typed)[-1])).strip(". ")
    return name.rpartition(".")[2].lower() if "." in name else ""


def _may_stand(letter: str) -> bool:
    """No control, no mark of direction, nothing unseen, no half of a pair, nobody's private use."""
    return letter in _JOINERS or unicodedata.category(letter) not in (
        *("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"),
    )


def _shown(letter: str) -> str:
    return letter if _may_stand(letter) else " " if letter.isspace() else ""


def _shortened(stem: str) -> str:
    return stem[:LONGEST].rstrip(". ")
