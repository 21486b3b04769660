"""What every part of an office file is looked at for, whatever its family."""

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from .beginnings import known_as
from .markup import Attributes, Elements, NoEntities, looks_like_xml
from .needles import VirusSign
from .reasons import Reason, Refused
from .zips import Archive, Part

LARGEST_CONTROL = 4_000_000
_PROGRAMS = re.compile(
    r"\.(?:exe|dll|com|scr|msi|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|jar|class|sh|py|php|lnk|reg)$",
    re.IGNORECASE,
)
_WEB_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html|script)[\s>]", re.IGNORECASE)
# Pictures and fonts in wrappings of their own, which begin with any bytes.
_OPAQUE = (".emz", ".wmz", ".odttf")
_WHEN_INSIDE = {
    Reason.OLD_OFFICE: Reason.EMBEDDED,
    Reason.ARCHIVE: Reason.NESTED,
    Reason.PROGRAM: Reason.PROGRAM,
}


class Reader(Protocol):
    def feed(self, block: bytes) -> None: ...


def look_at(archive: Archive, part: Part, readers: Iterable[Reader] = ()) -> None:
    """Reads the part to its end, once, for all readers. Raises Refused."""
    if _PROGRAMS.search(part.name):
        raise Refused(Reason.PROGRAM)
    every: list[Reader] = [VirusSign(), *readers]
    is_first = True
    for block in archive.read(part):
        if is_first:
            every += _by_beginning(part, block)
            is_first = False
        for reader in every:
            reader.feed(block)
    for reader in every:
        if isinstance(reader, Elements):
            reader.finish()


def _by_beginning(part: Part, start: bytes) -> Iterator[Reader]:
    if part.name.lower().endswith(_OPAQUE):
        return
    if start.startswith(b"PK\x03\x04"):
        raise Refused(Reason.NESTED)
    if start.startswith(b"%PDF-"):
        raise Refused(Reason.ATTACHED)
    if looks_like_xml(start):
        if _WEB_PAGE.match(start.removeprefix(b"\xef\xbb\xbf")):
            raise Refused(Reason.WEB_PAGE)
        yield NoEntities(start)
        if part.name.lower().endswith(".svg") or b"<svg" in start[:2000].lower():
            yield Elements(_drawing)
    elif (reason := known_as(start)) in _WHEN_INSIDE:
        raise Refused(_WHEN_INSIDE[reason])


def _drawing(name: str, attributes: Attributes) -> None:
    """A drawing may stand in a document, but nothing in it may run."""
    if name.lower() in ("script", "foreignobject", "iframe", "handler"):
        raise Refused(Reason.SCRIPT)
    for key, value in attributes.items():
        if key.lower().startswith("on") or "script:" in value.lower():
            raise Refused(Reason.SCRIPT)


def control(archive: Archive, name: str) -> bytes:
    """A small part whole: one of those that say what the others are. Raises Refused."""
    part = archive.parts.get(name)
    if part is None or part.info.file_size > LARGEST_CONTROL:
        raise Refused(Reason.DAMAGED)
    whole = bytearray()
    for block in archive.read(part):
        whole += block
        if len(whole) > LARGEST_CONTROL:
            raise Refused(Reason.DAMAGED)
    return bytes(whole)


def elements(archive: Archive, name: str) -> list[tuple[str, Attributes]]:
    """The elements of a small part, in their order."""
    found: list[tuple[str, Attributes]] = []
    reader = Elements(lambda element, attributes: found.append((element, attributes)))
    reader.feed(control(archive, name))
    reader.finish()
    return found
