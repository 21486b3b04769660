"""What is measured on: servers of our own, production's environment, one filled database."""

import os
import shutil
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from secrets import token_hex, token_urlsafe

from django.core.management import call_command

from platform_site.embedded.messages import compile_messages
from platform_site.embedded.postgres import Postgres
from platform_site.embedded.valkey import Valkey
from tests.run import ROOT

DATABASE = "bench"


@dataclass
class Stage:
    """`size` pages when something asks for them; loads of `seconds` each, `rounds` times."""

    size: int
    seconds: float
    rounds: int
    shows_plans: bool = False
    run: Path = field(
        default_factory=lambda: Path(tempfile.gettempdir()) / f"platform-bench-{token_hex(4)}"
    )

    def open(self, stack: ExitStack) -> None:
        """PostgreSQL keeps its own settings (fsync is on): writes cost what they cost."""
        self.run.mkdir(mode=0o700)
        stack.callback(shutil.rmtree, self.run, ignore_errors=True)
        database = Postgres(data=self.run / "pg", run=self.run / "run", log=self.run / "pg.log")
        cache = Valkey(data=None, run=self.run / "run", log=self.run / "valkey.log")
        for server in (database, cache):
            server.start()
            stack.callback(server.stop)
        database.create_database(DATABASE)
        os.environ |= self.environment(database.url(DATABASE), cache.url())

    def environment(self, database_url: str, redis_url: str) -> dict[str, str]:
        """What the site reads, here and in the web servers that are measured."""
        return {
            "DJANGO_SETTINGS_MODULE": "platform_site.settings",
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "SECRET_KEY": token_urlsafe(50),
            "DEBUG": "false",
            "LOG_LEVEL": "WARNING",
            "VAR_DIR": str(self.run),
            "STATIC_ROOT": str(self.run / "static"),
            "PYTHONUTF8": "1",
        }

    def build(self) -> None:
        """Tables, texts, figures and static files, as bin/demo makes them."""
        compile_messages(ROOT / "locale")
        call_command("migrate", verbosity=0)
        call_command("load_reference", verbosity=0)
        call_command("load_guides", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)

    @cached_property
    def filled(self) -> object:
        """The size of the community, which is made the first time somebody asks."""
        # Models can be imported only when Django is set up.
        from tests.benchmarks import scale  # noqa: PLC0415

        began = time.monotonic()
        print(f"Filling the database with {self.size:,} pages …", flush=True)
        size = scale.fill(size=self.size)
        print(f"{size}, in {time.monotonic() - began:.0f} s\n", flush=True)
        return size
