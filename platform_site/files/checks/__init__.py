"""What a file is and whether it is taken: decided by its bytes, never by what it is called.

Blocks are read, never the whole file, and nothing that a file says of its own size is believed.
"""

from dataclasses import dataclass
from typing import IO

from . import archives, pdf, text
from .beginnings import known_as
from .formats import ACCEPT, MEDIA_TYPES, Format
from .needles import VirusSign, blocks
from .reasons import Reason, Refused

__all__ = ["ACCEPT", "MEDIA_TYPES", "Checked", "Format", "Reason", "Refused", "check"]


@dataclass(frozen=True)
class Checked:
    """What a file that is taken is; the charset only of text."""

    format: Format
    charset: str = ""


def check(stream: IO[bytes], *, ending: str) -> Checked:
    """Raises Refused. `ending` is that of its name: among texts alone it tells a table apart."""
    stream.seek(0)
    start = stream.read(1024)
    if not start:
        raise Refused(Reason.EMPTY)
    _look_for_virus(stream)
    checked = _by_content(stream, start, ending)
    if ending in Format.values and ending != checked.format:
        raise Refused(Reason.WRONG_NAME, ending=ending, format=checked.format.value)
    return checked


def _look_for_virus(stream: IO[bytes]) -> None:
    sign = VirusSign()
    for block in blocks(stream):
        sign.feed(block)


def _by_content(stream: IO[bytes], start: bytes, ending: str) -> Checked:
    if start.startswith(b"%PDF-"):
        pdf.check(stream)
        return Checked(Format.PDF)
    if start.startswith(b"PK\x03\x04"):
        return Checked(archives.check(stream))
    if reason := known_as(start):
        raise Refused(reason)
    if ending == "csv":
        return Checked(Format.CSV, text.check_table(stream))
    if ending == "txt":
        return Checked(Format.TXT, text.check(stream))
    raise Refused(Reason.UNKNOWN)
