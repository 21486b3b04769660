"""A clone of this checkout in an environment that holds almost nothing."""

import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.run import ROOT

COREUTILS = (
    "basename cat chmod cp cut date dirname echo env expr head id ln ls mkdir mktemp mv pwd"
    " readlink realpath rm sleep sort tail test touch tr true uname wc"
).split()


@dataclass(frozen=True)
class Clone:
    """`user` owns it and runs it; `place` holds the clone, its HOME and its PATH."""

    place: Path
    user: str

    @property
    def root(self) -> Path:
        return self.place / "clone"

    @property
    def environment(self) -> dict[str, str]:
        return {"HOME": str(self.place / "home"), "PATH": str(self.place / "bin")}

    def popen(self, *command: str, **options: Any) -> subprocess.Popen[bytes]:
        who = pwd.getpwnam(self.user)
        if os.geteuid() == 0:
            options |= {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
        return subprocess.Popen(command, cwd=self.root, env=self.environment, **options)

    @contextmanager
    def demo(self, *arguments: str) -> Iterator["RunningDemo"]:
        """Started, ready, and stopped by SIGTERM at the end."""
        with (self.place / "demo.log").open("wb") as log:
            process = self.popen("bin/demo", *arguments, stdout=log, stderr=log)
        demo = RunningDemo(self, process)
        try:
            yield demo
        finally:
            demo.stop()

    def left_running(self) -> list[str]:
        """Processes that have to do with this clone, by command, directory or environment."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                known_by = [
                    (entry / "cmdline").read_bytes(),
                    (entry / "environ").read_bytes(),
                    os.fsencode((entry / "cwd").readlink()),
                ]
            except OSError:
                continue  # gone since, or not ours to look at
            if any(os.fsencode(self.place) in text for text in known_by):
                found.append(known_by[0].replace(b"\0", b" ").decode())
        return found


@dataclass
class RunningDemo:
    clone: Clone
    process: subprocess.Popen[bytes]

    def wait_until_ready(self, address: str, *, seconds: float) -> dict[str, Any]:
        """What /readyz says; a failure with the demo's own words when time is up."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            status, body = fetch(f"{address}/readyz")
            if status == 200:
                return json.loads(body)
            time.sleep(0.05)
        raise AssertionError(f"not ready in {seconds} s:\n{self.said()}")

    def said(self) -> str:
        return (self.clone.place / "demo.log").read_text()

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)


def fetch(url: str) -> tuple[int, str]:
    """Status and body; status 0 where nobody answers."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read().decode()
    except OSError:
        return 0, ""


def make_clone(place: Path, *, user: str) -> Clone:
    """Of HEAD, owned by the user, with a PATH of a real python3, sh, coreutils and git only."""
    clone = Clone(place, user)
    (place / "home").mkdir()
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone.root)], check=True)
    link_programs(place / "bin", python=python_for(user, place))
    if os.geteuid() == 0:
        subprocess.run(["chown", "--recursive", f"{user}:", str(place)], check=True)
    return clone


def link_programs(directory: Path, *, python: Path) -> None:
    directory.mkdir()
    for name in ("sh", "git", *COREUTILS):
        (directory / name).symlink_to(shutil.which(name) or name)
    (directory / "python3").symlink_to(python)


def python_for(user: str, place: Path) -> Path:
    """The interpreter that runs us; a copy of it where the user could not read it."""
    own = Path(os.path.realpath(sys.executable))
    if os.geteuid() != 0 or user == "root" or own.is_relative_to("/usr"):
        return own
    copy, prefix = place / "python", Path(sys.base_prefix)
    unneeded = shutil.ignore_patterns("test", "idlelib", "share", "include", "*.a")
    shutil.copytree(prefix, copy, symlinks=True, ignore=unneeded)
    program = copy / own.relative_to(prefix)
    program.write_bytes(with_library_beside(program.read_bytes(), library=prefix / "lib"))
    return program


def with_library_beside(program: bytes, *, library: Path) -> bytes:
    """The same program looking for its shared library near itself, not where it was built."""
    built, here = os.fsencode(library) + b"\0", b"$ORIGIN/../lib"
    return program.replace(built, here.ljust(len(built), b"\0"))
