"""The demo's mail server: keeps each message as a file instead of sending it anywhere.

Run as `python -m platform_site.embedded.mailbox DIRECTORY SOCKET`, where SOCKET is the number
of a listening socket handed down by the parent, so that its port is known before this starts.
"""

import asyncio
import signal
import socket
import sys
import time
from pathlib import Path
from secrets import token_hex
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


def listen() -> socket.socket:
    """A listening socket on loopback, on a port that was free."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.set_inheritable(True)
    return listener


def url_of(listener: socket.socket) -> str:
    return f"smtp://127.0.0.1:{listener.getsockname()[1]}"


class MailServer(Controller):
    """aiosmtpd in a thread, on a socket that is open already."""

    def __init__(self, handler: object, *, listener: socket.socket) -> None:
        super().__init__(handler, hostname="127.0.0.1", port=listener.getsockname()[1])
        self.listener = listener

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self.listener)


class FileHandler:
    def __init__(self, directory: Path) -> None:
        self.directory = directory

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd's name)
        content = envelope.original_content or b""
        await asyncio.to_thread(keep, directory=self.directory, content=content)
        return "250 Kept"


def keep(*, directory: Path, content: bytes) -> Path:
    """Whoever reads the directory sees a whole message or none; names sort by arrival."""
    file = directory / f"{time.time_ns()}-{token_hex(4)}.eml"
    unfinished = file.with_suffix(".tmp")
    unfinished.write_bytes(content)
    return unfinished.replace(file)


def main(argv: list[str]) -> None:
    directory, listener = Path(argv[1]), socket.socket(fileno=int(argv[2]))
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    server = MailServer(FileHandler(directory), listener=listener)
    stop = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, stop)
    server.start()
    signal.sigwait(stop)
    server.stop()


if __name__ == "__main__":
    main(sys.argv)
