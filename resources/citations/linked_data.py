"""A record for search engines: schema.org in JSON-LD."""

from typing import Any

from django.utils.safestring import SafeString

from platform_site.core.linked_data import as_json

from ..models import Resource
from .reference import Name

_TYPES = {
    "journal-article": "ScholarlyArticle",
    "paper": "ScholarlyArticle",
    "working-paper": "ScholarlyArticle",
    "report": "Report",
    "evaluation": "Report",
    "assessment": "Report",
    "valuation": "Report",
    "book": "Book",
    "book-chapter": "Chapter",
    "thesis": "Thesis",
    "legislation": "Legislation",
    "dataset": "Dataset",
    "tool": "SoftwareApplication",
    "course": "Course",
    "presentation": "PresentationDigitalDocument",
    "video": "VideoObject",
    "web-page": "WebPage",
}
_LICENCES = {
    "cc0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "public-domain": "https://creativecommons.org/publicdomain/mark/1.0/",
    "cc-by-3.0-igo": "https://creativecommons.org/licenses/by/3.0/igo/",
    "cc-by-nc-sa-3.0-igo": "https://creativecommons.org/licenses/by-nc-sa/3.0/igo/",
} | {
    f"cc-{terms}-4.0": f"https://creativecommons.org/licenses/{terms}/4.0/"
    for terms in ("by", "by-sa", "by-nc", "by-nc-sa", "by-nc-nd")
}


def licence_url(licence: str) -> str:
    return _LICENCES.get(licence, "")


def linked_data(resource: Resource, address: str) -> SafeString:
    """The content of a script element that is data: nothing in it runs."""
    return as_json(_record(resource, address))


def _record(resource: Resource, address: str) -> dict[str, Any]:
    return {
        "@type": _TYPES.get(resource.subtype, "CreativeWork"),
        "name": resource.title,
        "description": resource.summary,
        "author": [_name(Name.read(name)) for name in resource.authors],
        "publisher": _organisation(resource.organisation),
        "isPartOf": _part_of(resource),
        "datePublished": str(resource.year or ""),
        "inLanguage": resource.language,
        "license": licence_url(resource.licence),
        "isbn": resource.isbn,
        "identifier": f"https://doi.org/{resource.doi}" if resource.doi else "",
        "url": resource.read_at,
        "mainEntityOfPage": address,
    }


def _name(name: Name) -> dict[str, str]:
    if not name.is_person:
        return {"@type": "Organization", "name": name.family}
    return {"@type": "Person", "familyName": name.family, "givenName": name.given}


def _organisation(name: str) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def _part_of(resource: Resource) -> dict[str, str] | None:
    if resource.journal:
        kind = "Periodical" if resource.subtype == Resource.Type.JOURNAL_ARTICLE else "Book"
        return {"@type": kind, "name": resource.journal}
    return {"@type": "CreativeWorkSeries", "name": resource.series} if resource.series else None
