"""A Valkey server of this checkout, reached through a unix socket only."""

import socket
from dataclasses import dataclass, field
from pathlib import Path

from platform_site.embedded.process import Process, Server, wait_until
from platform_site.embedded.programs import find_valkey


@dataclass
class Valkey(Server):
    """`data` keeps what must survive a restart (None: nothing is kept)."""

    data: Path | None
    run: Path
    log: Path
    program: str = field(default_factory=find_valkey)

    @property
    def socket(self) -> Path:
        return self.run / "valkey.sock"

    def start(self) -> None:
        self.run.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.process = Process(
            name="Valkey", command=[self.program, *self._settings()], log=self.log
        )
        self.process.start()
        wait_until(self._answers, process=self.process, patience=30)

    def url(self, number: int = 0) -> str:
        return f"unix://{self.socket}?db={number}"

    def _settings(self) -> list[str]:
        settings = ["--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700"]
        settings += ["--save", "", "--maxmemory-policy", "noeviction"]
        if self.data is None:
            return settings
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        return [*settings, "--appendonly", "yes", "--dir", str(self.data)]

    def _answers(self) -> bool:
        """It accepts connections before it has read its file; only then does PING say PONG."""
        with socket.socket(socket.AF_UNIX) as client:
            if client.connect_ex(str(self.socket)):
                return False
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
