"""One stylesheet from many small files: the order is stated once, in static/css/layers.css.

The finder serves the joined file as `site.css` wherever static files are found (runserver,
tests, collectstatic), so that readers fetch one file and nobody runs a build.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "site.css"
SOURCE = Path(settings.BASE_DIR) / "static" / "css"
IMPORT = re.compile(r'^@import "([^"]+)";\n', re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)

# Not a temporary folder: a process that is killed would leave it behind for ever.
FOLDER = Path(settings.VAR_DIR) / "stylesheet"


def join(source: Path = SOURCE) -> str:
    """The whole stylesheet: every file that layers.css imports, in its order, without comments."""
    joined = IMPORT.sub(
        lambda match: (source / match[1]).read_text(encoding="utf-8"),
        (source / "layers.css").read_text(encoding="utf-8"),
    )
    return COMMENT.sub("", joined)


class StylesheetFinder(BaseFinder):
    storage = FileSystemStorage(location=FOLDER)

    def check(self, **kwargs: object) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False) -> Any:
        if path != NAME:
            return []
        found = str(_written())
        return [found] if find_all else found

    def list(self, ignore_patterns: object) -> Iterator[tuple[str, FileSystemStorage]]:
        _written()
        yield NAME, self.storage


def _written() -> Path:
    """The joined file on disk, rewritten only when a source changed, so that its date holds."""
    target = FOLDER / NAME
    text = join()
    if not target.exists() or target.read_text(encoding="utf-8") != text:
        FOLDER.mkdir(parents=True, exist_ok=True)
        # Replaced whole: another process may be serving it at this instant.
        fresh = FOLDER.with_name(f"{FOLDER.name}-{token_hex(4)}.css")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(target)
    return target
