"""A port for the web server, kept for it from the moment it is chosen."""

import errno
import fcntl
import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from platform_site.embedded.process import CannotStart

FIRST, LAST = 8000, 8099


def reserve_port(bind: str, asked_for: int | None) -> socket.socket:
    """A socket that holds the port asked for, else the first that is free.

    It does not listen. The web server, which shares its port by SO_REUSEPORT, can join it; a
    second checkout, which looks without sharing, finds the port taken.
    """
    with _one_at_a_time():
        for port in [asked_for] if asked_for else range(FIRST, LAST + 1):
            if _is_free(bind, port):
                return _hold(bind, port)
    if asked_for:
        raise CannotStart(
            f"Port {asked_for} is taken. Choose another with --port, or none to get a free one."
        )
    raise CannotStart(f"No port from {FIRST} to {LAST} is free. Choose one with --port.")


def _is_free(bind: str, port: int) -> bool:
    with closing(_socket_for(bind)) as probe:
        # Connections of the last start may linger for a minute; they are no reason to refuse.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                return False
            raise CannotStart(f"{bind}:{port} can't be used: {problem.strerror}.") from None
        return True


def _hold(bind: str, port: int) -> socket.socket:
    held = _socket_for(bind)
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    held.bind((bind, port))
    return held


def _socket_for(bind: str) -> socket.socket:
    return socket.socket(socket.AF_INET6 if ":" in bind else socket.AF_INET)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two checkouts started together must not both find the same port free."""
    file = Path(tempfile.gettempdir()) / f"platform-ports-{os.geteuid()}.lock"
    with file.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
