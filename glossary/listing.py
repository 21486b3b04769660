"""The glossary as it is read: by letter, by theme, from broad to narrow.

Each costs a constant number of queries: the concepts, their terms and definitions in the reader's
language, and what the arrangement itself needs.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from platform_site.core.sort_keys import sort_key
from platform_site.pages.cards import Link, subject_links

from .models import Concept, Definition, Designation, Relation

if TYPE_CHECKING:
    from platform_site.access.models import Person


@dataclass(frozen=True)
class Line:
    """One line of the glossary: a term that leads to its concept."""

    concept: Concept
    term: str
    sort_key: str
    # The language of the term where it is not the reader's.
    lang: str = ""
    definition: str = ""
    # The preferred term, under another term of the same concept.
    see: str = ""
    is_deprecated: bool = False

    @property
    def url(self) -> str:
        return self.concept.get_absolute_url()


@dataclass(frozen=True)
class Lines:
    """What a reader of one language is shown of some concepts. Two queries beside them."""

    concepts: Sequence[Concept]
    language: str
    preferred: dict[int, Line]
    others: list[Line]

    @property
    def foreign(self) -> list[Line]:
        """Concepts without a term in the reader's language, under that of another."""
        return _sorted(line for line in self.preferred.values() if line.lang)

    @property
    def own(self) -> list[Line]:
        lines = [line for line in self.preferred.values() if not line.lang]
        return _sorted([*lines, *self.others])


def lines_of(concepts: Sequence[Concept], language: str) -> Lines:
    terms = defaultdict(list)
    rows = Designation.objects.filter(concept__in=concepts, language=language)
    for row in rows.order_by("pk"):
        terms[row.concept_id].append(row)
    definitions: dict[int, str] = {}
    defined = Definition.objects.filter(concept__in=concepts, language=language).order_by("pk")
    for pk, text in defined.values_list("concept_id", "text"):
        definitions.setdefault(pk, text)
    preferred = {
        concept.pk: _line(concept, terms[concept.pk], definitions.get(concept.pk, ""))
        for concept in concepts
    }
    others = [
        _other(concept, row, preferred[concept.pk])
        for concept in concepts
        for row in terms[concept.pk]
        if row.key != language
    ]
    return Lines(concepts, language, preferred, others)


def _line(concept: Concept, terms: list[Designation], definition: str) -> Line:
    for row in terms:
        if row.key == row.language:
            return Line(concept, row.text, row.sort_key, definition=definition)
    key = sort_key(concept.title, concept.language)
    return Line(concept, concept.title, key, lang=concept.language)


def _other(concept: Concept, row: Designation, preferred: Line) -> Line:
    is_deprecated = row.status == Designation.Status.DEPRECATED
    return Line(concept, row.text, row.sort_key, see=preferred.term, is_deprecated=is_deprecated)


def _sorted(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line.sort_key, line.term))


@dataclass(frozen=True)
class Part:
    """A letter or a theme, with what stands under it."""

    title: str
    lines: list[Line]
    anchor: str
    url: str = ""


def by_letter(lines: Lines) -> list[Part]:
    letters: dict[str, list[Line]] = {}
    for line in lines.own:
        letters.setdefault(letter(line.sort_key, lines.language), []).append(line)
    return [
        Part(title, its, anchor=f"letter-{number}")
        for number, (title, its) in enumerate(letters.items(), 1)
    ]


def letter(key: str, language: str) -> str:
    """The letter under which a sort key stands: Ñ is one of its own in Spanish."""
    if language == "es" and key.startswith("n\uffff"):
        return "Ñ"
    first = key[:1]
    return first.upper() if first.isalpha() else "#"


def by_theme(lines: Lines, user: "Person") -> list[Part]:
    """Themes by name, and at the end, without a title, what has none. Two queries."""
    links = subject_links(lines.concepts, user)
    themes: dict[str, tuple[Link, list[Line]]] = {}
    rest = []
    for pk, line in lines.preferred.items():
        for link in links.get(pk, []):
            themes.setdefault(link.code, (link, []))[1].append(line)
        if pk not in links:
            rest.append(line)
    ordered = sorted(themes.values(), key=lambda pair: sort_key(pair[0].name, lines.language))
    parts = [
        Part(link.name, _sorted(its), anchor=f"theme-{number}", url=link.url)
        for number, (link, its) in enumerate(ordered, 1)
    ]
    return [*parts, Part("", _sorted(rest), anchor="theme-0")] if rest else parts


@dataclass
class Step:
    """One line of the tree, written down from top to bottom: a depth of any number is no depth."""

    line: Line
    opens: bool
    closed: int = 0

    @property
    def closes(self) -> range:
        """One for each level that ends after this line."""
        return range(self.closed)


def by_hierarchy(lines: Lines) -> list[Step]:
    """The broadest terms with all that is narrower. One query.

    A term stands below each that is broader; what is below itself is told once. So the tree ends,
    also where relations go round in a circle.
    """
    known = lines.preferred
    rows = Relation.objects.filter(type="broader", concept__in=known, target__in=known)
    below: dict[int, list[int]] = defaultdict(list)
    narrower = set()
    for concept, above in rows.values_list("concept_id", "target_id"):
        below[above].append(concept)
        narrower.add(concept)

    def place(pk: int) -> tuple[bool, str, str]:
        return pk not in below, known[pk].sort_key, known[pk].term

    for its in below.values():
        its.sort(key=lambda pk: place(pk)[1:])
    told: set[int] = set()
    steps: list[Step] = []
    ordered = sorted(known, key=place)
    # A circle has no broadest term: it begins at the first of its own.
    for pk in [*(pk for pk in ordered if pk not in narrower), *ordered]:
        if pk not in told:
            steps += _walk(pk, known, below, told)
    return steps


def _walk(
    root: int, known: dict[int, Line], below: dict[int, list[int]], told: set[int]
) -> Iterator[Step]:
    """Not by calling itself: a chain of a thousand terms would be too deep for that."""
    levels, last = [iter([root])], None
    while levels:
        pk = next(levels[-1], None)
        if pk is None:
            levels.pop()
            if last is not None and levels:
                last.closed += 1
            continue
        if last is not None:
            yield last
        children = [] if pk in told else below.get(pk, [])
        told.add(pk)
        last = Step(known[pk], opens=bool(children))
        if children:
            levels.append(iter(children))
    if last is not None:
        yield last
