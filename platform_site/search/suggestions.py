"""What a few letters may become: titles and names that begin with them, or have such a word."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchQueryField
from django.db.models import F, Func, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import get_language

from platform_site.pages import kinds
from platform_site.pages.models import PageName

from .finding import Matches
from .models import TITLE_WORDS, SearchEntry, SearchEntryQuerySet

if TYPE_CHECKING:
    from platform_site.access.models import Person

LENGTH = 8
SHORTEST = 2
# A country answers to the same letters in several languages; one of its names is shown.
LOOKED_AT = 40


@dataclass(frozen=True)
class Suggestion:
    text: str
    kind: str | Promise


class _Folded(Func):
    """Without accents and signs. NULL matches nothing, where an empty text would begin all."""

    template = "nullif(search_fold(%(expressions)s), '')"
    output_field = TextField()


class _Words(Func):
    """`cambodia pens` → every word, the last one as a beginning."""

    template = "to_tsquery('site_simple', replace(%(expressions)s, ' ', ' & ') || ':*')"
    output_field = SearchQueryField()


def suggestions(text: str, *, user: "Person") -> list[Suggestion]:
    """At most eight, countries and other reference pages first. Two queries."""
    if len(text) < SHORTEST:
        return []
    entries = SearchEntry.objects.visible_to(user)
    begins = entries.filter(title_folded__startswith=_Folded(Value(text))).order_by("title_folded")
    # In the order in which the index gives them: sorting would read every match.
    contains = entries.filter(Matches(TITLE_WORDS, _Words(_Folded(Value(text)))))
    return _best([*_names(begins), *_names(contains)])


type _Name = tuple[int, str, str, bool, str]


def _names(entries: SearchEntryQuerySet) -> list[_Name]:
    name = PageName.objects.filter(page=OuterRef("page"), language=OuterRef("language"))
    text: Any = Coalesce(Subquery(name.values("text")), F("page__title"))
    rows = entries.annotate(text=text).values_list(
        "original_id", "kind", "language", "code", "text"
    )
    return [(pk, kind, lang, bool(code), text) for pk, kind, lang, code, text in rows[:LOOKED_AT]]


def _best(names: list[_Name]) -> list[Suggestion]:
    """One for each page: in the reader's language where that begins so, too."""
    language = get_language()
    in_reach: dict[int, _Name] = {}
    for name in names:
        held = in_reach.setdefault(name[0], name)
        if name[2] == language != held[2]:
            in_reach[name[0]] = name
    references_first = sorted(in_reach.values(), key=lambda name: not name[3])
    return [
        Suggestion(text, kinds.get(kind).label)
        for _pk, kind, _language, _is_reference, text in references_first[:LENGTH]
    ]
