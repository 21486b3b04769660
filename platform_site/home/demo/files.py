"""Two files for the library: a leaflet and a table, made here and marked as examples."""

import io

from platform_site.accounts.models import User
from platform_site.files.actions import keep_upload
from platform_site.moderation.actions import suggest_change
from platform_site.moderation.models import Revision
from platform_site.pages import kinds
from platform_site.pages.models import Page

from .sending import decide, submission_key

LEAFLET = (
    "Example: a leaflet",
    "It stands here to show how a file looks in the library.",
    "It says nothing about any country or institution.",
)
TABLE = """example,month,registered,change
made up,2001-01,100,0
made up,2001-02,120,20
made up,2001-03,115,-5
"""


def hang_examples(page: Page, *, by: User, reviewer: User) -> None:
    """Proposed by one account and accepted by another, as any file; once."""
    key = submission_key("showcase files")
    if Revision.objects.filter(submission_key=key).exists():
        return
    kind = kinds.get(page.kind)
    base = kind.snapshot(kind.model.objects.get(pk=page.pk))
    files = {
        "leaflet": _kept("example-leaflet.pdf", leaflet(*LEAFLET), LEAFLET[0], by),
        "table": _kept("example-table.csv", TABLE.encode(), "Example: a table, made up", by),
    }
    revision = suggest_change(
        page=page, base=base, proposal=base | {"files": files}, by=by, key=key
    )
    decide(revision, state="published", by=reviewer)


def _kept(name: str, content: bytes, title: str, by: User) -> dict[str, str]:
    stored = keep_upload(stream=io.BytesIO(content), name=name, by=by)
    return {"file": str(stored.pk), "title": title}


def leaflet(*lines: str) -> bytes:
    """A page of plain ASCII lines as a PDF, written by hand."""
    said = "".join(f"({line}) Tj 0 -24 Td " for line in lines)
    text = f"BT /F1 14 Tf 56 760 Td {said}ET".encode("ascii")
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources 6 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Font<</F1 5 0 R>>>>",
    ]
    written, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, count = len(written), len(bodies) + 1
    written += b"xref\n0 %d\n0000000000 65535 f \n" % count
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
    return bytes(written)
