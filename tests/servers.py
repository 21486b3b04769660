"""The PostgreSQL and Valkey of one test run: thrown away after it, unless the environment
names servers to use (DATABASE_URL, REDIS_URL). xdist's workers share the run's servers."""

import os
import shutil
import signal
from types import FrameType

import pytest

from platform_site.embedded.messages import compile_messages
from platform_site.embedded.postgres import Postgres
from platform_site.embedded.process import CannotStart
from platform_site.embedded.valkey import Valkey
from tests.run import ROOT, plan, postgres, valkey


class Servers:
    """Started once, by the process that a person or bin/test started."""

    def __init__(self) -> None:
        self.run = plan()
        self.started: list[Postgres | Valkey] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self) -> None:
        signal.signal(signal.SIGTERM, _interrupt)
        self.run.mkdir(mode=0o700, exist_ok=True)
        # WhiteNoise warns of a missing folder, and a warning is an error here.
        (self.run / "static").mkdir(exist_ok=True)
        compile_messages(ROOT / "locale")
        database, cache = postgres(self.run), valkey(self.run)
        if str(database.run) in os.environ["DATABASE_URL"]:
            self._start(database)
        if str(cache.run) in os.environ["REDIS_URL"]:
            self._start(cache)

    def _start(self, server: Postgres | Valkey) -> None:
        try:
            server.start()
        except CannotStart as problem:
            pytest.exit(str(problem), returncode=3)
        self.started.append(server)

    def pytest_unconfigure(self) -> None:
        for server in reversed(self.started):
            server.stop()
        shutil.rmtree(self.run, ignore_errors=True)


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Stopped by `timeout` or by CI, it clears away like after Ctrl-C."""
    raise KeyboardInterrupt


def pytest_configure(config: pytest.Config) -> None:
    is_worker = hasattr(config, "workerinput")
    if not is_worker and not config.option.collectonly:
        config.pluginmanager.register(Servers(), "servers")
