"""Files made byte by byte: small ones of each format, to be spoiled in one place."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from platform_site.files.checks.needles import EICAR

__all__ = ["EICAR"]

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAINS = {
    "docx": ("word/document.xml", "wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation.main+xml"),
}
OPEN_TYPES = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
MAIN_PREFIX = "application/vnd.openxmlformats-officedocument."


def pdf(*objects: bytes, trailer: bytes = b"", head: bytes = b"%PDF-1.7\n") -> bytes:
    """A PDF of one empty page, with these objects beside; numbers from 4 on."""
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        *objects,
    ]
    written, places = bytearray(head), []
    for number, body in enumerate(bodies, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer<</Size %d/Root 1 0 R%s>>\n" % (len(bodies) + 1, trailer)
    return bytes(written + b"startxref\n%d\n%%%%EOF\n" % start)


def packed(inside: bytes, entries: bytes = b"/Filter/FlateDecode", data: bytes = b"") -> bytes:
    """A stream with this inside, packed."""
    body = data or zlib.compress(inside)
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(body), body)


def object_stream(inside: bytes, more: bytes = b"") -> bytes:
    text = b"9 0 " + inside
    return packed(text, b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode" + more)


def zipped(parts: Mapping[str, bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=how)
    return made.getvalue()


def office_parts(
    kind: str = "docx", *, main_type: str = "", more_types: str = ""
) -> dict[str, bytes]:
    main, declared = MAINS[kind]
    types = (
        f'<?xml version="1.0"?><Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{MAIN_PREFIX}{main_type or declared}"/>'
        f"{more_types}</Types>"
    )
    relations = relationships((f"{OFFICE}/officeDocument", main, ""))
    root = {"docx": "document", "xlsx": "workbook", "pptx": "presentation"}[kind]
    return {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": relations,
        main: f'<?xml version="1.0"?><w:{root} xmlns:w="urn:w"/>'.encode(),
    }


def relationships(*rows: tuple[str, str, str]) -> bytes:
    inside = "".join(
        f'<Relationship Id="r{n}" Type="{kind}" Target="{target}"'
        + (f' TargetMode="{mode}"/>' if mode else "/>")
        for n, (kind, target, mode) in enumerate(rows)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'.encode()


def office(kind: str = "docx", more: Mapping[str, bytes] | None = None, **types: str) -> bytes:
    return zipped(office_parts(kind, **types) | dict(more or {}))


def related(kind: str, target: str, *, in_: str = "docx", mode: str = "External") -> bytes:
    """An office file that leads to the target by a relation of this kind."""
    main = MAINS[in_][0]
    folder, name = main.split("/")
    row = (f"{OFFICE}/{kind}", target, mode)
    return office(in_, {f"{folder}/_rels/{name}.rels": relationships(row)})


def open_parts(kind: str = "odt", content: str = "", manifest: str = "") -> dict[str, bytes]:
    declared = OPEN_TYPES[kind]
    return {
        "mimetype": declared.encode(),
        "content.xml": (
            '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
            ' xmlns:office="urn:o" xmlns:text="urn:t" xmlns:draw="urn:d" xmlns:xlink="urn:x"'
            f' xmlns:script="urn:s" xmlns:table="urn:b">{content}</office:document-content>'
        ).encode(),
        "META-INF/manifest.xml": (
            '<manifest:manifest xmlns:manifest="urn:m"><manifest:file-entry'
            f' manifest:full-path="/" manifest:media-type="{declared}"/>{manifest}'
            "</manifest:manifest>"
        ).encode(),
    }


def opened(kind: str = "odt", more: Mapping[str, bytes] | None = None, **inside: str) -> bytes:
    return zipped(open_parts(kind, **inside) | dict(more or {}), stored=("mimetype",))


def lying_about_size(archive: bytes, *, says: int) -> bytes:
    """The archive with every size in its directory replaced."""
    at, changed = archive.find(b"PK\x01\x02"), bytearray(archive)
    while at >= 0:
        changed[at + 24 : at + 28] = struct.pack("<L", says)
        at = archive.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def with_flag(archive: bytes, flag: int) -> bytes:
    """The archive with a bit set in what the directory says of its last part."""
    at, changed = archive.rfind(b"PK\x01\x02"), bytearray(archive)
    changed[at + 8] |= flag
    return bytes(changed)


def of_zeros(size: int) -> dict[str, bytes]:
    return {"word/media/blank.bmp": bytes(size)}
