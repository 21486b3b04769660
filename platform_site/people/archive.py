"""All that the platform holds of a person, as a file: JSON for programs, a page for people."""

import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import IO, Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi

from platform_site.accounts.holdings import Holding, Row, told_holdings
from platform_site.accounts.models import User

# Kept in memory up to here, on disk beyond: somebody may have a hundred thousand rows.
IN_MEMORY = 5_000_000
# Where the rows go in the page around them, which is written piece by piece.
HERE = "\0"


def write_archive(person: User) -> IO[bytes]:
    """A ZIP of data.json and data.html, at its beginning."""
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the answer closes it)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        with _entry(archive, "data.json") as text:
            text.writelines(_as_json(person))
        with _entry(archive, "data.html") as text:
            text.writelines(_as_html(person))
    file.seek(0)
    return file


@contextmanager
def _entry(archive: zipfile.ZipFile, name: str) -> Iterator[TextIOWrapper]:
    with archive.open(name, "w", force_zip64=True) as raw, TextIOWrapper(raw, "utf-8") as text:
        yield text


def _as_json(person: User) -> Iterator[str]:
    yield "{"
    for number, holding in enumerate(told_holdings()):
        comma = "," if number else ""
        yield f'{comma}\n{json.dumps(holding.name)}: {{"what": {_json(str(holding.title))},'
        yield ' "rows": ['
        for place, row in enumerate(holding.exported(person)):
            yield f"{',' if place else ''}\n  {_json(row)}"
        yield "]}"
    yield "\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, cls=_Encoder, ensure_ascii=False)


class _Encoder(DjangoJSONEncoder):
    def default(self, o: Any) -> Any:
        """What JSON has no word for (a set, a range, a search vector) in its own words."""
        try:
            return super().default(o)
        except TypeError:
            return str(o)


def _as_html(person: User) -> Iterator[str]:
    around = {
        "person": person,
        "platform_name": settings.PLATFORM_NAME,
        "language": get_language(),
        "direction": "rtl" if get_language_bidi() else "ltr",
        "made_at": timezone.now(),
        "here": HERE,
    }
    above, below = render_to_string("people/archive/page.html", around).split(HERE)
    yield above
    for holding in told_holdings():
        yield from _section(holding, holding.exported(person))
    yield below


def _section(holding: Holding, rows: Iterable[Row]) -> Iterator[str]:
    labels = {field.name: field.verbose_name for field in holding.columns()}
    for number, row in enumerate(rows, start=1):
        if number == 1:
            yield render_to_string("people/archive/title.html", {"title": holding.title})
        entries = [(labels.get(name, name), value) for name, value in row.items() if _says(value)]
        yield render_to_string("people/archive/row.html", {"number": number, "entries": entries})


def _says(value: Any) -> bool:
    return value not in (None, "", [], {})
