"""A PostgreSQL server of this checkout, reached through a unix socket only."""

import hashlib
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from platform_site.embedded.process import CannotStart, Process, Server, launcher, wait_until
from platform_site.embedded.programs import PostgresPrograms, find_postgres

USER = "postgres"
# Nothing of the caller's environment: PGDATA or a locale that is not there would break it.
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PATH": os.defpath}
# What a test run may lose in a power cut. Never for data somebody keeps.
THROW_AWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # It would count the rows of a long test's open transaction as none, and plans made for
    # empty tables would then run for minutes.
    "autovacuum": "off",
}
BUILTIN_LOCALE_SINCE = 17


def rights_needed() -> str:
    """PostgreSQL refuses to be root: which of the ways of child.py this machine allows."""
    if os.geteuid() != 0:
        return "same"
    trial = subprocess.run([*launcher("ordinary"), "true"], capture_output=True, check=False)
    return "nobody" if trial.returncode else "ordinary"


@dataclass
class Postgres(Server):
    """`data` keeps the cluster, `run` the socket (a short path), `log` what the server says."""

    data: Path
    run: Path
    log: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    programs: PostgresPrograms = field(default_factory=find_postgres)
    rights: str = field(default_factory=rights_needed)

    def __post_init__(self) -> None:
        """`nobody` can't walk into a private home: data, socket and programs go elsewhere."""
        if self.rights == "nobody":
            name = hashlib.sha256(str(self.data).encode()).hexdigest()[:12]
            self.place = Path("/var/tmp") / f"postgres-{name}"  # noqa: S108 (ours: see below)
            self.data, self.run = self.place / self.data.name, self.place / "run"

    def start(self) -> None:
        if self.rights == "nobody":
            self._prepare_public_place()
        self._own(self.run)
        if not (self.data / "PG_VERSION").exists():
            self._create()
        self.process = Process(
            name="PostgreSQL",
            command=self._command(),
            log=self.log,
            env=ENVIRONMENT,
            rights=self.rights,
            stop_with=signal.SIGINT,  # fast: does not wait for clients to leave
            patience=30,
        )
        self.process.start()
        wait_until(self._answers, process=self.process, patience=60)

    def forget(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)

    def url(self, database: str) -> str:
        return f"postgres://{USER}@/{database}?host={quote(str(self.run))}"

    def create_database(self, name: str) -> None:
        """Make it unless it is there."""
        with self._connect() as connection:
            found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [name])
            if not found.rowcount:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.run), user=USER, dbname="postgres", autocommit=True, connect_timeout=2
        )

    def _answers(self) -> bool:
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def _command(self) -> list[str]:
        settings = {"listen_addresses": "", "unix_socket_directories": str(self.run)}
        command = [self.programs.path("postgres"), "-D", str(self.data)]
        for name, value in {**settings, **self.settings}.items():
            command += ["-c", f"{name}={value}"]
        return command

    def _create(self) -> None:
        """A cluster half made by a killed initdb would never start: make it beside, then move."""
        unfinished = self.data.with_name(f"{self.data.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        self._own(unfinished)
        made = subprocess.run(
            [*launcher(self.rights), *self._initdb(unfinished)],
            cwd="/",
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            raise CannotStart(f"PostgreSQL could not make its data directory:\n{made.stderr}")
        unfinished.rename(self.data)

    def _initdb(self, directory: Path) -> list[str]:
        """The same ordering of letters on every machine, whatever its own locales are."""
        locale = ["--locale=C.UTF-8"]
        if self.programs.major >= BUILTIN_LOCALE_SINCE:
            locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        return [
            *(self.programs.path("initdb"), "-D", str(directory), "-U", USER),
            *("--auth=trust", "--encoding=UTF8", "--no-instructions", *locale),
        ]

    def _own(self, directory: Path) -> None:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.rights == "nobody":
            shutil.chown(directory, "nobody")

    def _prepare_public_place(self) -> None:
        self.place.mkdir(mode=0o755, exist_ok=True)
        if self.place.stat().st_uid != os.geteuid():
            raise CannotStart(f"{self.place} belongs to somebody else.")
        if self.programs.from_wheel and self.place not in self.programs.directory.parents:
            wheel = self.programs.directory.parent.parent
            for part in (wheel, wheel.with_name(f"{wheel.name}.libs")):
                shutil.copytree(part, self.place / part.name, dirs_exist_ok=True, symlinks=True)
            self.programs = PostgresPrograms(self.place / wheel.name / "pginstall" / "bin")
