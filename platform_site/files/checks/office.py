"""DOCX, XLSX and PPTX: what they are, and that nothing in them runs or fetches."""

import posixpath
import re
import tempfile
from collections.abc import Callable, Iterator
from typing import IO

from .formats import Format
from .links import require_link
from .markup import Attributes, Elements
from .needles import Search
from .parts import Reader, elements, look_at
from .reasons import Reason, Refused
from .zips import Archive, Part

type CheckNested = Callable[[IO[bytes]], Format]

TYPES = "[Content_Types].xml"
_MAIN = {
    "wordprocessingml.document.main+xml": Format.DOCX,
    "spreadsheetml.sheet.main+xml": Format.XLSX,
    "presentationml.presentation.main+xml": Format.PPTX,
}
_PREFIX = "application/vnd.openxmlformats-officedocument."
_MACRO_TYPES = ("macroenabled", "vbaproject", "vbadata", "macrosheet", "intlmacrosheet")
_MACRO_NAMES = re.compile(r"vbaproject|vbadata|/macrosheets/|/dialogsheets/", re.IGNORECASE)
_OBJECT_NAMES = re.compile(r"/activex/|/embeddings/.*\.(?:bin|ole)$", re.IGNORECASE)
# A chart carries the workbook of its figures; it is checked like any other.
_CHART_FIGURES = re.compile(r"^(?:word|ppt|xl)/embeddings/[^/]+\.xlsx$", re.IGNORECASE)
_RELATIONS = {
    "vbaProject": Reason.MACROS,
    "wordVbaData": Reason.MACROS,
    "xlMacrosheet": Reason.MACROS,
    "xlIntlMacrosheet": Reason.MACROS,
    "oleObject": Reason.EMBEDDED,
    "control": Reason.EMBEDDED,
    "activeXControlBinary": Reason.EMBEDDED,
    "aFChunk": Reason.WEB_PAGE,
}
# Each begins with letters that are looked for at once: sheets have millions of tags.
_STARTS = (
    re.compile(rb"ppaction://(?:macro|program|ole)"),
    re.compile(rb"Link(?<=ddeLink|oleLink)[\s/>]"),
)
_FETCHES = re.compile(r"\bDDE(?:AUTO)?\s|\bINCLUDE(?:PICTURE|TEXT)\s+\"?\s*(?:\w{2,}:|//|\\\\)")
# Of a field’s code: what fetches stands at its beginning.
LONGEST_FIELD = 300


def check(archive: Archive, *, nested: CheckNested | None) -> Format:
    """Which of the three it is. `nested` checks a chart's own workbook; None refuses it."""
    types = _types(archive)
    format_ = _family(archive, types)
    for part in archive.parts.values():
        if _MACRO_NAMES.search(f"/{part.name}"):
            raise Refused(Reason.MACROS)
        if _OBJECT_NAMES.search(f"/{part.name}"):
            raise Refused(Reason.EMBEDDED)
        if part.name.endswith(".rels"):
            _check_relations(archive, part)
        if nested is not None and _CHART_FIGURES.match(part.name):
            _check_figures(archive, part, nested)
        else:
            look_at(archive, part, _readers(part))
    return format_


def _types(archive: Archive) -> dict[str, str]:
    """Part name → what it is declared to be."""
    types: dict[str, str] = {}
    for element, said in elements(archive, TYPES):
        declared = said.get("ContentType", "").lower()
        if any(word in declared for word in _MACRO_TYPES):
            raise Refused(Reason.MACROS)
        if "activex" in declared:
            raise Refused(Reason.EMBEDDED)
        if element == "Override":
            types[said.get("PartName", "").lstrip("/").lower()] = declared
    return types


def _family(archive: Archive, types: dict[str, str]) -> Format:
    """By the type of the one part that the whole document is."""
    mains = [
        posixpath.normpath(said.get("Target", "").lstrip("/"))
        for element, said in elements(archive, "_rels/.rels")
        if element == "Relationship" and said.get("Type", "").endswith("/officeDocument")
    ]
    if len(mains) != 1 or mains[0] not in archive.parts:
        raise Refused(Reason.DAMAGED)
    declared = types.get(mains[0].lower(), "").removeprefix(_PREFIX)
    if declared not in _MAIN:
        raise Refused(Reason.UNKNOWN)
    return _MAIN[declared]


def _check_relations(archive: Archive, part: Part) -> None:
    for _element, said in elements(archive, part.name):
        kind = said.get("Type", "").rpartition("/")[2]
        if kind in _RELATIONS:
            raise Refused(_RELATIONS[kind])
        if said.get("TargetMode", "").strip().lower() != "external":
            continue
        if kind != "hyperlink":
            raise Refused(Reason.EXTERNAL)
        require_link(said.get("Target", ""))


def _check_figures(archive: Archive, part: Part, nested: CheckNested) -> None:
    with tempfile.SpooledTemporaryFile(max_size=1_000_000) as figures:
        for block in archive.read(part):
            figures.write(block)
        if nested(figures) != Format.XLSX:
            raise Refused(Reason.NESTED)


def _readers(part: Part) -> Iterator[Reader]:
    yield from map(_Starts, _STARTS)
    if part.name.startswith("word/") and part.name.endswith(".xml"):
        yield Fields().reader


class _Starts(Search):
    def feed(self, block: bytes) -> None:
        super().feed(block)
        if self.found:
            raise Refused(Reason.LAUNCH)


class Fields:
    """The fields of a text document, whose codes may be spread over several runs."""

    def __init__(self) -> None:
        self.code = ""
        self.reader = Elements(self._seen, self._said)

    def _seen(self, name: str, attributes: Attributes) -> None:
        if name == "fldChar" and attributes.get("fldCharType") == "begin":
            self.code = ""
        if name == "fldSimple":
            self._look(attributes.get("instr", ""))

    def _said(self, name: str, text: str) -> None:
        if name == "instrText":
            self.code = (self.code + text)[-LONGEST_FIELD:]
            self._look(self.code)

    def _look(self, code: str) -> None:
        if _FETCHES.search(f"{code} "):
            raise Refused(Reason.EXTERNAL)
