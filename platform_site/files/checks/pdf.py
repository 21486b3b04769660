"""PDF: that it is one file, open to be read, and that nothing in it runs, opens or fetches.

Names are looked for in the whole file and in all that its streams unpack to, however they are
written (`/J#61vaScript`), and count only where they stand as PDF reads them: a text about
JavaScript is no script.
"""

import io
import mmap
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from .inflating import STEP, WITH_HEADER, Budget, CannotInflate, inflate
from .reasons import Reason, Refused

TOTAL, EACH = 400_000_000, 100_000_000
MOST_STREAMS = 100_000
# A text may name them now and then; thousands are there to tire us.
MOST_NAMES = 1000
_AROUND = 600

_NAMED = {
    "JavaScript": Reason.SCRIPT,
    "Launch": Reason.LAUNCH,
    "SubmitForm": Reason.LAUNCH,
    "ImportData": Reason.LAUNCH,
    "GoToE": Reason.ATTACHED,
    "EmbeddedFile": Reason.ATTACHED,
    "EmbeddedFiles": Reason.ATTACHED,
    "RichMedia": Reason.RICH_MEDIA,
    "RichMediaContent": Reason.RICH_MEDIA,
    "Rendition": Reason.RICH_MEDIA,
    "Movie": Reason.RICH_MEDIA,
    "Sound": Reason.RICH_MEDIA,
    "XFA": Reason.XFA,
    "Encrypt": Reason.LOCKED,
}


def _name(name: str) -> bytes:
    """The pattern of a name in all its spellings."""
    letters = (f"(?:{letter}|#{ord(letter):02x}|#{ord(letter):02X})" for letter in name)
    return f"/{''.join(letters)}".encode() + rb"(?![^\x00\t\n\f\r ()<>\[\]{}/%])"


def _any_of(*names: str) -> bytes:
    return b"|".join(_name(name) for name in names)


_SPACE = rb"(?:[\s\x00]|%[^\r\n]*[\r\n])*"
# One slash before all of them: so only what follows a slash is compared at all.
_NAMES = re.compile(b"/(?:%s)" % b"|".join(b"(%s)" % _name(name)[1:] for name in _NAMED))
_REASONS = list(_NAMED.values())
_IS_VALUE = re.compile(b"(?:obj|%s)%s$" % (_any_of("S", "Subtype", "Type"), _SPACE))
_HAS_VALUE = re.compile(_SPACE + rb"(?:<<|\[|\d+\s+\d+\s+R\b)")

_HEAD = re.compile(rb"%PDF-[12]\.\d\s")
_AFTER_END = b"\x00\x1a\t\n\f\r "
_MARKUP = re.compile(rb"<(?:script|html|svg|iframe|!doctype|\?php)", re.IGNORECASE)
_STREAM = re.compile(rb"(?<!end)stream(?:\r\n|\n|\r)")
_IMAGE = re.compile(_name("Subtype") + _SPACE + _name("Image"))
_OBJECTS = re.compile(_any_of("ObjStm", "First"))
_FILTER = re.compile(_name("Filter"))


def check(stream: IO[bytes]) -> None:
    """Raises Refused."""
    with _mapped(stream) as whole:
        _require_one_file(whole)
        _look_for_names(whole)
        _look_into_streams(whole)


@contextmanager
def _mapped(stream: IO[bytes]) -> Iterator[mmap.mmap]:
    """The file as bytes that the system reads where they are looked at."""
    with tempfile.TemporaryFile() as copy:
        try:
            stream.flush()
            number = stream.fileno()
        except (AttributeError, io.UnsupportedOperation):
            stream.seek(0)
            shutil.copyfileobj(stream, copy)
            copy.flush()
            number = copy.fileno()
        with mmap.mmap(number, 0, access=mmap.ACCESS_READ) as whole:
            yield whole


def _require_one_file(whole: mmap.mmap) -> None:
    """It begins and ends as a PDF, and is nothing else besides."""
    end = whole.rfind(b"%%EOF")
    if not _HEAD.match(whole) or end < 0:
        raise Refused(Reason.DAMAGED)
    after = whole[end + len(b"%%EOF") : end + 4096]
    if after.strip(_AFTER_END) or len(whole) - end > 4096 or _ends_as_zip(whole):
        raise Refused(Reason.HIDDEN)
    if _MARKUP.search(whole, 0, 1024):
        raise Refused(Reason.WEB_PAGE)


def _ends_as_zip(whole: mmap.mmap) -> bool:
    """Whether a zip program would open it: its list of parts may stand before a long comment."""
    at = whole.rfind(b"PK\x05\x06", max(0, len(whole) - 66_000))
    if at < 0 or at + 22 > len(whole):
        return False
    comment = int.from_bytes(whole[at + 20 : at + 22], "little")
    return at + 22 + comment == len(whole)


def _look_for_names(text: "mmap.mmap | bytes") -> None:
    for number, found in enumerate(_NAMES.finditer(text)):
        before = text[max(0, found.start() - _AROUND) : found.start()]
        after = text[found.end() : found.end() + _AROUND]
        if _IS_VALUE.search(before) or _HAS_VALUE.match(after) or number > MOST_NAMES:
            raise Refused(_REASONS[(found.lastindex or 1) - 1])


def _look_into_streams(whole: mmap.mmap) -> None:
    budget = Budget(total=TOTAL, each=EACH)
    for number, found in enumerate(_STREAM.finditer(whole)):
        if number > MOST_STREAMS:
            raise Refused(Reason.TOO_MANY_PARTS)
        around = whole[max(0, found.start() - 4096) : found.start()]
        own = around[max(0, around.rfind(b" obj")) :]
        if _IMAGE.search(own) and not _OBJECTS.search(around):
            continue
        is_read = _is_packed(whole, found.end()) and _look_inside(whole, found.end(), budget)
        # Objects packed in a way that we do not read would be read by others.
        if not is_read and _OBJECTS.search(own) and _FILTER.search(own):
            raise Refused(Reason.DAMAGED)


def _is_packed(whole: mmap.mmap, begins: int) -> bool:
    """Whether zlib's header stands there."""
    head = whole[begins : begins + 2]
    return len(head) == 2 and head[0] & 0x0F == 8 and int.from_bytes(head, "big") % 31 == 0


def _look_inside(whole: mmap.mmap, begins: int, budget: Budget) -> bool:
    """Whether it could be unpacked to its end."""
    tail = b""
    try:
        for step in inflate(_from(whole, begins), budget=budget, window=WITH_HEADER):
            _look_for_names(tail + step)
            tail = (tail + step)[-_AROUND:]
    except CannotInflate:
        return False
    return True


def _from(whole: mmap.mmap, at: int) -> Iterator[bytes]:
    while block := whole[at : at + STEP]:
        at += len(block)
        yield block
