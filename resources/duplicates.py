"""Records of the same work that are in the library already."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext

from .identifiers import WrongIdentifier, bare_doi, doi_in, isbn13, link_key, title_key
from .models import Resource, ResourceQuerySet

SHOWN = 3
# Fewer letters are like too much else.
SHORTEST_TITLE = 12
ALIKE = 0.6


@dataclass(frozen=True)
class Duplicate:
    """A record and, in words, by what it is the same."""

    resource: Resource
    reason: str


def duplicates(
    *, link: str = "", doi: str = "", isbn: str = "", title: str = ""
) -> list[Duplicate]:
    """The likeliest first. Only of what everyone may read: nobody learns here what else exists."""
    same = _same(link, doi, isbn)
    found = [Duplicate(resource, reason) for resource, reason in same.items()]
    if len(found) < SHOWN:
        reason = gettext("almost the same title")
        found += [Duplicate(r, reason) for r in _alike(title) if r not in same]
    return found[:SHOWN]


def _records() -> ResourceQuerySet:
    return Resource.objects.published().visible_to(AnonymousUser())


def _same(link: str, doi: str, isbn: str) -> dict[Resource, str]:
    """Two queries at most: by what is written in the form, whatever way it is written."""
    wanted = {
        "doi__iexact": _bare(bare_doi, doi) or doi_in(link),
        "isbn": _bare(isbn13, isbn),
        "link_key": link_key(link),
    }
    condition = Q()
    for column, value in wanted.items():
        if value:
            condition |= Q(**{column: value})
    if not condition:
        return {}
    records = _records().filter(condition)
    return {record: _reason(record, wanted) for record in records.order_by("pk")[:SHOWN]}


def _reason(record: Resource, wanted: dict[str, str]) -> str:
    if record.doi and record.doi.casefold() == wanted["doi__iexact"].casefold():
        return gettext("the same DOI")
    if record.isbn and record.isbn == wanted["isbn"]:
        return gettext("the same ISBN")
    return gettext("the same link")


def _bare(read: Callable[[str], str], text: str) -> str:
    try:
        return read(text) if text else ""
    except WrongIdentifier:
        return ""


@transaction.atomic
def _alike(title: str) -> list[Resource]:
    """By trigrams, through their index: it hands out only what reaches the threshold."""
    key = title_key(title)
    if len(key) < SHORTEST_TITLE:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(ALIKE)])
    alike = _records().filter(title_key__trigram_similar=key)
    return list(alike.order_by(TrigramSimilarity("title_key", key).desc(), "pk")[:SHOWN])
