"""Finding pages: what matches, the best of each group of translations, how many of what."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQueryField
from django.db.models import BooleanField, Case, F, FloatField, Func, Q, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Length
from django.utils.translation import get_language

from platform_site.pages import kinds
from platform_site.pages.languages import CONTENT_LANGUAGES
from platform_site.pages.models import Subject

from .filters import Filters
from .models import SearchEntry, SearchEntryQuerySet
from .query import Query

if TYPE_CHECKING:
    from platform_site.access.models import Person

# Ranking and counting look at the newest of a frequent word, and say so: "2,000+".
CAP = 2000
MOST_NAMED = 50
# Above every rank of words: pages whose name was typed, or says the same as what was typed (SPF).
NAMED_EXACTLY, NAMED_OTHERWISE = 100.0, 50.0
# A country named within what was typed ("pension rwanda") comes after pages that have all of it in
# their title and before those that have it in their text.
NAMED_WITHIN = 0.5
# What is added for a title that begins with what was typed.
BEGINS = 0.2


class Matches(Func):
    arg_joiner = " @@ "
    template = "%(expressions)s"
    output_field = BooleanField()


def _tsquery(text: str) -> RawSQL:
    return RawSQL("%s::tsquery", [text], output_field=SearchQueryField())


def _tsqueries(texts: Sequence[str]) -> RawSQL:
    return RawSQL("%s::tsquery[]", [list(texts)], output_field=ArrayField(SearchQueryField()))


class Hit(NamedTuple):
    """One entry that matches. Its fields are the columns that are read."""

    page_id: int
    original_id: int
    language: str
    kind: str
    subtype: str
    year: int | None
    subjects: list[int]
    published_at: datetime
    rank: float


@dataclass
class Group:
    """A page with its translations, or a reference page under its names."""

    hits: list[Hit] = field(default_factory=list)

    @cached_property
    def best(self) -> Hit:
        """The reader's language first, then what matches best. Asked when all hits are in."""
        language = get_language()
        return max(self.hits, key=lambda hit: (hit.language == language, hit.rank))

    @property
    def rank(self) -> float:
        return max(hit.rank for hit in self.hits)

    @property
    def order(self) -> tuple[float, float, datetime, int]:
        """Of pages with the same name the one that says most about it, then the newer."""
        words = max((hit.rank for hit in self.hits if hit.rank < NAMED_OTHERWISE), default=0.0)
        # Ranks that differ by less say nothing.
        return round(self.rank, 2), round(words, 2), self.best.published_at, self.best.page_id


@dataclass(frozen=True)
class Found:
    """All groups that were looked at, best first; `is_capped` when there are more.

    `has_words`: whether a page has all of the words, and is not only named in them.
    """

    groups: list[Group]
    is_capped: bool
    has_words: bool = True

    def __len__(self) -> int:
        return len(self.groups)

    def count_kinds(self) -> Counter[str]:
        return Counter(group.best.kind for group in self.groups)

    def count_types(self) -> Counter[str]:
        return Counter(group.best.subtype for group in self.groups)

    def count_years(self) -> Counter[int]:
        return Counter(year for group in self.groups if (year := group.best.year))

    def count_languages(self) -> Counter[str]:
        return _count({hit.language for hit in group.hits} for group in self.groups)

    def count_subjects(self) -> Counter[int]:
        return _count(set().union(*(hit.subjects for hit in g.hits)) for g in self.groups)


def _count[T](sets: Iterable[set[T]]) -> Counter[T]:
    return Counter(member for members in sets for member in members)


def find(query: Query, *, filters: Filters, user: "Person") -> Found:
    """What the person may see of what matches. Without words: the newest. Two queries."""
    if query.is_nothing:
        return Found([], is_capped=False)
    entries = SearchEntry.objects.visible_to(user).filter(**filters.conditions())
    matching = _matching(entries, query)
    hits = [*_named(entries, query), *matching] if query.match else matching
    groups: dict[int, Group] = {}
    for hit in hits:
        groups.setdefault(hit.original_id, Group()).hits.append(hit)
    best_first = sorted(groups.values(), key=lambda group: group.order, reverse=True)
    return Found(best_first, is_capped=len(matching) >= CAP, has_words=bool(matching))


def find_some(query: Query, *, filters: Filters, user: "Person", length: int) -> list[Group]:
    """Pages that have some of the words, most of them first: for when few have all. One query."""
    if not query.loose:
        return []
    some = replace(query, wanted=query.loose, whole=(query.loose,), wide=())
    entries = SearchEntry.objects.visible_to(user).filter(**filters.conditions())
    groups: dict[int, Group] = {}
    for hit in _matching(entries, some):
        groups.setdefault(hit.original_id, Group()).hits.append(hit)
    return sorted(groups.values(), key=lambda group: group.order, reverse=True)[:length]


def find_newest(query: Query, *, filters: Filters, user: "Person", length: int) -> list[int]:
    """Ids of the newest pages that match, one of each group of translations. One query."""
    if query.is_nothing:
        return []
    entries = SearchEntry.objects.visible_to(user).filter(**filters.conditions())
    pairs = _newest(entries, query).values_list("original_id", "page_id")
    newest: dict[int, int] = {}
    for original_id, page_id in pairs[: length * len(CONTENT_LANGUAGES)]:
        newest.setdefault(original_id, page_id)
    return list(newest.values())[:length]


def _matching(entries: SearchEntryQuerySet, query: Query) -> list[Hit]:
    newest = _newest(entries, query).annotate(rank=_rank(query))
    return [Hit(*row) for row in newest.values_list(*Hit._fields)[:CAP]]


def _newest(entries: SearchEntryQuerySet, query: Query) -> SearchEntryQuerySet:
    if query.match:
        # In a subquery, so that the planner can't tell a frequent word: it would read the vector
        # of every entry instead of the index (docs/decisions/0002-search.md).
        hidden = RawSQL("(SELECT %s::tsquery)", [query.match], output_field=SearchQueryField())
        entries = entries.filter(Matches(F("vector"), hidden))
    return entries.order_by("-published_at", "-page")


def _rank(query: Query) -> Any:
    if not query.match:
        return Value(0.0)
    words = (_tsqueries(query.whole), _tsqueries(query.wide), _tsquery(query.match))
    rank = Func("vector", *words, function="search_rank", output_field=FloatField())
    begins = Case(
        When(title_folded__startswith=query.folded, then=Value(BEGINS)), default=Value(0.0)
    )
    return rank + begins if query.folded else rank


def _named(entries: SearchEntryQuerySet, query: Query) -> list[Hit]:
    """Pages whose name is what was typed, and reference pages named in it: "pension Cambodia"."""
    exactly = Q(title_folded__in=query.spellings) | Q(code=query.folded, code__gt="")
    within = Q(title_folded__in=query.names, kind__in=_kinds_of_subjects()) & ~Q(code="")
    otherwise = Q(title_folded__in=query.aliases)
    rank = Case(
        When(exactly, then=Value(NAMED_EXACTLY)),
        When(otherwise, then=Value(NAMED_OTHERWISE)),
        default=NAMED_WITHIN + Length("title_folded") / 1000.0,
    )
    named = entries.filter(exactly | otherwise | within).annotate(rank=rank)
    newest = named.order_by("-published_at", "-page")[:MOST_NAMED]
    return [Hit(*row) for row in newest.values_list(*Hit._fields)]


def _kinds_of_subjects() -> list[str]:
    """What others are about: a term of the glossary in a question is no answer to it."""
    return [kind.name for kind in kinds.all_kinds() if issubclass(kind.model, Subject)]
