"""The XML in office files, read a block at a time and never expanded."""

import re
from collections.abc import Callable
from xml.parsers import expat

from .needles import Search
from .reasons import Reason, Refused

type Attributes = dict[str, str]

# No office program nests as deep or writes one tag as long; an attack on memory does.
DEEPEST, LONGEST_TAG, MOST_ELEMENTS = 300, 2_000_000, 2_000_000
_DECLARED = re.compile(rb"encoding\s*=\s*[\"']([\w.:-]+)")
_ENCODINGS = frozenset((b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"))


def _in_every_width(words: bytes) -> bytes:
    """The pattern for ASCII words in UTF-8 and in both orders of UTF-16."""
    little = b"".join(re.escape(bytes([byte])) + rb"\x00" for byte in words)
    big = b"".join(rb"\x00" + re.escape(bytes([byte])) for byte in words)
    return b"|".join((re.escape(words), little, big))


_DOCTYPE = re.compile(_in_every_width(b"<!DOCTYPE") + b"|" + _in_every_width(b"<!ENTITY"))


def looks_like_xml(start: bytes) -> bool:
    plain = start.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    return plain.startswith(b"<")


class NoEntities(Search):
    """Refuses XML that declares anything, whatever width its letters have."""

    def __init__(self, start: bytes) -> None:
        super().__init__(_DOCTYPE)
        declared = _DECLARED.search(start[:200].replace(b"\x00", b""))
        if b"\x00\x00" in start[:4] or (declared and declared[1].lower() not in _ENCODINGS):
            raise Refused(Reason.DAMAGED)

    def feed(self, block: bytes) -> None:
        super().feed(block)
        if self.found:
            raise Refused(Reason.DOCTYPE)


class Elements:
    """Calls `seen(name, attributes)` for each element, names and attributes without prefix; and
    `said(name, text)` for the text directly inside it, where given."""

    def __init__(
        self,
        seen: Callable[[str, Attributes], None],
        said: Callable[[str, str], None] | None = None,
    ) -> None:
        self.seen, self.said = seen, said
        self.open: list[str] = []
        self.number = self.fed = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._declared
        self.parser.EntityDeclHandler = self._declared
        if said is not None:
            self.parser.CharacterDataHandler = self._text

    def feed(self, block: bytes) -> None:
        self.fed += len(block)
        self._parse(block, is_last=False)
        if self.fed - max(0, self.parser.CurrentByteIndex) > LONGEST_TAG:
            raise Refused(Reason.DAMAGED)

    def finish(self) -> None:
        self._parse(b"", is_last=True)

    def _parse(self, block: bytes, *, is_last: bool) -> None:
        try:
            self.parser.Parse(block, is_last)
        except expat.ExpatError:
            raise Refused(Reason.DAMAGED) from None

    def _start(self, name: str, attributes: Attributes) -> None:
        self.number += 1
        if len(self.open) >= DEEPEST or self.number > MOST_ELEMENTS:
            raise Refused(Reason.TOO_MANY_PARTS)
        local = name.rpartition(":")[2]
        self.open.append(local)
        self.seen(local, {key.rpartition(":")[2]: text for key, text in attributes.items()})

    def _end(self, name: str) -> None:
        self.open.pop()

    def _text(self, text: str) -> None:
        if self.said is not None and self.open:
            self.said(self.open[-1], text)

    def _declared(self, *_what: object) -> None:
        raise Refused(Reason.DOCTYPE)
