"""bin/demo in a copy of this checkout: its second start, beside its first."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import copy2

from platform_site.embedded.parts import answers
from platform_site.embedded.process import CannotStart
from tests.benchmarks.stage import Stage
from tests.benchmarks.table import Line
from tests.run import ROOT

# The servers of the stage must not be taken for the demo's.
OURS = ("DATABASE_URL", "REDIS_URL", "VAR_DIR", "STATIC_ROOT", "SECRET_KEY", "DEBUG")
PATIENCE = 300


def measure(stage: Stage) -> Iterator[Line]:
    house = copied(stage.run / "house")
    first = started(house)
    second = started(house)
    target = "≤ 10 s, aim ≤ 5 s"
    yield Line(
        "start of bin/demo",
        f"second {second:.1f} s",
        f"first {first:.1f} s",
        second / first,
        target,
    )


def copied(house: Path) -> Path:
    """What git knows of this checkout, as it stands; the installed packages are shared."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (house / name).parent.mkdir(parents=True, exist_ok=True)
            copy2(ROOT / name, house / name)
    (house / ".venv").symlink_to(ROOT / ".venv")
    return house


def started(house: Path) -> float:
    """Seconds until /readyz answers 200; the demo is stopped again."""
    # Not from the range that bin/demo itself chooses from: another one may start meanwhile.
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    env = {name: value for name, value in os.environ.items() if name not in OURS}
    began = time.monotonic()
    with (house / "demo.log").open("wb") as log:
        command = [house / "bin" / "demo", "--port", str(port)]
        demo = subprocess.Popen(command, cwd=house, env=env, stdout=log, stderr=log)
    try:
        wait_for(demo, f"http://127.0.0.1:{port}/readyz", log=house / "demo.log")
        return time.monotonic() - began
    finally:
        demo.send_signal(signal.SIGTERM)
        demo.wait(60)


def wait_for(demo: subprocess.Popen[bytes], url: str, *, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not answers(url):
        if demo.poll() is not None or time.monotonic() > end:
            raise CannotStart(f"bin/demo did not start:\n{log.read_text()[-2000:]}")
        time.sleep(0.05)
