"""Holds the demo's processes together: started in order, stopped in reverse, watched between."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Protocol

from platform_site.embedded.process import CannotStart, end_group


class Stopped(BaseException):
    """Somebody asked us to stop: Ctrl-C, SIGTERM or a closed terminal."""


class Child(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def pid(self) -> int: ...
    def exit_code(self) -> int | None: ...
    def last_words(self) -> str: ...
    def start(self) -> None: ...
    def stop(self) -> None: ...


def stop_on_signals() -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _raise_stopped)


def _raise_stopped(number: int, frame: FrameType | None) -> None:
    # Only once: a second signal must not interrupt the stopping.
    for other in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(other, signal.SIG_IGN)
    raise Stopped


class Supervisor:
    def __init__(self, *, root: Path, register: Path) -> None:
        """`register` lists the processes' numbers, for the start after one that was killed."""
        self.root = root
        self.register = register
        self.children: list[Child] = []

    def start(self, child: Child) -> None:
        child.start()
        self.children.append(child)
        numbers = [str(child.pid) for child in self.children]
        self.register.write_text("\n".join(numbers))

    def watch(self) -> None:
        """Until one of them ends by itself: CannotStart says which."""
        while True:
            for child in self.children:
                if child.exit_code() is not None:
                    raise CannotStart(
                        f"{child.name} ended unexpectedly, so everything stops."
                        f" Its last words:\n{child.last_words()}"
                    )
            time.sleep(0.3)

    def stop(self) -> None:
        while self.children:
            self.children.pop().stop()
        self.register.unlink(missing_ok=True)

    def clear_away(self) -> None:
        """After a kill -9 of the supervisor its children are ending, or (not on Linux) still
        here; two PostgreSQL servers on one directory must not be."""
        if not self.register.exists():
            return
        for number in self.register.read_text().split():
            if self._is_ours(int(number)):
                _end(int(number), still_ours=self._is_ours)
        self.register.unlink()

    def _is_ours(self, number: int) -> bool:
        """Numbers are used again: only a process that runs from this checkout is ours."""
        return str(self.root) in _command_of(number)


def _command_of(number: int) -> str:
    """Empty when there is no such process, or only its remains."""
    if sys.platform.startswith("linux"):
        try:
            return Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        except FileNotFoundError:
            return ""
    answer = subprocess.run(
        ["ps", "-o", "command=", "-p", str(number)], capture_output=True, text=True, check=False
    )
    return answer.stdout


def _end(number: int, *, still_ours: Callable[[int], bool], patience: float = 15) -> None:
    end = time.monotonic() + patience
    try:
        os.kill(number, signal.SIGINT)  # what PostgreSQL calls fast; the others stop as well
    except ProcessLookupError:
        return
    while still_ours(number) and time.monotonic() < end:
        time.sleep(0.05)
    end_group(number)
