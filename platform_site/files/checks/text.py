"""Plain text and tables: letters only, nothing that a browser or a spreadsheet would run."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import IO

from .needles import BLOCK, blocks
from .reasons import Reason, Refused

LONGEST_LINE = 1_000_000
# No number that somebody writes into a cell is longer; the pattern below is tried on no more.
LONGEST_NUMBER = 60
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_ACTIVE = re.compile(
    r"<(?:(?:script|svg|iframe|html|object|embed)(?=[\s/>])|!doctype|\?php)", re.IGNORECASE
)

_SIGNS = "=+-@＝＋－＠"
# Anything else begins no formula, however it is read.
_RISKY = frozenset(_SIGNS + " \t\r\n\xa0")
# Numbers, dates, telephone numbers and lone dashes: what a sign begins in ordinary tables.
_NUMBER = re.compile(
    r"[+\-＋－](?:[\d\s.,:/()%‰€$£¥\-–+*]*|[\d.,]+[eE][+-]?\d+|[\d.,\s]*\d\s?[a-zA-Z°]{1,3})"
)
_CALLS = re.compile(r"\w\s{0,3}[(|!]")
_SEPARATORS = ",;\t|"


def check(stream: IO[bytes]) -> str:
    """The charset. Raises Refused."""
    charset = _charset(stream)
    tail = ""
    for block in _letters(stream, charset):
        if _CONTROL.search(block):
            raise Refused(Reason.BINARY)
        seen = tail + block
        if _ACTIVE.search(seen):
            raise Refused(Reason.WEB_PAGE)
        tail = seen[-64:]
    return charset


def check_table(stream: IO[bytes]) -> str:
    """The charset of a table whose cells are text and numbers only. Raises Refused."""
    charset = check(stream)
    own = _separator(stream, charset)
    _check_cells(stream, charset, separator=own, is_own=True)
    for separator in _SEPARATORS:
        # Somebody's spreadsheet may split it otherwise than it was meant.
        if separator != own and _signs_after(stream, charset, separator):
            _check_cells(stream, charset, separator=separator, is_own=False)
    return charset


def _charset(stream: IO[bytes]) -> str:
    stream.seek(0)
    start = stream.read(4)
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise Refused(Reason.ENCODING)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8"


def _letters(stream: IO[bytes], charset: str) -> Iterator[str]:
    """The text a block at a time, each end of a line as a line feed."""
    plain = codecs.getincrementaldecoder("utf-8-sig" if charset == "utf-8" else charset)()
    decoder = io.IncrementalNewlineDecoder(plain, translate=True)
    try:
        for block in blocks(stream):
            yield decoder.decode(block)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        reason = Reason.BINARY if _has_zeros(stream) else Reason.ENCODING
        raise Refused(reason) from None


def _has_zeros(stream: IO[bytes]) -> bool:
    stream.seek(0)
    return b"\x00" in stream.read(BLOCK)


def _lines(stream: IO[bytes], charset: str) -> Iterator[str]:
    """Line by line; one that is too long is refused before it fills the memory."""
    number, rest = 0, ""
    for block in _letters(stream, charset):
        *whole, rest = (rest + block).split("\n")
        for line in whole:
            number += 1
            yield f"{line}\n"
        if len(rest) > LONGEST_LINE:
            raise Refused(Reason.LONG_LINE, row=number + 1)
    yield rest


def _separator(stream: IO[bytes], charset: str) -> str:
    """The one that most rows of the beginning have; a comma where there is none."""
    first = [line for _number, line in zip(range(30), _lines(stream, charset), strict=False)]
    said = re.match("sep=(.)", first[0], re.IGNORECASE)
    if said is None:
        return max(_SEPARATORS, key=lambda sign: sum(sign in line for line in first))
    if said[1] == '"':
        raise Refused(Reason.DAMAGED)
    return said[1]


def _signs_after(stream: IO[bytes], charset: str, separator: str) -> bool:
    pattern = re.compile(rf'{re.escape(separator)}[\s"]{{0,50}}[{re.escape(_SIGNS)}]')
    tail = ""
    for block in _letters(stream, charset):
        seen = tail + block
        if pattern.search(seen):
            return True
        tail = seen[-64:]
    return False


def _check_cells(stream: IO[bytes], charset: str, *, separator: str, is_own: bool) -> None:
    rows = csv.reader(_lines(stream, charset), delimiter=separator)
    row = 0
    try:
        for row, cells in enumerate(rows, start=1):
            for cell in cells:
                if cell[:1] in _RISKY and _is_formula(cell, is_own=is_own):
                    raise Refused(Reason.FORMULA, row=row)
    except csv.Error:
        # A cell beyond what is read at once. Split otherwise, it need not be one.
        if is_own:
            raise Refused(Reason.LONG_LINE, row=row + 1) from None


def _is_formula(cell: str, *, is_own: bool) -> bool:
    """Whether a spreadsheet would compute this cell. Read with another separator than the table's
    own only what could really run counts: else a dash after a semicolon in a sentence would."""
    begun = cell.strip()
    if begun[:1] not in _SIGNS or not begun:
        return is_own and cell[:1] in ("\t", "\r") and bool(begun)
    if not is_own:
        return begun[0] in "=＝" or bool(_CALLS.search(begun))
    if begun[0] not in "+-＋－":
        return True
    return len(begun) > LONGEST_NUMBER or not _NUMBER.fullmatch(begun)
