"""How much memory and time the largest and the worst files take, in a process of their own."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.files.hostile import FILES, LAUGHS
from tests.files.making import office, packed, pdf
from tests.run import ROOT

MOST_GROWTH = 100_000_000
MOST_SECONDS = 15  # on two cores shared with others; alone it is a third
LARGE = 25_000_000
BOUNDARY = "between-the-parts-of-a-form"  # a short one stands by chance in millions of bytes

# Asked of Linux: the most that was ever resident since we asked it to forget what was before.
MEASURE = """
import json, sys, time
from pathlib import Path
import django
django.setup()
from django.core.files.uploadedfile import UploadedFile
from django.http.multipartparser import MultiPartParser
from platform_site.files.checks import Refused, check
from platform_site.files.storing import digest_of
from platform_site.files.uploads import BoundedUploadHandler

def most():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024

Path("/proc/self/clear_refs").write_text("5")

body, size, ending, boundary = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
before, began = most(), time.monotonic()
meta = {"CONTENT_TYPE": f"multipart/form-data; boundary={boundary}", "CONTENT_LENGTH": str(size)}
with open(body, "rb") as stream:
    _post, files = MultiPartParser(meta, stream, [BoundedUploadHandler()]).parse()
upload = files["files-new"]
try:
    said = check(upload, ending=ending).format.value
except Refused as refused:
    said = refused.reason.value
digest_of(upload)
upload.close()
print(json.dumps([said, most() - before, time.monotonic() - began]))
"""


def measured(content: bytes, ending: str, folder: Path) -> tuple[str, int, float]:
    head = (
        f"--{BOUNDARY}\r\n"
        f'Content-Disposition: form-data; name="files-new"; filename="a.{ending}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    body = head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
    path = folder / "body"
    path.write_bytes(body)
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path), str(len(body)), ending, BOUNDARY],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    said, growth, seconds = json.loads(done.stdout)
    return said, growth, seconds


def _noise(size: int) -> bytes:
    return random.Random(1).randbytes(size)


def _bomb(words: str) -> Callable[[], bytes]:
    return next(file.make for file in FILES if file.what == words)


WORST: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "a large PDF of a scan": ("pdf", "pdf", lambda: pdf(
        packed(b"", b"/Subtype/Image/Filter/DCTDecode", _noise(LARGE)))),
    "a large PDF of text": ("pdf", "pdf", lambda: pdf(packed(_noise(LARGE)))),
    "a large PDF full of slashes": ("pdf", "pdf", lambda: pdf(b"[" + b"/S/T" * 6_000_000 + b"]")),
    "a large table": ("csv", "csv", lambda: b"name,-1,+41 22,x\n" * (LARGE // 17)),
    "a table that is one line": ("csv", "long-line", lambda: b"," * LARGE),
    "a large text of one line": ("txt", "txt", lambda: b"x" * LARGE),
    "a large document": ("docx", "docx", lambda: office("docx", {
        "word/media/a.png": _noise(LARGE)})),
    "a large sheet": ("xlsx", "xlsx", lambda: office("xlsx", {
        "xl/worksheets/sheet1.xml": b"".join([
            b"<s>", *(b'<c r="A%d"><v>%d</v></c>' % (n, n * n) for n in range(1_500_000))])})),
    "billion laughs": ("docx", "doctype", lambda: office("docx", {"word/document.xml": LAUGHS})),
    "a tag without end": ("docx", "damaged", lambda: office("docx", {
        "word/document.xml": b"<a b='" + _noise(9_000_000).hex().encode()})),
    "a zip bomb": ("docx", "bomb", _bomb("a document whose picture unpacks a thousandfold")),
    "a PDF bomb": ("pdf", "bomb", _bomb("a PDF whose stream unpacks without end")),
    "ten thousand parts": ("pptx", "too-many-parts", _bomb("a presentation of ten thousand parts")),
    "beyond the limit": ("txt", "empty", lambda: b"x" * (LARGE + 4_000_000)),
}  # fmt: skip


@pytest.mark.parametrize("what", WORST)
def test_no_file_takes_much_memory_or_time(what: str, tmp_path: Path) -> None:
    ending, expected, make = WORST[what]

    said, growth, seconds = measured(make(), ending, tmp_path)

    assert said == expected
    assert growth < MOST_GROWTH, f"{growth:,} bytes"
    assert seconds < MOST_SECONDS
    print(f"{what}: {growth / 1e6:.0f} MB, {seconds:.1f} s")  # noqa: T201 (with -s, the figures)
