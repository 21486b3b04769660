"""Bring database, messages and static files up to date; a step whose files are unchanged is
left out, so that a second start takes seconds.

Run as `python -m platform_site.embedded.preparation [--stamps FILE] …`, in the environment of
the site. Accounts of the demonstration are left as JSON where --accounts says.
"""

import argparse
import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import django
from django.core.management import call_command, get_commands

from platform_site.embedded.messages import compile_messages

ROOT = Path(__file__).resolve().parent.parent.parent
# Not what the site is made of: a change here is no reason to load anything again.
ASIDE = {".git", ".venv", "var", "tests", "docs", "bin", "__pycache__"}
DATA = frozenset({".py", ".csv", ".json", ".md", ".txt", ".svg", ".sql", ".lock", ".po"})
STATIC = frozenset({".css", ".js", ".svg", ".png", ".ico", ".woff2", ".webmanifest", ".lock"})


@dataclass(frozen=True)
class Step:
    """`files`: endings of the files whose change makes it necessary again."""

    command: str
    saying: str
    files: frozenset[str] = DATA
    arguments: tuple[str, ...] = ()


STEPS = (
    Step("migrate", "Database tables", frozenset({".py", ".lock"}), ("--verbosity", "0")),
    Step("collectstatic", "Styles and scripts", STATIC, ("--no-input", "--verbosity", "0")),
    Step("load_reference", "Countries and figures"),
    Step("load_guides", "Guide pages"),
)
DEMO = Step("load_demo", "Demonstration community")


class Stamps:
    """What each step was last done with, kept beside the data it made; without a file (the
    database is not ours, anything may have happened to it) nothing counts as done."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self.done: dict[str, str] = {}
        if file and file.exists():
            self.done = json.loads(file.read_text())

    def is_done(self, step: Step) -> bool:
        return self.done.get(step.command) == digest(step.files)

    def keep(self, step: Step) -> None:
        self.done[step.command] = digest(step.files)
        if self.file:
            self.file.write_text(json.dumps(self.done))


def digest(endings: frozenset[str]) -> str:
    """Of the content of all files with these endings, and of their names."""
    seen = hashlib.sha256()
    for file in sorted(_files(endings)):
        seen.update(str(file.relative_to(ROOT)).encode())
        seen.update(file.read_bytes())
    return seen.hexdigest()


def _files(endings: frozenset[str]) -> Iterable[Path]:
    for directory, inner, names in os.walk(ROOT):
        inner[:] = [name for name in inner if name not in ASIDE]
        yield from (Path(directory, name) for name in names if Path(name).suffix in endings)


def main(argv: list[str]) -> None:
    options = read_arguments(argv)
    stamps = Stamps(options.stamps)
    steps = STEPS if options.no_demo_content else (*STEPS, DEMO)
    compile_messages(ROOT / "locale")
    missing = [step for step in steps if not stamps.is_done(step)]
    if missing or options.scale_data:
        django.setup()
    for step in missing:
        if step.command in get_commands():
            do(step)
            stamps.keep(step)
    if DEMO in missing and "load_demo" in get_commands():
        leave_accounts(options.accounts)
    if options.scale_data:
        load_scale_data(options.scale_data)


def read_arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--stamps", type=Path)
    parser.add_argument("--accounts", type=Path, required=True)
    parser.add_argument("--no-demo-content", action="store_true")
    parser.add_argument("--scale-data", type=int, default=0)
    return parser.parse_args(argv)


def do(step: Step) -> None:
    print(f"  {step.saying} …", flush=True)
    began = time.monotonic()
    call_command(step.command, *step.arguments)
    print(f"  {step.saying}: {time.monotonic() - began:.1f} s", flush=True)


def leave_accounts(file: Path) -> None:
    # The models behind it can be imported only now that Django is set up.
    from platform_site.home.demo import accounts  # noqa: PLC0415

    file.write_text(json.dumps(accounts()))


def load_scale_data(pages: int) -> None:
    if "load_scale_data" not in get_commands():
        sys.exit("--scale-data: there is no command load_scale_data in this version yet.")
    call_command("load_scale_data", pages)


if __name__ == "__main__":
    main(sys.argv[1:])
