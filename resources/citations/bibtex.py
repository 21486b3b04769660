"""BibTeX. Letters beyond ASCII stay as they are (UTF-8); what LaTeX would obey is escaped."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from .reference import Name, Reference

CONTENT_TYPE = "application/x-bibtex; charset=utf-8"

_TYPES = {
    "journal-article": "article",
    "book": "book",
    "book-chapter": "incollection",
    "paper": "unpublished",
    "thesis": "phdthesis",
    "working-paper": "techreport",
    "report": "techreport",
    "evaluation": "techreport",
    "assessment": "techreport",
    "valuation": "techreport",
    "country-profile": "techreport",
}

# A brace, even with a backslash before it, opens or closes a group: hence the names.
_ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {letter: f"\\{letter}" for letter in "&%$#_"}


def escape(text: str) -> str:
    return "".join(_ESCAPED.get(letter, letter) for letter in text)


def write(references: Iterable[Reference]) -> str:
    return "\n".join(_entry(reference) for reference in references)


def _entry(reference: Reference) -> str:
    kind = _TYPES.get(reference.type, "misc")
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in _fields(reference, kind))
    return f"@{kind}{{{reference.key},\n{lines}\n}}\n"


def _fields(reference: Reference, kind: str) -> Iterator[tuple[str, str]]:
    # In braces of its own, so that no style changes its capitals.
    yield "title", f"{{{escape(reference.title)}}}"
    if reference.names:
        yield "author", " and ".join(_name(name) for name in reference.names)
    yield from _where(reference, kind)
    if reference.year:
        yield "year", str(reference.year)
    yield from ((name, value) for name, value in _identifiers(reference) if value)


def _where(reference: Reference, kind: str) -> Iterator[tuple[str, str]]:
    container = {"article": "journal", "incollection": "booktitle"}.get(kind, "howpublished")
    publisher = {"techreport": "institution", "phdthesis": "school", "book": "publisher"}
    publisher |= {"incollection": "publisher"}
    values = {
        container: reference.container,
        publisher.get(kind, "organization"): reference.organisation,
        "type" if kind == "techreport" else "series": reference.series,
        "number": reference.number,
    }
    yield from ((name, escape(value)) for name, value in values.items() if value)
    if kind == "unpublished":
        yield "note", "Paper"


def _identifiers(reference: Reference) -> Iterator[tuple[str, str]]:
    """Programs read these as they are: nothing is escaped, and nothing in them needs it."""
    yield "language", reference.language
    yield "doi", quote(reference.doi, safe="/:;().,-_~+*@!$&'=%")
    yield "isbn", reference.isbn
    yield "url", quote(reference.url, safe="/:;().,-_~+*@!$&'=%?#[]")


def _name(name: Name) -> str:
    """An organisation in braces, or its words would be taken for first and last names."""
    if not name.is_person:
        return f"{{{escape(name.family)}}}"
    return f"{_whole(name.family)}, {_whole(name.given)}"


def _whole(part: str) -> str:
    """A part in which "and" or a comma stands goes into braces: they are separators outside."""
    text = escape(part)
    return f"{{{text}}}" if "," in part or " and " in f" {part.casefold()} " else text
