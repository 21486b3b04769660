"""Unpacking with a bound: what a file says of its own size is never believed."""

import zlib
from collections.abc import Iterator

from .reasons import Reason, Refused

STEP = 64 * 1024


class Budget:
    """How much may be unpacked of one file, counted while it is unpacked."""

    def __init__(self, *, total: int, each: int) -> None:
        self.left, self.each = total, each

    def spend(self, size: int, *, so_far: int) -> None:
        self.left -= size
        if self.left < 0 or so_far > self.each:
            raise Refused(Reason.BOMB)


class CannotInflate(Exception):
    """These bytes are not what zlib makes, or they end too early."""


# What zlib calls them: a bare stream, as in a zip, and one with a header, as in a PDF.
BARE, WITH_HEADER = -15, 15


def inflate(
    packed: Iterator[bytes], *, budget: Budget, window: int, exactly: bool = False
) -> Iterator[bytes]:
    """What is packed, a step at a time. Raises Refused beyond the budget, and CannotInflate;
    `exactly` says that nothing may follow the end of what is packed."""
    unpacker = zlib.decompressobj(window)
    so_far = 0
    for block in packed:
        waiting = block
        while waiting and not unpacker.eof:
            step = _step(unpacker, waiting)
            so_far += len(step)
            budget.spend(len(step), so_far=so_far)
            yield step
            waiting = unpacker.unconsumed_tail
        if unpacker.eof:
            break
    while not unpacker.eof and (step := _step(unpacker, b"")):
        so_far += len(step)
        budget.spend(len(step), so_far=so_far)
        yield step
    if not unpacker.eof or (exactly and (unpacker.unused_data or next(packed, b""))):
        raise CannotInflate


def _step(unpacker: "zlib._Decompress", waiting: bytes) -> bytes:
    try:
        return unpacker.decompress(waiting, STEP)
    except zlib.error as error:
        raise CannotInflate from error
