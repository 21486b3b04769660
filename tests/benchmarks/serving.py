"""What is served for a measurement, and the load put on it: loopback only, a few seconds."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlsplit

from platform_site.embedded.parts import address, answers, granian
from platform_site.embedded.ports import reserve_port
from platform_site.embedded.process import Process, launcher, wait_until
from tests.benchmarks import processes
from tests.benchmarks.stage import Stage
from tests.run import ROOT

BIND = "127.0.0.1"
# What wrk says when an answer was not what was asked for; a late one is only slow.
FAILED = re.compile(r"Non-2xx|(connect|read|write) [1-9]")
SITE = "platform_site.wsgi:application"
PLAIN = "tests.benchmarks.plain.wsgi:application"
BARE = "tests.benchmarks.bare:application"


@dataclass(frozen=True)
class Web:
    """A server of 2 workers with 4 threads each, as bin/demo starts it."""

    root: str
    process: Process

    def fetch(self, path: str) -> bytes:
        """The body as a browser without compression gets it; anything but 200 is an error."""
        connection = HTTPConnection(urlsplit(self.root).netloc, timeout=30)
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{path} answers {answer.status}")
        return body


@contextmanager
def served(stage: Stage, application: str, *, ready: str, **env: str) -> Iterator[Web]:
    """Serves until the end of the block; `ready` is a path that answers 200 when it does."""
    port = reserve_port(BIND, None)
    process = Process(
        name=application,
        command=granian(application, bind=BIND, port=port.getsockname()[1]),
        log=stage.run / f"{application.partition(':')[0]}.log",
        env=os.environ | env,
        cwd=str(ROOT),
    )
    web = Web(address(BIND, port), process)
    process.start()
    try:
        wait_until(lambda: answers(f"{web.root}{ready}"), process=process, patience=60)
        yield web
    finally:
        process.stop()
        port.close()


@dataclass(frozen=True)
class Load:
    """Answers in a second; milliseconds of a processor that the web processes took for one."""

    rate: float
    processor: float | None


def load(web: Web, path: str, *, connections: int, seconds: float) -> Load:
    """By wrk where it is, else by a client of our own, which is slower than the bare server."""
    before = processes.seconds(web.process.pid) if processes.KNOWN else 0
    ask = by_wrk if shutil.which("wrk") else by_client
    answered, took = ask(f"{web.root}{path}", connections=connections, seconds=seconds)
    if not (processes.KNOWN and answered):
        return Load(answered / took, None)
    spent = processes.seconds(web.process.pid) - before
    return Load(answered / took, spent / answered * 1000)


def by_wrk(url: str, *, connections: int, seconds: float) -> tuple[int, float]:
    """How many answers, in how many seconds."""
    whole = max(1, round(seconds))
    said = _run("wrk", "-t2", f"-c{connections}", f"-d{whole}s", "--timeout", "30s", url)
    if FAILED.search(said):
        raise RuntimeError(said)
    return int(re.search(r"(\d+) requests in", said)[1]), whole


def by_client(url: str, *, connections: int, seconds: float) -> tuple[int, float]:
    client = (sys.executable, "-m", "tests.benchmarks.client")
    return int(_run(*client, url, str(connections), str(seconds))), seconds


def _run(*command: str) -> str:
    done = subprocess.run(
        [*launcher(), *command], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout
