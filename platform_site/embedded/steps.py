"""What a start has to bring up to date, and how it knows that it need not.

A step whose files are unchanged is left out, so that a second start takes seconds.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# Not what the site is made of: a change here is no reason to load anything again.
ASIDE = {".git", ".venv", "var", "tests", "docs", "bin", "__pycache__"}
DATA = frozenset({".py", ".csv", ".json", ".md", ".txt", ".svg", ".sql", ".lock"})
STATIC = frozenset({".css", ".js", ".svg", ".png", ".ico", ".woff2", ".webmanifest", ".lock"})


@dataclass(frozen=True)
class Step:
    """`files`: endings of the files whose change makes it necessary again."""

    command: str
    saying: str
    files: frozenset[str] = DATA
    arguments: tuple[str, ...] = ()


MESSAGES = Step("messages", "Translations", frozenset({".po"}))
DEMO = Step("load_demo", "Demonstration community")
STEPS = (
    MESSAGES,
    Step("migrate", "Database tables", frozenset({".py", ".lock"}), ("--verbosity", "0")),
    Step("collectstatic", "Styles and scripts", STATIC, ("--no-input", "--verbosity", "0")),
    Step("load_reference", "Countries and figures"),
    Step("load_guides", "Guide pages"),
    DEMO,
)


class Stamps:
    """What each step was last done with, kept beside the data it made; without a file (the
    database is not ours, anything may have happened to it) nothing counts as done."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self.done: dict[str, str] = {}
        if file and file.exists():
            self.done = json.loads(file.read_text())

    def pending(self, *, demo_content: bool) -> list[Step]:
        wanted = [step for step in STEPS if demo_content or step is not DEMO]
        return [step for step in wanted if not self.is_done(step)]

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
