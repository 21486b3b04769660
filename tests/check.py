"""bin/test: look at everything, say what is wrong, end with pytest's own closing line."""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import sync_playwright

from platform_site.embedded.process import CannotStart, launcher
from platform_site.embedded.supervisor import Stopped, stop_on_signals
from tests.browser import chromium
from tests.run import ROOT, plan, postgres, valkey

BIN = Path(sys.executable).parent
# A bare PATH must not hide the system's package manager and what that itself calls.
WHOLE_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
DJANGO = (sys.executable, "manage.py")
CHECKS: Sequence[tuple[str, Sequence[str | Path]]] = (
    ("Style", (BIN / "ruff", "check", "--quiet")),
    ("Format", (BIN / "ruff", "format", "--check", "--quiet")),
    ("Templates", (BIN / "djlint", "--lint", "--quiet", "templates")),
    ("Types", (BIN / "mypy",)),
    ("Tiers and rooms", (BIN / "lint-imports", "--no-logo")),
    ("Settings and models", (*DJANGO, "check", "--fail-level", "WARNING")),
    ("Migrations", (*DJANGO, "makemigrations", "--check", "--dry-run")),
)


def main(argv: list[str]) -> int:
    options = read_arguments(argv)
    stop_on_signals()
    try:
        with ExitStack() as stack:
            start_servers(stack)
            failed = [name for name, command in CHECKS if not passes(name, command)]
            if not options.no_browser:
                have_a_browser()
            say(f"Wrong so far: {', '.join(failed)}" if failed else "All well so far")
            return test(options) or bool(failed)
    except Stopped:
        return 1
    except CannotStart as problem:
        print(problem, file=sys.stderr)
        return 1


def read_arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/test", description="Check everything. Arguments after -- go to pytest."
    )
    parser.add_argument("--all", action="store_true", help="with the tests that take long")
    parser.add_argument("--no-browser", action="store_true", help="without the browser's journeys")
    parser.add_argument("pytest", nargs="*", help=argparse.SUPPRESS)
    return parser.parse_args(argv)


def start_servers(stack: ExitStack) -> None:
    """One pair for all checks; where the environment names servers, those."""
    named = {"DATABASE_URL", "REDIS_URL"} & set(os.environ)
    run = plan()
    run.mkdir(mode=0o700)
    stack.callback(shutil.rmtree, run, ignore_errors=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    if "DATABASE_URL" not in named:
        database = postgres(run)
        database.start()
        stack.callback(database.stop)
        database.create_database("platform")
    if "REDIS_URL" not in named:
        cache = valkey(run)
        cache.start()
        stack.callback(cache.stop)


def passes(name: str, command: Sequence[str | Path]) -> bool:
    say(name)
    began = time.monotonic()
    done = call(command)
    print(f"{'well' if done == 0 else 'WRONG'}, {time.monotonic() - began:.1f} s", flush=True)
    return done == 0


def call(command: Sequence[str | Path], **env: str) -> int:
    """Run in this terminal; it ends when we do."""
    return subprocess.run(
        [*launcher(), *command], cwd=ROOT, env=os.environ | env, check=False
    ).returncode


def have_a_browser() -> None:
    """Without one the journeys fail: get it where that is possible, and say so."""
    if chromium() or playwright_has_chromium():
        return
    say("Getting Chromium")
    if os.geteuid() == 0 and (apt := shutil.which("apt-get", path=WHOLE_PATH)):
        quiet = {"PATH": WHOLE_PATH, "DEBIAN_FRONTEND": "noninteractive"}
        call((apt, "update", "-qq"), **quiet)
        call((apt, "install", "-qq", "--no-install-recommends", "chromium"), **quiet)
    if not chromium():
        call((sys.executable, "-m", "playwright", "install", "chromium"))


def playwright_has_chromium() -> bool:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def test(options: argparse.Namespace) -> int:
    say("Tests")
    # By file: some load all countries and figures once for the tests of their module.
    arguments = ["-n", str(workers()), "--dist", "loadfile", "--no-loadscope-reorder"]
    if options.all:
        arguments += ["-m", "long or not long"]
    if options.no_browser:
        arguments.append("--no-browser")
    return call((sys.executable, "-m", "pytest", *arguments, *options.pytest))


def workers() -> int:
    """As many as there are processors; each has a database and, in journeys, a browser."""
    return min(os.cpu_count() or 1, 4)


def say(heading: str) -> None:
    print(f"\n== {heading}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
