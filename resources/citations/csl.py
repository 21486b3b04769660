"""CSL-JSON, which citation programs exchange."""

import json
from collections.abc import Iterable
from typing import Any

from .reference import Name, Reference

CONTENT_TYPE = "application/vnd.citationstyles.csl+json; charset=utf-8"

_TYPES = {
    "journal-article": "article-journal",
    "book": "book",
    "book-chapter": "chapter",
    "paper": "paper-conference",
    "thesis": "thesis",
    "legislation": "legislation",
    "tool": "software",
    "dataset": "dataset",
    "video": "motion_picture",
    "presentation": "speech",
    "web-page": "webpage",
    "course": "webpage",
    "call": "webpage",
    "document": "document",
}


def write(references: Iterable[Reference]) -> str:
    items = [_item(reference) for reference in references]
    return json.dumps(items, ensure_ascii=False, indent=1)


def _item(reference: Reference) -> dict[str, Any]:
    item = {
        "id": reference.key,
        "type": _TYPES.get(reference.type, "report"),
        "title": reference.title,
        "author": [_name(name) for name in reference.names],
        "container-title": reference.container,
        "collection-title": reference.series,
        "issue" if reference.type == "journal-article" else "number": reference.number,
        "publisher": reference.organisation,
        "issued": {"date-parts": [[reference.year]]} if reference.year else None,
        "language": reference.language,
        "DOI": reference.doi,
        "ISBN": reference.isbn,
        "URL": reference.url,
    }
    return {name: value for name, value in item.items() if value}


def _name(name: Name) -> dict[str, str]:
    if name.is_person:
        return {"family": name.family, "given": name.given}
    return {"literal": name.family}
