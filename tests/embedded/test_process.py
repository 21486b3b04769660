"""A process of ours ends when it should, and never stays behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from platform_site.embedded.process import CannotStart, Process, launcher, wait_until
from platform_site.embedded.supervisor import Supervisor


def python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


FOREVER = python("import time; print('up', flush=True); time.sleep(600)")
STUBBORN = python("""
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("up", flush=True)
time.sleep(600)
""")
WITH_A_CHILD = python("""
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(child.pid, "up", flush=True)
child.wait()
""")
PARENT = f"""
import subprocess, time
from platform_site.embedded.process import launcher
print(subprocess.Popen([*launcher(), *{FOREVER!r}], stdout=subprocess.DEVNULL).pid, flush=True)
time.sleep(600)
"""


def start(command: list[str], tmp_path: Path, *, name: str = "It", patience: float = 10) -> Process:
    process = Process(name, command, log=tmp_path / f"{name}.log", patience=patience)
    process.start()
    wait_until(lambda: "up" in process.last_words(), process=process, patience=10)
    return process


def is_running(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until_gone(number: int) -> None:
    end = time.monotonic() + 10
    while is_running(number) and time.monotonic() < end:
        time.sleep(0.02)
    assert not is_running(number)


def test_it_stops_when_asked(tmp_path):
    process = start(FOREVER, tmp_path)

    process.stop()

    assert process.exit_code() == -signal.SIGTERM


def test_what_does_not_listen_is_killed(tmp_path):
    process = start(STUBBORN, tmp_path, patience=0.2)

    process.stop()

    assert process.exit_code() == -signal.SIGKILL


def test_what_it_had_started_goes_with_it(tmp_path):
    process = start(WITH_A_CHILD, tmp_path)
    grandchild = int(process.last_words().split()[0])
    assert is_running(grandchild)

    process.stop()

    wait_until_gone(grandchild)


def test_it_ends_when_its_parent_is_killed():
    with subprocess.Popen(python(PARENT), stdout=subprocess.PIPE) as parent:
        child = int(parent.stdout.readline())
        assert is_running(child)

        parent.kill()

    wait_until_gone(child)


def test_it_does_not_start_for_a_parent_that_is_gone():
    somebody_else = [*launcher()]
    somebody_else[4] = "1"

    done = subprocess.run([*somebody_else, "true"], capture_output=True, check=False)

    assert b"gone already" in done.stderr


def test_what_ends_before_it_is_ready_says_why(tmp_path):
    process = Process("It", ["sh", "-c", "echo no room; exit 3"], log=tmp_path / "log")
    process.start()

    with pytest.raises(CannotStart, match="It did not start:\nno room"):
        wait_until(lambda: False, process=process, patience=10)


def test_what_never_becomes_ready_does_not_stay(tmp_path):
    process = Process("It", FOREVER, log=tmp_path / "log")
    process.start()

    with pytest.raises(CannotStart, match="does not answer"):
        wait_until(lambda: False, process=process, patience=0.1)

    assert process.exit_code() is not None


def test_the_supervisor_stops_in_reverse_order(tmp_path):
    supervisor = Supervisor(root=tmp_path, register=tmp_path / "running")
    stopped: list[str] = []
    for name in ("first", "second"):
        supervisor.start(Recorded(name, stopped))

    supervisor.stop()

    assert stopped == ["second", "first"]
    assert not (tmp_path / "running").exists()


def test_one_that_ends_by_itself_is_named(tmp_path):
    supervisor = Supervisor(root=tmp_path, register=tmp_path / "running")
    supervisor.start(Process("The worker", ["sh", "-c", "echo out of memory"], tmp_path / "log"))

    with pytest.raises(CannotStart, match=r"The worker ended unexpectedly(.|\n)*out of memory"):
        supervisor.watch()


def test_what_a_killed_supervisor_left_is_cleared_away(tmp_path):
    left = start([*FOREVER, str(tmp_path)], tmp_path)
    (tmp_path / "running").write_text(str(left.pid))

    Supervisor(root=tmp_path, register=tmp_path / "running").clear_away()

    assert left.wait() in {-signal.SIGINT, -signal.SIGKILL, 1}


def test_a_number_that_is_somebody_elses_by_now_is_left_alone(tmp_path):
    stranger = start(FOREVER, tmp_path)
    (tmp_path / "running").write_text(f"{stranger.pid}\n{os.getpid()}")

    Supervisor(root=Path("/nowhere/at/all"), register=tmp_path / "running").clear_away()

    assert stranger.exit_code() is None
    stranger.stop()


class Recorded(Process):
    """Only says when it is stopped."""

    def __init__(self, name: str, stopped: list[str]) -> None:
        super().__init__(name, [])
        self.stopped = stopped

    @property
    def pid(self) -> int:
        return 0

    def start(self) -> None:
        pass

    def stop(self) -> None:
        self.stopped.append(self.name)
