"""Concepts for other programs, in the words of SKOS: Turtle, JSON-LD, and a table."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import translation

from .models import Concept, Designation, Relation
from .snapshots import snapshots

PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
LICENCES = {
    "CC BY-SA 3.0 IGO": "https://creativecommons.org/licenses/by-sa/3.0/igo/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
LABELS = {
    Designation.Status.PREFERRED: "skos:prefLabel",
    Designation.Status.ADMITTED: "skos:altLabel",
    Designation.Status.PROPOSED: "skos:altLabel",
    Designation.Status.DEPRECATED: "skos:hiddenLabel",
}
LINKS = {
    "broader": "skos:broader",
    "related": "skos:related",
    "exact": "skos:exactMatch",
    "replaced": "dct:isReplacedBy",
}
OTHER_WAY = {"broader": "skos:narrower", "related": "skos:related"}
COLUMNS = (
    *("uri", "term", "collection", "property", "language", "value"),
    *("status", "source", "source_url", "year", "licence"),
)


@dataclass
class Node:
    """One concept as statements: texts are (property, language, row), links (property, address)."""

    uri: str
    concept: Concept
    texts: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)


def nodes(concepts: Iterable[Concept]) -> list[Node]:
    """A relation to a concept that is not public is left out: its address would be a 404."""
    concepts = list(concepts)
    contents = snapshots(concepts)
    addresses = _addresses(contents.values(), concepts)
    found = {c.slug: _node(c, contents[c.pk], addresses) for c in concepts}
    _turn_round(found.values())
    return list(found.values())


def _addresses(contents: Iterable[dict[str, Any]], concepts: list[Concept]) -> dict[str, str]:
    """Slug → address that lasts, of every public concept that a relation names."""
    slugs = {key.partition(" ")[2] for content in contents for key in content["relations"]}
    from_elsewhere = slugs - {concept.slug for concept in concepts}
    public = Concept.objects.published().visible_to(AnonymousUser())
    others = public.filter(slug__in=from_elsewhere)
    return {concept.slug: uri_of(concept.pk) for concept in [*concepts, *others]}


def uri_of(pk: int) -> str:
    return f"{settings.SITE_URL}/id/concept/{pk}"


def scheme() -> str:
    with translation.override("en"):
        return settings.SITE_URL + reverse("glossary:list")


def _node(concept: Concept, content: dict[str, Any], addresses: dict[str, str]) -> Node:
    node = Node(uri_of(concept.pk), concept)
    for row in content["designations"].values():
        node.texts.append((LABELS[row["status"]], row["language"], row))
    for row in content["definitions"].values():
        node.texts.append(("skos:definition", row["language"], row))
    for language, text in content["notes"].items():
        node.texts.append(("skos:scopeNote", language, {"text": text}))
    for key, kind in content["relations"].items():
        where = key.partition(" ")[2]
        if address := where if kind == "exact" else addresses.get(where):
            node.links.append((LINKS[kind], address))
    return node


def _turn_round(found: Iterable[Node]) -> None:
    """Broader is narrower from the other side, related is the same from both. One query."""
    by_pk = {node.concept.pk: node for node in found}
    public = Relation.objects.visible_to(AnonymousUser())
    rows = public.filter(type__in=OTHER_WAY, target__in=by_pk).order_by("pk")
    for kind, concept, target in rows.values_list("type", "concept_id", "target_id"):
        link = (OTHER_WAY[kind], uri_of(concept))
        if link not in by_pk[target].links:
            by_pk[target].links.append(link)


def turtle(found: Iterable[Node]) -> str:
    lines = [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
    lines += ["", f"{_iri(scheme())} a skos:ConceptScheme ."]
    for node in found:
        statements = ["a skos:Concept", f"skos:inScheme {_iri(scheme())}", *_statements(node)]
        lines += ["", f"{_iri(node.uri)} " + " ;\n    ".join(statements) + " ."]
    return "\n".join(lines) + "\n"


def _statements(node: Node) -> Iterator[str]:
    for name, language, row in node.texts:
        text = f"{_literal(row['text'])}@{language}"
        yield f"{name} {_with_source(text, row) if _has_source(row) else text}"
    for name, address in node.links:
        yield f"{name} {_iri(address)}"
    if node.concept.code:
        yield f"skos:notation {_literal(node.concept.code)}"
    if node.concept.source:
        yield f"dct:source {_literal(node.concept.source)}"
    if licence := LICENCES.get(node.concept.licence):
        yield f"dct:license {_iri(licence)}"


def _has_source(row: dict[str, Any]) -> bool:
    return bool(row.get("source") or row.get("source_url"))


def _with_source(text: str, row: dict[str, Any]) -> str:
    """A definition that says where it comes from is a thing of its own (SKOS Primer, 4.2)."""
    parts = [f"rdf:value {text}"]
    if row["source"]:
        parts.append(f"dct:source {_literal(row['source'])}")
    if row["source_url"]:
        parts.append(f"dct:source {_iri(row['source_url'])}")
    if row["year"]:
        parts.append(f'dct:date "{row["year"]:04d}"^^xsd:gYear')
    return f"[ {' ; '.join(parts)} ]"


_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_NOT_IN_LITERALS = re.compile(r'[\\"\x00-\x1f\x7f]')
_NOT_IN_ADDRESSES = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def _literal(text: str) -> str:
    escaped = _NOT_IN_LITERALS.sub(lambda m: _ESCAPED.get(m[0], f"\\u{ord(m[0]):04X}"), text)
    return f'"{escaped}"'


def _iri(address: str) -> str:
    return f"<{_NOT_IN_ADDRESSES.sub(lambda m: f'%{ord(m[0]):02X}', address)}>"


def jsonld(found: Iterable[Node]) -> str:
    graph: list[dict[str, Any]] = [{"@id": scheme(), "@type": "skos:ConceptScheme"}]
    graph += [_document(node) for node in found]
    return json.dumps({"@context": PREFIXES, "@graph": graph}, ensure_ascii=False, indent=1)


def _document(node: Node) -> dict[str, Any]:
    document: dict[str, Any] = {
        "@id": node.uri,
        "@type": "skos:Concept",
        "skos:inScheme": {"@id": scheme()},
    }
    for name, language, row in node.texts:
        value: dict[str, Any] = {"@value": row["text"], "@language": language}
        document.setdefault(name, []).append(_sourced(value, row) if _has_source(row) else value)
    for name, address in node.links:
        document.setdefault(name, []).append({"@id": address})
    if node.concept.code:
        document["skos:notation"] = node.concept.code
    if node.concept.source:
        document["dct:source"] = node.concept.source
    if licence := LICENCES.get(node.concept.licence):
        document["dct:license"] = {"@id": licence}
    return document


def _sourced(value: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    sources: list[Any] = [row["source"]] if row["source"] else []
    sources += [{"@id": row["source_url"]}] if row["source_url"] else []
    dated = {"dct:date": {"@value": f"{row['year']:04d}", "@type": "xsd:gYear"}}
    return {"rdf:value": value, "dct:source": sources} | (dated if row["year"] else {})


def table(found: Iterable[Node]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for node in found:
        for row in _rows(node):
            writer.writerow([_harmless(cell) for cell in row])
    return file.getvalue()


def _rows(node: Node) -> Iterator[tuple[object, ...]]:
    head = (node.uri, node.concept.title, node.concept.subtype)
    for name, language, row in node.texts:
        more = (row.get(column) or "" for column in ("status", "source", "source_url", "year"))
        yield (*head, name, language, row["text"], *more, node.concept.licence)
    for name, address in node.links:
        yield (*head, name, "", address, "", "", "", "", node.concept.licence)


def _harmless(cell: object) -> str:
    """What people wrote must not be a formula to a spreadsheet."""
    text = str(cell)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
