"""Where one test run keeps its servers and files: a directory that goes away with it."""

import os
import tempfile
from pathlib import Path
from secrets import token_hex

from platform_site.embedded.postgres import THROW_AWAY, Postgres
from platform_site.embedded.valkey import Valkey

ROOT = Path(__file__).resolve().parent.parent
RUN = "PLATFORM_TEST_RUN"  # inherited by xdist's workers and by the worker process


def plan() -> Path:
    """Say where the servers will be, unless the environment names some; return the directory."""
    unused = Path(tempfile.gettempdir()) / f"platform-test-{token_hex(4)}"
    run = Path(os.environ.setdefault(RUN, str(unused)))
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = postgres(run).url("platform")
    if "REDIS_URL" not in os.environ:
        os.environ["REDIS_URL"] = valkey(run).url()
    return run


def postgres(run: Path) -> Postgres:
    return Postgres(data=run / "pg", run=run / "run", log=run / "pg.log", settings=THROW_AWAY)


def valkey(run: Path) -> Valkey:
    return Valkey(data=None, run=run / "run", log=run / "valkey.log")
