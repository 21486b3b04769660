"""bin/demo: the whole platform on this machine, from servers to figures, until Ctrl-C."""

import argparse
import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platform_site.embedded import parts
from platform_site.embedded.house import House
from platform_site.embedded.mailbox import listen, url_of
from platform_site.embedded.ports import reserve_port
from platform_site.embedded.postgres import Postgres
from platform_site.embedded.process import CannotStart
from platform_site.embedded.programs import find_postgres
from platform_site.embedded.steps import Stamps
from platform_site.embedded.supervisor import Stopped, Supervisor, stop_on_signals
from platform_site.embedded.valkey import Valkey

ROOT = Path(__file__).resolve().parent.parent.parent
DATABASE = "platform"


def main(argv: list[str]) -> int:
    options = read_arguments(argv)
    stop_on_signals()
    house = House(ROOT)
    try:
        with house.alone():
            Demo(house=house, options=options).run()
    except Stopped:
        print("Everything is stopped.")
    except CannotStart as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    return 0


def read_arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/demo",
        description="Run the whole platform here, until Ctrl-C. What it holds is kept in var/.",
        epilog="With DATABASE_URL or REDIS_URL in the environment it uses those servers.",
    )
    parser.add_argument("--port", type=int, help="default: the first free one from 8000")
    parser.add_argument("--bind", default="127.0.0.1", help="default: %(default)s")
    parser.add_argument("--reset", action="store_true", help="forget all data first")
    parser.add_argument("--no-demo-content", action="store_true", help="no demonstration community")
    parser.add_argument(
        "--scale-data", type=int, default=0, metavar="N", help="add N generated pages"
    )
    return parser.parse_args(argv)


class Demo:
    def __init__(self, *, house: House, options: argparse.Namespace) -> None:
        self.house = house
        self.options = options
        self.supervisor = Supervisor(root=house.root, register=house.var / "running")

    def run(self) -> None:
        self.house.prepare()
        self.supervisor.clear_away()
        if self.options.reset:
            self.house.forget()
        self.refuse_a_mixture()
        web, mail = reserve_port(self.options.bind, self.options.port), listen()
        try:
            self.start(web=web, mail=mail)
            self.welcome(parts.address(self.options.bind, web))
            self.supervisor.watch()
        except Stopped:
            print("\nStopping …", flush=True)
            raise
        finally:
            self.supervisor.stop()

    def refuse_a_mixture(self) -> None:
        stamps = self.house.stamps
        if self.options.no_demo_content and stamps.exists() and "load_demo" in stamps.read_text():
            raise CannotStart(
                "var/ holds demonstration content already; --no-demo-content needs --reset."
            )

    def start(self, *, web: socket.socket, mail: socket.socket) -> None:
        env = parts.environment(self.house, bind=self.options.bind, web=web)
        env["DATABASE_URL"] = os.environ.get("DATABASE_URL") or self.start_postgres()
        env["REDIS_URL"] = os.environ.get("REDIS_URL") or self.start_valkey()
        env["EMAIL_URL"] = url_of(mail)
        with step("Mailbox"):
            self.supervisor.start(parts.mailbox(self.house, env, listener=mail))
        self.prepare_site(env)
        with step("Web server"):
            server = parts.web(self.house, env, bind=self.options.bind, web=web)
            self.supervisor.start(server)
            parts.wait_until_ready(server, address=parts.address(self.options.bind, web))
        with step("Background work"):
            self.supervisor.start(parts.worker(self.house, env))
            self.supervisor.start(parts.beat(self.house, env))

    def start_postgres(self) -> str:
        programs = find_postgres()
        server = Postgres(
            data=self.house.var / f"pg{programs.major}",
            run=self.house.run,
            log=self.house.log("postgres"),
            programs=programs,
        )
        if self.options.reset:
            server.forget()
        self.mention_older_data(server.data)
        with step(f"PostgreSQL {programs.version}"):
            self.supervisor.start(server)
            server.create_database(DATABASE)
        return server.url(DATABASE)

    def mention_older_data(self, data: Path) -> None:
        """A new major of PostgreSQL can't read the old one's files."""
        older = [entry.name for entry in data.parent.glob("pg*") if entry.name != data.name]
        if older and not data.exists():
            print(f"  (var/{older[0]} is of another PostgreSQL and stays unused)", flush=True)

    def start_valkey(self) -> str:
        server = Valkey(
            data=self.house.var / "valkey", run=self.house.run, log=self.house.log("valkey")
        )
        with step("Valkey"):
            self.supervisor.start(server)
        return server.url()

    def prepare_site(self, env: dict[str, str]) -> None:
        file = None if "DATABASE_URL" in os.environ else self.house.stamps
        pending = Stamps(file).pending(demo_content=not self.options.no_demo_content)
        if not pending and not self.options.scale_data:
            return
        preparation = parts.preparation(self.house, env, stamps=file, options=self.options)
        preparation.start()
        try:
            failed = preparation.wait()
        finally:
            preparation.stop()
        if failed:
            raise CannotStart("The site could not be prepared, for the reason above.")

    def welcome(self, address: str) -> None:
        print(f"\nThe platform is at {address}/")
        if self.house.accounts.exists() and not self.options.no_demo_content:
            print("\nAccounts to try it with:")
            for role, email, password in json.loads(self.house.accounts.read_text()):
                print(f"  {role:<24} {email:<36} {password}")
        print(f"\nMail it sends goes nowhere; read it at {address}/demo/mail/")
        print("Ctrl-C stops everything.\n", flush=True)


@contextmanager
def step(saying: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    print(f"  {saying}: {time.monotonic() - began:.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
