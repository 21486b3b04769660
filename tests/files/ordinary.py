"""Files as people make them, by the programs and libraries they make them with: all are taken."""

import csv
import io
import random
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import docx
import openpyxl
import pptx
import pypdf
from docx.opc.constants import RELATIONSHIP_TYPE
from odf import draw, table, text
from odf.opendocument import (
    OpenDocumentPresentation,
    OpenDocumentSpreadsheet,
    OpenDocumentText,
)
from odf.style import MasterPage, PageLayout
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.files.making import object_stream, office, opened, packed, pdf, related

ARABIC = "الحماية الاجتماعية في المناطق الريفية"
WORDS = ("Pension", "Übergang", "prestación", ARABIC, "社会保障", "Өндөр насны тэтгэвэр")


@dataclass(frozen=True)
class Ordinary:
    what: str
    name: str
    make: Callable[[], bytes]

    def __str__(self) -> str:
        return f"{self.name.rpartition('.')[2]}: {self.what}"


def saved(document: Any) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def picture() -> io.BytesIO:
    """A real PNG of one grey square."""
    rows = b"".join(b"\x00" + b"\x80" * 30 for _row in range(10))

    def chunk(kind: bytes, data: bytes) -> bytes:
        sum_ = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + sum_

    head = (10).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + parts)


# PDF -------------------------------------------------------------------------------------


def drawn(draw_on: Callable[[Canvas], None], **how: Any) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, **how)
    draw_on(canvas)
    canvas.showPage()
    canvas.save()
    return made.getvalue()


def _lines(canvas: Canvas) -> None:
    for place, word in enumerate(WORDS[:3]):
        canvas.drawString(72, 700 - 20 * place, word)


def _with_links(canvas: Canvas) -> None:
    _lines(canvas)
    canvas.linkURL("https://www.example.org/?a=1&b=2", (72, 600, 200, 620))
    canvas.bookmarkPage("here")
    canvas.addOutlineEntry("Chapter", "here")


def _about_scripts(canvas: Canvas) -> None:
    canvas.setTitle("HTML/JavaScript and /Launch for statisticians")
    canvas.drawString(72, 700, "A text about /JavaScript, /Launch and /EmbeddedFile is no script.")


def _with_form(canvas: Canvas) -> None:
    canvas.acroForm.textfield(name="name", x=72, y=500, borderStyle="inset")


def _pages(number: int) -> Callable[[Canvas], None]:
    def write(canvas: Canvas) -> None:
        for page in range(number):
            canvas.drawString(72, 700, f"Page {page}")
            canvas.showPage()

    return write


def rewritten(source: bytes, change: Callable[[pypdf.PdfWriter], None]) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(source))
    change(writer)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)  # bytes as compressed pictures have them


PDFS = [
    Ordinary("one page", "a.pdf", lambda: drawn(_lines)),
    Ordinary("packed", "a.pdf", lambda: drawn(_lines, pageCompression=1)),
    Ordinary("links and an outline", "a.pdf", lambda: drawn(_with_links)),
    Ordinary("about scripts", "a.pdf", lambda: drawn(_about_scripts, pageCompression=0)),
    Ordinary("about scripts, packed", "a.pdf", lambda: drawn(_about_scripts, pageCompression=1)),
    Ordinary("a form to fill in", "a.pdf", lambda: drawn(_with_form)),
    Ordinary("sixty pages", "a.pdf", lambda: drawn(_pages(60))),
    Ordinary("an Arabic name", f"{ARABIC}.pdf", lambda: drawn(_lines)),
    Ordinary("capital ending", "REPORT.PDF", lambda: drawn(_lines)),
    Ordinary("no ending", "report", lambda: drawn(_lines)),
    Ordinary("written by pypdf", "a.pdf", lambda: rewritten(drawn(_lines), lambda w: None)),
    Ordinary(
        "packed by pypdf",
        "a.pdf",
        lambda: rewritten(drawn(_lines), lambda w: w.compress_identical_objects()),
    ),
    Ordinary(
        "with a title in its data",
        "a.pdf",
        lambda: rewritten(
            drawn(_lines), lambda w: w.add_metadata({"/Title": ARABIC, "/Author": "ILO"})
        ),
    ),
    Ordinary(
        "opens at its first page",
        "a.pdf",
        lambda: pdf(trailer=b"").replace(
            b"<</Type/Catalog", b"<</Type/Catalog/OpenAction[3 0 R/Fit]"
        ),
    ),
    Ordinary("objects packed together", "a.pdf", lambda: pdf(object_stream(b"<</A 1>>"))),
    Ordinary(
        "a scanned picture",
        "a.pdf",
        lambda: pdf(
            packed(
                b"", b"/Type/XObject/Subtype/Image/Filter/DCTDecode", b"\xff\xd8" + _noise(400_000)
            )
        ),
    ),
    Ordinary(
        "a large white picture",
        "a.pdf",
        lambda: pdf(packed(bytes(20_000_000), b"/Type/XObject/Subtype/Image/Filter/FlateDecode")),
    ),
    Ordinary("letters with odd bytes before the end", "a.pdf", lambda: pdf() + b"\r\n\x00\n"),
    Ordinary(
        "several updates one behind the other",
        "a.pdf",
        lambda: (
            pdf()
            + b"\n".join(
                [
                    b"5 0 obj<<>>endobj",
                    b"xref",
                    b"trailer<</Root 1 0 R>>",
                    b"startxref",
                    b"9",
                    b"%%EOF",
                ]
            )
        ),
    ),
]

# Word ------------------------------------------------------------------------------------


def word(write: Callable[[Any], None] = lambda document: None) -> bytes:
    document = docx.Document()
    document.add_paragraph("A paragraph.")
    write(document)
    return saved(document)


def _table(document: Any) -> None:
    grid = document.add_table(rows=30, cols=4)
    for row in grid.rows:
        for cell, said in zip(row.cells, WORDS, strict=False):
            cell.text = said


def _hyperlinks(document: Any) -> None:
    for address in ("https://www.ilo.org/?q=a&b#c", "mailto:info@example.org", "report.docx"):
        document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


def _long(document: Any) -> None:
    for number in range(2000):
        document.add_paragraph(f"{number}. {WORDS[number % 6]} " * 8)


WORD = [
    Ordinary("a paragraph", "a.docx", word),
    Ordinary("headings", "a.docx", lambda: word(lambda d: d.add_heading(ARABIC, 1))),
    Ordinary("a table", "a.docx", lambda: word(_table)),
    Ordinary("a picture", "a.docx", lambda: word(lambda d: d.add_picture(picture()))),
    Ordinary("links", "a.docx", lambda: word(_hyperlinks)),
    Ordinary("two hundred pages", "a.docx", lambda: word(_long)),
    Ordinary(
        "a page number field",
        "a.docx",
        lambda: office(
            "docx",
            {
                "word/document.xml": (
                    b'<w:d xmlns:w="urn:w"><w:fldSimple w:instr=" PAGE "/>'
                    b'<w:fldChar w:fldCharType="begin"/>'
                    b'<w:instrText> TOC \\o "1-3" </w:instrText></w:d>'
                )
            },
        ),
    ),
    Ordinary("a link to a place in itself", "a.docx", lambda: related("hyperlink", "#here")),
    Ordinary(
        "a drawing of the newer kind",
        "a.docx",
        lambda: office(
            "docx",
            {"word/media/icon.svg": b'<svg xmlns="urn:svg"><path d="M0 0"/></svg>'},
        ),
    ),
    Ordinary(
        "a picture of the older kind",
        "a.docx",
        lambda: office("docx", {"word/media/image1.wmz": b"\x1f\x8b\x08" + _noise(900)}),
    ),
    Ordinary("brackets and dots in its name", "Draft [v.2] (final).docx", word),
    Ordinary("signs in its name", "a&b <c> 'd' %41;.docx", word),
]

# Excel -----------------------------------------------------------------------------------


def workbook(write: Callable[[Any], None] = lambda sheet: None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Country", "Rate", "Year"])
    write(sheet)
    return saved(book)


def _rows(number: int) -> Callable[[Any], None]:
    def write(sheet: Any) -> None:
        for row in range(number):
            sheet.append([WORDS[row % 6], -row / 7, 2000 + row % 25])

    return write


def _chart(sheet: Any) -> None:
    _rows(5)(sheet)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=6), titles_from_data=True)
    sheet.add_chart(chart, "E2")


def _formulas(sheet: Any) -> None:
    sheet["B2"], sheet["B3"] = "=SUM(C2:C9)", "=IF(A1>0,-1,+1)"


def _link(sheet: Any) -> None:
    sheet["A2"].hyperlink = "https://www.example.org/data"


def _comment(sheet: Any) -> None:
    sheet["A2"].comment = Comment(ARABIC, "Alice")


def _blank_sheet() -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for _row in range(20_000):
        sheet.append([0] * 12)
    return saved(book)


EXCEL = [
    Ordinary("one sheet", "a.xlsx", workbook),
    Ordinary("five thousand rows", "a.xlsx", lambda: workbook(_rows(5000))),
    Ordinary("a chart", "a.xlsx", lambda: workbook(_chart)),
    Ordinary("formulas", "a.xlsx", lambda: workbook(_formulas)),
    Ordinary("a link", "a.xlsx", lambda: workbook(_link)),
    Ordinary("a comment", "a.xlsx", lambda: workbook(_comment)),
    Ordinary("zeros all over, which pack well", "a.xlsx", _blank_sheet),
    Ordinary(
        "settings of a printer",
        "a.xlsx",
        lambda: office("xlsx", {"xl/printerSettings/printerSettings1.bin": _noise(2000)}),
    ),
    Ordinary("an Arabic name", f"{ARABIC}.xlsx", workbook),
]

# PowerPoint ------------------------------------------------------------------------------


def slides(write: Callable[[Any, Any], None] = lambda show, slide: None) -> bytes:
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = ARABIC
    write(show, slide)
    return saved(show)


def _show_chart(show: Any, slide: Any) -> None:
    """With the workbook of its figures inside, as PowerPoint does."""
    data = CategoryChartData()
    data.categories = ["2020", "2021"]
    data.add_series("Coverage", (46.9, 52.4))
    place = (Inches(1), Inches(2), Inches(6), Inches(4))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *place, data)


def _show_link(show: Any, slide: Any) -> None:
    run = slide.shapes.add_textbox(*[Inches(1)] * 4).text_frame.paragraphs[0].add_run()
    run.text, run.hyperlink.address = "More", "https://www.example.org/"


def _show_picture(show: Any, slide: Any) -> None:
    slide.shapes.add_picture(picture(), Inches(1), Inches(1))


POWERPOINT = [
    Ordinary("one slide", "a.pptx", slides),
    Ordinary("a chart with its workbook", "a.pptx", lambda: slides(_show_chart)),
    Ordinary("a link", "a.pptx", lambda: slides(_show_link)),
    Ordinary("a picture", "a.pptx", lambda: slides(_show_picture)),
    Ordinary(
        "notes",
        "a.pptx",
        lambda: slides(
            lambda show, slide: setattr(slide.notes_slide.notes_text_frame, "text", ARABIC)
        ),
    ),
    Ordinary(
        "thirty slides",
        "a.pptx",
        lambda: slides(
            lambda show, slide: [
                show.slides.add_slide(show.slide_layouts[n % 7]) for n in range(30)
            ]
        ),
    ),
]

# OpenDocument ----------------------------------------------------------------------------


def letter(*parts: Any) -> bytes:
    document = OpenDocumentText()
    for part in (text.P(text=ARABIC), *parts):
        document.text.addElement(part)
    return saved(document)


def _link_to(address: str) -> Any:
    paragraph = text.P()
    paragraph.addElement(text.A(href=address, text="More"))
    return paragraph


def _grid() -> Any:
    grid = table.Table(name="Rates")
    for number in range(200):
        row = table.TableRow()
        for said in (WORDS[number % 6], str(-number)):
            cell = table.TableCell()
            cell.addElement(text.P(text=said))
            row.addElement(cell)
        grid.addElement(row)
    return grid


def _with_picture() -> bytes:
    document = OpenDocumentText()
    frame = draw.Frame(width="1cm", height="1cm")
    place = document.addPicture("grey.png", "image/png", picture().getvalue())
    frame.addElement(draw.Image(href=place))
    paragraph = text.P()
    paragraph.addElement(frame)
    document.text.addElement(paragraph)
    return saved(document)


def _sheet() -> bytes:
    document = OpenDocumentSpreadsheet()
    document.spreadsheet.addElement(_grid())
    return saved(document)


def _show() -> bytes:
    document = OpenDocumentPresentation()
    layout = PageLayout(name="L")
    document.automaticstyles.addElement(layout)
    master = MasterPage(name="M", pagelayoutname=layout)
    document.masterstyles.addElement(master)
    document.presentation.addElement(draw.Page(masterpagename=master))
    return saved(document)


# What LibreOffice adds to what odfpy writes.
LIBRE = {
    "Configurations2/accelerator/": b"",
    "Thumbnails/thumbnail.png": picture().getvalue(),
    "settings.xml": b'<?xml version="1.0" encoding="UTF-8"?><s/>',
    "manifest.rdf": b'<?xml version="1.0" encoding="utf-8"?><r/>',
    "meta.xml": b'<m xmlns:x="u"><template x:href="../../templates/letter.ott"/></m>',
}

OPEN = [
    Ordinary("a letter", "a.odt", letter),
    Ordinary(
        "a link",
        "a.odt",
        lambda: letter(_link_to("https://www.example.org/")),
    ),
    Ordinary("a link to a place in itself", "a.odt", lambda: letter(_link_to("#x"))),
    Ordinary("a table", "a.odt", lambda: letter(_grid())),
    Ordinary("a picture", "a.odt", _with_picture),
    Ordinary("as LibreOffice saves it", "a.odt", lambda: opened("odt", LIBRE)),
    Ordinary(
        "an empty library, as LibreOffice keeps it",
        "a.odt",
        lambda: opened(
            "odt", {"Basic/script-lc.xml": b"<l/>", "Basic/Standard/script-lb.xml": b"<l/>"}
        ),
    ),
    Ordinary("a spreadsheet", "a.ods", _sheet),
    Ordinary("a spreadsheet with an Arabic name", f"{ARABIC}.ods", _sheet),
    Ordinary(
        "a formula",
        "a.ods",
        lambda: opened("ods", content='<table:table-cell table:formula="of:=SUM([.A1:.A9])"/>'),
    ),
    Ordinary("a presentation", "a.odp", _show),
    Ordinary(
        "a click that turns the slide",
        "a.odp",
        lambda: opened("odp", content=('<event-listener action="next-page" xlink:href="#page2"/>')),
    ),
]

# Tables and text -------------------------------------------------------------------------


def sheet_of(*rows: tuple[object, ...], separator: str = ",", charset: str = "utf-8") -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows([("name", "value"), *rows])
    return written.getvalue().encode(charset)


def _long_rows() -> Iterator[tuple[object, ...]]:
    for number in range(60_000):
        yield (WORDS[number % 6], -number / 3, f"+{number}%", "–", "a@b.example")


TABLES = [
    Ordinary("two rows", "a.csv", lambda: sheet_of(("a", 1))),
    Ordinary("negative numbers", "a.csv", lambda: sheet_of(*[("a", n) for n in (-1, -2.5)])),
    Ordinary("long, with negative numbers", "a.csv", lambda: sheet_of(*_long_rows())),
    Ordinary(
        "telephone numbers",
        "a.csv",
        lambda: sheet_of(
            ("a", "+41 22 799 61 11"), ("b", "+1 (202) 555-0143"), ("c", "+33.1.42.00.00.00")
        ),
    ),
    Ordinary(
        "numbers in every spelling",
        "a.csv",
        lambda: sheet_of(
            *[
                ("a", n)
                for n in ("-1,5", "- 3", "+2 %", "-1.5e-3", "-4 pp", "-12.5 km", "-€5", "--")
            ]
        ),
    ),
    Ordinary("dashes for what is missing", "a.csv", lambda: sheet_of(("a", "-"), ("b", "–"))),
    Ordinary("addresses of mail", "a.csv", lambda: sheet_of(("a", "info@example.org"))),
    Ordinary(
        "a sentence with a dash behind a semicolon",
        "a.csv",
        lambda: sheet_of(("a", "No; - not yet")),
    ),
    Ordinary("semicolons", "a.csv", lambda: sheet_of(("a", "1,5"), separator=";")),
    Ordinary("tabs", "a.csv", lambda: sheet_of(("a", -1), separator="\t")),
    Ordinary("lines within cells", "a.csv", lambda: sheet_of(("a", "one\ntwo"))),
    Ordinary("Excel's UTF-8", "a.csv", lambda: sheet_of((ARABIC, 1), charset="utf-8-sig")),
    Ordinary(
        "Excel's UTF-16", "a.csv", lambda: sheet_of((ARABIC, 1), separator="\t", charset="utf-16")
    ),
    Ordinary("old line ends", "a.csv", lambda: b"a,b\r1,-2\r"),
    Ordinary("a text", "a.txt", "Notes\nof a meeting.\n".encode),
    Ordinary("a text in Arabic", f"{ARABIC}.txt", ARABIC.encode),
    Ordinary("a text in UTF-16", "a.txt", lambda: ARABIC.encode("utf-16")),
    Ordinary("a text with marks of direction", "a.txt", f"\u200f{ARABIC}\u200e".encode),
    Ordinary("a list with dashes", "a.txt", lambda: b"- one\n- two\n= three\n"),
    Ordinary("a text with < and >", "a.txt", lambda: b"if a < b and b > c: <em>, <objective>"),
    Ordinary("a form feed", "a.txt", lambda: b"page one\x0cpage two"),
    Ordinary("long", "a.txt", lambda: "Fünf Wörter in einer Zeile.\n".encode() * 80_000),
]

FILES = [*PDFS, *WORD, *EXCEL, *POWERPOINT, *OPEN, *TABLES]
