"""What is served for a measurement, and the load put on it: loopback only, a few seconds."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlsplit

from platform_site.embedded.parts import address, answers, granian
from platform_site.embedded.ports import reserve_port
from platform_site.embedded.process import Process, launcher, wait_until
from tests.benchmarks.stage import Stage
from tests.run import ROOT

BIND = "127.0.0.1"
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


def requests_per_second(url: str, *, connections: int, seconds: float) -> float:
    """By wrk where it is, else by a client of our own, which is slower than the bare server."""
    if wrk := shutil.which("wrk"):
        whole = max(1, round(seconds))
        said = _run(wrk, "-t2", f"-c{connections}", f"-d{whole}s", url)
        if "Non-2xx" in said or "Socket errors" in said:
            raise RuntimeError(said)
        return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
    count = _run(
        *(sys.executable, "-m", "tests.benchmarks.client"), url, str(connections), str(seconds)
    )
    return int(count) / seconds


def _run(*command: str, env: Mapping[str, str] | None = None) -> str:
    done = subprocess.run(
        [*launcher(), *command], cwd=ROOT, capture_output=True, text=True, check=True, env=env
    )
    return done.stdout
