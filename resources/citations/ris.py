"""RIS: a tag, two spaces, a hyphen and a value in each line; lines end with CR LF."""

from collections.abc import Iterable, Iterator

from .reference import Reference

CONTENT_TYPE = "application/x-research-info-systems; charset=utf-8"

_TYPES = {
    "journal-article": "JOUR",
    "book": "BOOK",
    "book-chapter": "CHAP",
    "paper": "CPAPER",
    "thesis": "THES",
    "working-paper": "RPRT",
    "report": "RPRT",
    "evaluation": "RPRT",
    "assessment": "RPRT",
    "valuation": "RPRT",
    "country-profile": "RPRT",
    "brief": "RPRT",
    "strategy": "GOVDOC",
    "legislation": "STAT",
    "tool": "COMP",
    "dataset": "DATA",
    "video": "VIDEO",
    "presentation": "SLIDE",
    "web-page": "ELEC",
}


def write(references: Iterable[Reference]) -> str:
    return "\r\n".join(_record(reference) for reference in references)


def _record(reference: Reference) -> str:
    lines = [f"{tag}  - {value}" for tag, value in _tags(reference) if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _tags(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES.get(reference.type, "GEN")
    yield "ID", reference.key
    yield "TI", reference.title
    for name in reference.names:
        yield "AU", f"{name.family}, {name.given}" if name.is_person else f"{name.family},"
    yield "T2", reference.container
    yield "T3", reference.series
    yield "IS" if reference.type == "journal-article" else "M1", reference.number
    yield "PB", reference.organisation
    yield "PY", str(reference.year or "")
    yield "LA", reference.language
    yield "SN", reference.isbn
    yield "DO", reference.doi
    yield "UR", reference.url
