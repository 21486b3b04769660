"""Other words for what was typed: sections that know some register a source here.

A section fills it in a module of its own, found by name (`synonyms.py`, like `blocks.py`):

    # glossary/synonyms.py
    from platform_site.search import synonyms

    def designations(phrases, user):
        held = Designation.objects.filter(folded__in=phrases, concept__in=<visible to user>)
        ... yield Synonym("spf", "social protection floor", "en")

    synonyms.register(designations)
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from platform_site.access.models import Person


class Synonym(NamedTuple):
    """`phrase` is one of those asked for, letter by letter; `text` says the same in `language`."""

    phrase: str
    text: str
    language: str


type Source = Callable[[Sequence[str], "Person"], Iterable[Synonym]]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Adds a source of synonyms, asked once for every search.

    It gets every run of one to six words of what was typed, folded as `core.sort_keys.fold` does
    (small letters, no accents) and without punctuation, and the person who asks. It answers with
    the equivalents, best first: designations of the same concept in the same and in other
    languages, acronyms and what they stand for. It must say nothing that it learnt from a page
    that the person may not see, and should cost one query for any number of phrases.
    """
    _sources.append(source)


def synonyms_of(phrases: Sequence[str], *, user: "Person") -> list[Synonym]:
    """What all sources know, without what was typed itself."""
    return [found for source in _sources for found in source(phrases, user)] if phrases else []
