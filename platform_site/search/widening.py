"""A search for other words, too: what was typed, and what says the same."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.utils.translation import get_language

from .query import Query, any_of, configurations, read
from .synonyms import Synonym, synonyms_of

if TYPE_CHECKING:
    from platform_site.access.models import Person

# More would make a list that nobody reads, and a search for half the dictionary.
MOST = 12

# What a phrase is read as in each language, and its equivalent as words that stand together.
_READ = """
SELECT
  ARRAY(
    SELECT DISTINCT reading::text
    FROM unnest(%(configurations)s::regconfig[]) AS config,
      plainto_tsquery(config, page_words(config, phrase)) AS reading
    WHERE numnode(reading) > 0 ORDER BY 1
  ),
  phraseto_tsquery(page_config(language), page_words(page_config(language), text))::text,
  search_fold(text)
FROM unnest(%(phrases)s::text[], %(texts)s::text[], %(languages)s::varchar[])
  WITH ORDINALITY AS synonym (phrase, text, language, place)
ORDER BY place
"""


def understand(text: str, *, user: "Person", language: str = "", exact: bool = False) -> Query:
    """What was typed with what says the same; `exact` leaves it at what was typed.

    Two queries without synonyms, four with. Who quotes or chooses between words means them.
    """
    query = read(text, language=language)
    if exact or not query.wanted or _is_chosen(text):
        return query
    return _widened(query, synonyms_of(query.names, user=user)[:MOST], language)


def _is_chosen(text: str) -> bool:
    return any(sign in text for sign in '"“”„«»') or " or " in text.lower()


def _widened(query: Query, synonyms: Sequence[Synonym], language: str) -> Query:
    if not synonyms:
        return query
    # The longest first: a social protection floor is more than a floor of social protection.
    longest_first = sorted(synonyms, key=lambda one: (-len(one.phrase.split()), one.phrase))
    rows = list(zip(longest_first, _readings(longest_first, language), strict=True))
    wanted, *wide = _rewritten([query.wanted, *query.whole], rows)
    return replace(
        query,
        wanted=wanted,
        wide=tuple(wide),
        also=_in_order(synonym for synonym, (_read, text, _name) in rows if text),
        aliases=tuple(name for synonym, (*_, name) in rows if synonym.phrase == query.folded),
    )


def _in_order(also: Iterable[Synonym]) -> tuple[Synonym, ...]:
    """The reader's own language first, then those of the site."""
    order = [get_language(), *dict(settings.LANGUAGES)]
    places = {language: place for place, language in reversed(list(enumerate(order)))}
    return tuple(sorted(also, key=lambda one: places.get(one.language, len(order))))


type _Reading = tuple[list[str], str, str]


def _readings(synonyms: Sequence[Synonym], language: str) -> list[_Reading]:
    columns = dict(zip(("phrases", "texts", "languages"), zip(*synonyms, strict=True), strict=True))
    parameters = {name: list(column) for name, column in columns.items()}
    with connection.cursor() as cursor:
        cursor.execute(_READ, parameters | {"configurations": configurations(language)})
        return list(cursor.fetchall())


def _rewritten(readings: Sequence[str], rows: list[tuple[Synonym, _Reading]]) -> list[str]:
    """Each phrase in the readings becomes: the phrase or one of its equivalents."""
    rewriting, parameters = "reading", []
    for _phrase, group in groupby(rows, key=lambda row: row[0].phrase):
        each = [reading for _synonym, reading in group]
        others = [text for _read, text, _name in each if text]
        for phrase in each[0][0]:
            rewriting = f"ts_rewrite({rewriting}, %s::tsquery, %s::tsquery)"
            parameters += [phrase, any_of([phrase, *others])]
    rewrite = f"SELECT ({rewriting})::text"
    source = "FROM unnest(%s::tsquery[]) WITH ORDINALITY AS query (reading) ORDER BY ordinality"
    with connection.cursor() as cursor:
        cursor.execute(f"{rewrite} {source}", [*parameters, list(readings)])
        return [text for (text,) in cursor.fetchall()]
