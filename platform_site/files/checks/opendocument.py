"""ODT, ODS and ODP: what they are, and that nothing in them runs or fetches."""

import re
from collections.abc import Iterator

from .formats import MEDIA_TYPES, Format
from .links import require_inside, require_link
from .markup import Attributes, Elements
from .parts import Reader, control, elements, look_at
from .reasons import Reason, Refused
from .zips import Archive, Part

MANIFEST = "META-INF/manifest.xml"
_FAMILIES = {
    MEDIA_TYPES[format_].encode(): format_ for format_ in (Format.ODT, Format.ODS, Format.ODP)
}
# LibreOffice lists its libraries even where they hold no macro.
_EMPTY_LIBRARY = re.compile(r"^(?:Basic|Dialogs)/(?:[^/]+/)?(?:script|dialog)-l[bc]\.xml$")
_MACRO_NAMES = re.compile(r"^(?:Basic|Dialogs|Scripts)/.*[^/]$")
_LINKS = frozenset(("a", "area-rectangle", "area-circle", "area-polygon", "button"))
_OBJECTS = frozenset(("object-ole", "plugin", "applet", "floating-frame"))
_DDE = frozenset(("dde-source", "dde-link", "dde-connection", "dde-connection-decl"))
_FETCHES = re.compile(r"\b(?:DDE|WEBSERVICE)\s*\(", re.IGNORECASE)


def is_open_document(archive: Archive) -> bool:
    return next(iter(archive.parts), "") == "mimetype"


def check(archive: Archive) -> Format:
    """Which of the three it is. Raises Refused."""
    if not archive.parts["mimetype"].is_stored:
        raise Refused(Reason.DAMAGED)
    declared = control(archive, "mimetype")
    if declared not in _FAMILIES:
        raise Refused(Reason.UNKNOWN)
    _check_manifest(archive, declared.decode())
    for part in archive.parts.values():
        if _MACRO_NAMES.match(part.name) and not _EMPTY_LIBRARY.match(part.name):
            raise Refused(Reason.MACROS)
        look_at(archive, part, _readers(part))
    return _FAMILIES[declared]


def _check_manifest(archive: Archive, declared: str) -> None:
    whole = ""
    for element, said in elements(archive, MANIFEST):
        if element == "encryption-data":
            raise Refused(Reason.LOCKED)
        if element == "file-entry" and said.get("full-path") == "/":
            whole = said.get("media-type", "")
    if whole != declared:
        raise Refused(Reason.DAMAGED)


def _readers(part: Part) -> Iterator[Reader]:
    name = part.name.rpartition("/")[2]
    if name in ("content.xml", "styles.xml"):
        yield Elements(_content)
    if name == "meta.xml":
        yield Elements(_meta)


def _content(name: str, attributes: Attributes) -> None:
    target = attributes.get("href", "")
    if name in _OBJECTS:
        raise Refused(Reason.EMBEDDED)
    if name in _DDE or _FETCHES.search(attributes.get("formula", "")):
        raise Refused(Reason.EXTERNAL)
    if name == "event-listener":
        _event(attributes, target)
    elif target and name in _LINKS:
        _link(target)
    elif target:
        require_inside(target)


def _event(attributes: Attributes, target: str) -> None:
    """Slides answer to a click by turning a page; anything else runs."""
    if "macro-name" in attributes or _is_macro(target):
        raise Refused(Reason.MACROS)
    if attributes.get("action") in ("execute", "execute-macro", "verb"):
        raise Refused(Reason.LAUNCH)
    if target:
        _link(target)


def _link(target: str) -> None:
    if _is_macro(target):
        raise Refused(Reason.MACROS)
    require_link(target)


def _is_macro(target: str) -> bool:
    return target.strip().lower().startswith(("vnd.sun.star.script:", "macro:", "script:"))


def _meta(name: str, attributes: Attributes) -> None:
    """A template on the writer's own disk is not fetched by anybody else."""
    target = attributes.get("href", "").strip().lower()
    if name == "template" and target.startswith(("http:", "https:", "ftp:", "//", "\\\\", "smb:")):
        raise Refused(Reason.EXTERNAL)
