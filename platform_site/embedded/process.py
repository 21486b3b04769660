"""A child process with a name: started, watched, stopped; nothing of it survives."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

CHILD = Path(__file__).with_name("child.py")


class CannotStart(Exception):
    """Said to the person in one sentence; the log says the rest."""


@dataclass
class Process:
    """`stop_with` is what ends it in good order; `patience` is how long that may take."""

    name: str
    command: Sequence[str]
    log: Path
    env: Mapping[str, str] = field(default_factory=dict)
    cwd: str = "/"
    rights: str = "same"
    stop_with: signal.Signals = signal.SIGTERM
    patience: float = 10.0
    pass_fds: Sequence[int] = ()

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as log:
            self._popen = subprocess.Popen(
                [*self._launcher(), *self.command],
                cwd=self.cwd,
                env=dict(self.env),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=self.pass_fds,
                # Ctrl-C reaches the whole terminal: without a session of its own a server
                # would stop before the programs that still write to it.
                start_new_session=True,
            )

    def _launcher(self) -> list[str]:
        return [
            *(sys.executable, "-S", "-E", str(CHILD)),
            *(str(os.getpid()), str(int(self.stop_with)), self.rights),
        ]

    @property
    def pid(self) -> int:
        return self._popen.pid

    def exit_code(self) -> int | None:
        """None while it runs."""
        return self._popen.poll()

    def stop(self) -> None:
        """Ask, wait, insist; then end whatever the process itself had started."""
        if self.exit_code() is None:
            self._popen.send_signal(self.stop_with)
        try:
            self._popen.wait(self.patience)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            self._popen.wait()
        end_group(self.pid)

    def last_words(self, *, lines: int = 12) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def end_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def wait_until(ready: Callable[[], bool], *, process: Process, patience: float) -> None:
    """Return when `ready()` is true; CannotStart when the process ends or time is up first."""
    end = time.monotonic() + patience
    while not ready():
        if process.exit_code() is not None:
            raise CannotStart(f"{process.name} did not start:\n{process.last_words()}")
        if time.monotonic() > end:
            raise CannotStart(f"{process.name} did not answer in {patience:.0f} s, see {process.log}")
        time.sleep(0.02)
