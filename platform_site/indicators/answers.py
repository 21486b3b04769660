"""Figures asked for in so many words: "pension coverage vietnam", in four languages."""

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from platform_site.pages.models import Subject
from platform_site.search import answers
from platform_site.search.answers import Answer
from platform_site.search.query import Query
from platform_site.search.synonyms import phrase_of

from .figures import measures
from .models import Area

if TYPE_CHECKING:
    from platform_site.access.models import Person

QUESTIONS = Path(__file__).parent / "reference" / "questions.csv"
FILLING = frozenset(
    "a and au aux d de del des du el en et for in l la las le les los of por the y في".split()
)
# Of a word that is shorter, the beginning says too little.
STEM = 4

type Words = tuple[str, ...]


@cache
def questions() -> list[tuple[str, Words]]:
    """Code of a measure → the words by which it is asked for, the longest question first."""
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        rows = [(row["indicator"], _words(row["words"])) for row in csv.DictReader(file)]
    return sorted(rows, key=lambda row: -len(row[1]))


def figure_of(query: Query, user: "Person") -> Answer | None:
    """The latest figure of one country. Two queries when the words of a question are there."""
    said = _words(query.folded)
    if not any(_covers(said, words) for _code, words in questions()):
        return None
    for place, rest in _places(query, user):
        codes = [code for code, words in questions() if _is_asked(rest, words)]
        for measure in measures(user, codes).values():
            if figure := measure.latest.get(place.area.code):
                return Answer(
                    label=measure.label,
                    of_whom=measure.of_whom,
                    place=place.name,
                    figure=figure.shown,
                    year=figure.year,
                    source=measure.source,
                    url=f"{place.get_absolute_url()}#figures",
                    remarks=tuple(figure.remarks),
                )
    return None


def _words(text: str) -> Words:
    bare = (word.removeprefix("ال") for word in phrase_of(text).split())
    return tuple(word for word in bare if word not in FILLING)


def _covers(said: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether every wanted word is said, in the singular or the plural."""
    return all(any(_alike(word, one) for one in said) for word in wanted)


def _is_asked(said: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether this is the whole question: a word more asks for something else."""
    return _covers(said, wanted) and _covers(wanted, said)


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (
        len(short) >= STEM and long.startswith(short) and len(long) - len(short) <= len("es")
    )


def _places(query: Query, user: "Person") -> Iterator[tuple[Subject, Words]]:
    """Countries named in the question, the longest name first, with the words around it."""
    typed = {name: name for name in query.names}
    typed |= {phrase_of(synonym.text): synonym.phrase for synonym in query.also}
    named = dict(
        Area.objects.filter(subject__search_entries__title_folded__in=list(typed)).values_list(
            "subject__search_entries__title_folded", "subject"
        )
    )
    subjects = Subject.objects.published().visible_to(user).named().select_related("area")
    seen = subjects.in_bulk(set(named.values()))
    for name in sorted(named, key=len, reverse=True):
        if subject := seen.get(named[name]):
            around = f" {query.folded} ".replace(f" {typed[name]} ", " ", 1)
            yield subject, _words(around)


answers.register(figure_of)
