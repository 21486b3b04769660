"""Looking for words in a stream of bytes of any length, across the borders of its blocks."""

import re
from collections.abc import Iterator
from typing import IO

from .reasons import Reason, Refused

BLOCK = 64 * 1024
# The sign that every virus scanner knows; in two halves, or they would find it here.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + rb"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!"
OVERLAP = 256


def blocks(stream: IO[bytes]) -> Iterator[bytes]:
    """The whole stream, a block at a time, from its beginning."""
    stream.seek(0)
    while block := stream.read(BLOCK):
        yield block


class Search:
    """Fed with blocks, `found` is the first match of the pattern in all that was fed so far."""

    def __init__(self, pattern: re.Pattern[bytes]) -> None:
        self.pattern = pattern
        self.tail = b""
        self.found: re.Match[bytes] | None = None

    def feed(self, block: bytes) -> None:
        if self.found is None:
            seen = self.tail + block
            self.found = self.pattern.search(seen)
            self.tail = seen[-OVERLAP:]


_EICAR = re.compile(re.escape(EICAR))


class VirusSign(Search):
    def __init__(self) -> None:
        super().__init__(_EICAR)

    def feed(self, block: bytes) -> None:
        super().feed(block)
        if self.found:
            raise Refused(Reason.VIRUS)
