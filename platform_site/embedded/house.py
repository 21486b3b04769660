"""Where one checkout keeps what it runs on: everything is under var/."""

import fcntl
import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from platform_site.embedded.process import CannotStart

# A socket's path has room for about 107 bytes, and PostgreSQL's name for it takes 15 of them.
LONGEST_RUN = 90


@dataclass(frozen=True)
class House:
    root: Path

    @property
    def var(self) -> Path:
        return self.root / "var"

    @property
    def run(self) -> Path:
        """For sockets: a short path, and none that a URL would have to escape."""
        here = self.var / "run"
        if len(os.fsencode(here)) <= LONGEST_RUN and str(here).isascii() and " " not in str(here):
            return here
        name = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"platform-{os.geteuid()}-{name}"

    @property
    def mail(self) -> Path:
        return self.var / "mail"

    @property
    def stamps(self) -> Path:
        """Which steps the data under var/ has been through."""
        return self.var / "stamps.json"

    @property
    def accounts(self) -> Path:
        return self.var / "accounts.json"

    def log(self, name: str) -> Path:
        return self.var / "log" / f"{name}.log"

    def prepare(self) -> None:
        self.var.mkdir(exist_ok=True)
        self.run.mkdir(mode=0o700, exist_ok=True)
        if self.run.stat().st_uid != os.geteuid():
            raise CannotStart(f"{self.run} belongs to somebody else.")

    def secret_key(self) -> str:
        """Made once, so that a restart does not sign everybody out."""
        file = self.var / "secret-key"
        if not file.exists():
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as handle:
                handle.write(secrets.token_urlsafe(50))
        return file.read_text()

    def forget(self) -> None:
        """All data; the tools and the lock that is being held stay."""
        for entry in self.var.iterdir():
            if entry.name in {"tools", "environment.lock", "demo.lock", "run"}:
                continue
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One demo per checkout: two PostgreSQL servers on one directory destroy it."""
        self.var.mkdir(exist_ok=True)
        with (self.var / "demo.lock").open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                raise CannotStart(
                    f"The demo of this checkout is running already (process {lock.read()})."
                ) from None
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            yield
