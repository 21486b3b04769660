"""A zip file read with suspicion: its directory, its parts, and nothing between them."""

import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from .inflating import BARE, STEP, Budget, CannotInflate, inflate
from .reasons import Reason, Refused

MOST_PARTS = 3000
LARGEST_DIRECTORY = 1_000_000
TOTAL, EACH = 300_000_000, 150_000_000
# A sheet full of the same number packs a hundred to one; a bomb packs a thousand to one.
RATIO, FREE = 150, 10_000_000
_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_SIZES_FOLLOW, _LARGEST_DESCRIPTOR = 0x8, 24
_BAD_NAME = re.compile(r"^/|\\|(?:^|/)\.{1,2}(?:/|$)|//|:|[\x00-\x1f\x7f]")


def new_budget() -> Budget:
    return Budget(total=TOTAL, each=EACH)


@dataclass(frozen=True)
class Part:
    """One file in the archive, and where its packed bytes lie."""

    name: str
    info: zipfile.ZipInfo
    begins: int

    @property
    def ends(self) -> int:
        return self.begins + self.info.compress_size

    @property
    def is_stored(self) -> bool:
        return self.info.compress_type == zipfile.ZIP_STORED


class Archive:
    """The parts of a zip file by name, in their order. Raises Refused for whatever is odd."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        self.stream, self.budget = stream, budget
        start = _directory_start(stream)
        parts = [_part(stream, info) for info in _entries(stream)]
        _require_no_gaps(sorted(parts, key=lambda part: part.begins), until=start)
        self.parts = {part.name: part for part in parts}
        _require_names(parts)

    def read(self, part: Part) -> Iterator[bytes]:
        """Its content, a step at a time; what it says of its size and sum has to be true."""
        size = crc = 0
        try:
            for step in self._unpacked(part):
                size, crc = size + len(step), zlib.crc32(step, crc)
                if size > FREE + RATIO * part.info.compress_size:
                    raise Refused(Reason.BOMB)
                yield step
        except CannotInflate:
            raise Refused(Reason.DAMAGED) from None
        if (size, crc) != (part.info.file_size, part.info.CRC):
            raise Refused(Reason.DAMAGED)

    def _unpacked(self, part: Part) -> Iterator[bytes]:
        if not part.is_stored:
            yield from inflate(self._packed(part), budget=self.budget, window=BARE, exactly=True)
            return
        so_far = 0
        for step in self._packed(part):
            so_far += len(step)
            self.budget.spend(len(step), so_far=so_far)
            yield step

    def _packed(self, part: Part) -> Iterator[bytes]:
        at = part.begins
        while at < part.ends:
            self.stream.seek(at)
            block = self.stream.read(min(STEP, part.ends - at))
            if not block:
                raise Refused(Reason.DAMAGED)
            at += len(block)
            yield block


def _directory_start(stream: IO[bytes]) -> int:
    """Where the list of parts begins: looked at before anything is made of that list."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _END.size))
    tail = stream.read(_END.size)
    if len(tail) < _END.size or not tail.startswith(b"PK\x05\x06"):
        raise Refused(Reason.HIDDEN)
    _sign, _disk, _of, _here, number, length, start, comment = _END.unpack(tail)
    if number > MOST_PARTS or length > LARGEST_DIRECTORY:
        raise Refused(Reason.TOO_MANY_PARTS)
    if comment or start + length + _END.size != size:
        raise Refused(Reason.HIDDEN)
    return int(start)


def _entries(stream: IO[bytes]) -> list[zipfile.ZipInfo]:
    stream.seek(-_END.size, 2)
    said = _END.unpack(stream.read(_END.size))[4]
    try:
        found = zipfile.ZipFile(stream).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error):
        raise Refused(Reason.DAMAGED) from None
    if len(found) != said:
        raise Refused(Reason.HIDDEN)
    return found


def _part(stream: IO[bytes], info: zipfile.ZipInfo) -> Part:
    """What the directory and the part itself both say; where they differ, readers would too."""
    if info.flag_bits & _ENCRYPTED:
        raise Refused(Reason.LOCKED)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused(Reason.DAMAGED)
    stream.seek(info.header_offset)
    head = stream.read(_LOCAL.size)
    if len(head) < _LOCAL.size or not head.startswith(b"PK\x03\x04"):
        raise Refused(Reason.DAMAGED)
    flags, method = struct.unpack_from("<2H", head, 6)
    name_size, extra_size = struct.unpack_from("<2H", head, 26)
    encoding = "utf-8" if info.flag_bits & 0x800 else "cp437"
    name = stream.read(name_size)
    is_same = name == info.orig_filename.encode(encoding, "replace") and (
        (info.filename, info.compress_type) == (info.orig_filename, method)
    )
    if not is_same:
        raise Refused(Reason.HIDDEN)
    if flags & _ENCRYPTED:
        raise Refused(Reason.LOCKED)
    begins = info.header_offset + _LOCAL.size + name_size + extra_size
    return Part(name=info.orig_filename, info=info, begins=begins)


def _require_no_gaps(parts: list[Part], *, until: int) -> None:
    """Parts follow each other from the first byte on: nothing lies between, under or before."""
    at = slack = 0
    for part in parts:
        if not at <= part.info.header_offset <= at + slack:
            raise Refused(Reason.HIDDEN)
        at = part.ends
        slack = _LARGEST_DESCRIPTOR if part.info.flag_bits & _SIZES_FOLLOW else 0
    if not at <= until <= at + slack:
        raise Refused(Reason.HIDDEN)


def _require_names(parts: list[Part]) -> None:
    """As an office program writes them; two that a system could take for one are refused."""
    for part in parts:
        if not part.name or len(part.name) > 255 or _BAD_NAME.search(part.name):
            raise Refused(Reason.BAD_PART_NAME)
    names = {unicodedata.normalize("NFKC", part.name).casefold() for part in parts}
    if len(names) != len(parts):
        raise Refused(Reason.BAD_PART_NAME)
