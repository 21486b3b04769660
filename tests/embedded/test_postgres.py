"""PostgreSQL as each of the users it can be run by, and what it keeps."""

import os
import shutil
from pathlib import Path

import psycopg
import pytest

from platform_site.embedded import programs
from platform_site.embedded.postgres import THROW_AWAY, Postgres
from platform_site.embedded.process import CannotStart

NOBODY = pytest.param("nobody", marks=pytest.mark.long)  # copies the programs each time
WAYS = ["ordinary", NOBODY] if os.geteuid() == 0 else ["same"]


@pytest.fixture(params=WAYS)
def server(request, tmp_path):
    run = Path("/tmp") / f"pg-{os.getpid()}"  # pytest's own directory may be too long a path
    server = Postgres(
        data=tmp_path / "pg18",
        run=run,
        log=tmp_path / "log",
        settings=THROW_AWAY,
        rights=request.param,
    )
    yield server
    server.stop()
    shutil.rmtree(run, ignore_errors=True)
    if request.param == "nobody":
        shutil.rmtree(server.place)


def ask(server: Postgres, question: str) -> str:
    with psycopg.connect(host=str(server.run), user="postgres", dbname="site") as connection:
        return connection.execute(question).fetchone()[0]


def test_it_keeps_its_data_over_a_restart(server):
    server.start()
    server.create_database("site")
    server.stop()

    server.start()
    server.create_database("site")

    assert ask(server, "SELECT current_database()") == "site"


def test_it_starts_again_after_a_kill(server):
    server.start()
    server.create_database("site")
    server.process._popen.kill()
    server.process.wait()

    server.start()

    assert ask(server, "SELECT current_database()") == "site"


def test_letters_are_the_same_on_every_machine(server):
    server.start()
    server.create_database("site")

    assert ask(server, "SELECT lower('É') || upper('ß')") == "éß"


def test_what_a_killed_initdb_left_is_made_again(server):
    unfinished = server.data.with_name("pg18.unfinished")
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18")

    server.start()

    assert (server.data / "PG_VERSION").exists()
    assert not unfinished.exists()


def test_it_is_not_reached_through_the_network(server):
    server.start()
    server.create_database("site")

    assert ask(server, "SHOW listen_addresses") == ""


def test_without_any_postgresql_the_message_says_what_to_do(monkeypatch):
    monkeypatch.setattr(programs, "_postgres_of_the_wheel", list)
    monkeypatch.setattr(programs, "_postgres_of_the_system", list)

    with pytest.raises(CannotStart, match="Install PostgreSQL 15 or newer, or set DATABASE_URL"):
        programs.find_postgres()


def test_the_wheel_comes_before_the_system():
    assert programs.find_postgres().from_wheel
