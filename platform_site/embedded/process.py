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


def launcher(rights: str = "same", *, stop_with: int = signal.SIGTERM) -> list[str]:
    """What to put before a command so that it ends when we do: see child.py."""
    own = str(os.getpid())
    return [sys.executable, "-S", "-E", str(CHILD), own, str(int(stop_with)), rights]


@dataclass
class Process:
    """`stop_with` is what ends it in good order; `patience` is how long that may take.

    `log` is a file; None lets it write where we write.
    """

    name: str
    command: Sequence[str]
    log: Path | None = None
    env: Mapping[str, str] = field(default_factory=dict)
    cwd: str = "/"
    rights: str = "same"
    stop_with: signal.Signals = signal.SIGTERM
    patience: float = 10.0
    pass_fds: Sequence[int] = ()

    def start(self) -> None:
        output = self._open_log()
        try:
            self._popen = subprocess.Popen(
                [*launcher(self.rights, stop_with=self.stop_with), *self.command],
                cwd=self.cwd,
                env=dict(self.env),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output and subprocess.STDOUT,
                pass_fds=self.pass_fds,
                # Ctrl-C reaches the whole terminal: without a session of its own a server
                # would stop before the programs that still write to it.
                start_new_session=True,
            )
        finally:
            if output is not None:
                os.close(output)

    def _open_log(self) -> int | None:
        if self.log is None:
            return None
        self.log.parent.mkdir(parents=True, exist_ok=True)
        return os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)

    @property
    def pid(self) -> int:
        return self._popen.pid

    def exit_code(self) -> int | None:
        """None while it runs."""
        return self._popen.poll()

    def wait(self) -> int:
        return self._popen.wait()

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
        if self.log is None:
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


class Server:
    """Starts in ways of its own and is one process then."""

    process: Process

    @property
    def name(self) -> str:
        return self.process.name

    @property
    def pid(self) -> int:
        return self.process.pid

    def exit_code(self) -> int | None:
        return self.process.exit_code()

    def last_words(self) -> str:
        return self.process.last_words()

    def stop(self) -> None:
        self.process.stop()


def end_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def wait_until(ready: Callable[[], bool], *, process: Process, patience: float) -> None:
    """Return when `ready()`; when the process ends or time is up first, CannotStart.

    Whatever interrupts the waiting, the process does not stay behind.
    """
    try:
        _wait_until(ready, process=process, end=time.monotonic() + patience)
    except BaseException:
        process.stop()
        raise


def _wait_until(ready: Callable[[], bool], *, process: Process, end: float) -> None:
    while not ready():
        if process.exit_code() is not None:
            raise CannotStart(f"{process.name} did not start:\n{process.last_words()}")
        if time.monotonic() > end:
            raise CannotStart(
                f"{process.name} does not answer (see {process.log}):\n{process.last_words()}"
            )
        time.sleep(0.02)
