"""Which kind of office file a zip is, if it is one at all."""

from typing import IO

from . import office, opendocument
from .formats import Format
from .reasons import Reason, Refused
from .zips import Archive, new_budget


def check(stream: IO[bytes]) -> Format:
    """Raises Refused. What lies in it counts towards the same budget as the file itself."""
    budget = new_budget()

    def check_nested(inner: IO[bytes]) -> Format:
        return _check(Archive(inner, budget), nested=None)

    return _check(Archive(stream, budget), nested=check_nested)


def _check(archive: Archive, *, nested: office.CheckNested | None) -> Format:
    if office.TYPES in archive.parts:
        return office.check(archive, nested=nested)
    if nested is not None and opendocument.is_open_document(archive):
        return opendocument.check(archive)
    raise Refused(Reason.ARCHIVE)
