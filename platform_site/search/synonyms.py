"""Other words for what was typed: sections that know some register a source here.

A section fills it in a module of its own, found by name (`synonyms.py`, like `blocks.py`):

    # glossary/synonyms.py
    from platform_site.search import synonyms

    def designations(phrases, user):
        held = Designation.objects.visible_to(user).filter(phrase__in=phrases)
        ... yield Synonym("spf", "social protection floor", "en")

    synonyms.register(designations)
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from platform_site.core.sort_keys import fold
from platform_site.pages.models import Page, PageName

if TYPE_CHECKING:
    from platform_site.access.models import Person

_WORD = re.compile(r"[^\W_]+")


class Synonym(NamedTuple):
    """`phrase` is one of those asked for, letter by letter; `text` says the same in `language`."""

    phrase: str
    text: str
    language: str


type Source = Callable[[Sequence[str], "Person"], Iterable[Synonym]]


def phrase_of(text: str) -> str:
    """A designation as sources are asked for it: "Old-age benefit" → "old age benefit"."""
    return " ".join(_WORD.findall(fold(text)))


def register(source: Source) -> None:
    """Adds a source of synonyms, asked once for every search.

    It gets every run of one to six words of what was typed, written as `phrase_of` writes them,
    and the person who asks. It answers with the equivalents, best first: designations of the
    same concept in the same and in other languages, acronyms and what they stand for. It must say
    nothing that it learnt from a page that the person may not see, and should cost one query for
    any number of phrases.
    """
    _sources.append(source)


def synonyms_of(phrases: Sequence[str], *, user: "Person") -> list[Synonym]:
    """What all sources know: nothing that was typed itself, and nothing twice."""
    found: dict[str, Synonym] = {}
    for source in _sources:
        for synonym in source(phrases, user):
            found.setdefault(phrase_of(synonym.text), synonym)
    return [synonym for text, synonym in found.items() if text not in phrases]


_ENTRY = "page__search_entries__"


def _names_of_reference_pages(phrases: Sequence[str], user: "Person") -> Iterable[Synonym]:
    """Cambodge is Cambodia: countries, themes and others are called so in other languages."""
    named = {f"{_ENTRY}title_folded__in": phrases, f"{_ENTRY}code__gt": ""}
    pages = Page.objects.published().visible_to(user)
    names = PageName.objects.filter(page__in=pages.values("pk"), **named)
    rows = names.values_list(f"{_ENTRY}title_folded", "text", "language").distinct()
    return [Synonym(*row) for row in rows.order_by("page", "language")]


_sources: list[Source] = [_names_of_reference_pages]
