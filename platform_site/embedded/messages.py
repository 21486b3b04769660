"""Translations compiled with Babel: the programs of gettext may not be there."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_messages(locale: Path) -> int:
    """Compile what changed under `locale`; return how many files that were."""
    stale = [source for source in sorted(locale.glob("*/LC_MESSAGES/*.po")) if _is_stale(source)]
    for source in stale:
        _compile(source)
    return len(stale)


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def _compile(source: Path) -> None:
    with source.open("rb") as lines:
        catalog = read_po(lines, locale=source.parent.parent.name)
    unfinished = source.with_suffix(f".{os.getpid()}.tmp")
    with unfinished.open("wb") as compiled:
        write_mo(compiled, catalog)
    unfinished.replace(source.with_suffix(".mo"))
