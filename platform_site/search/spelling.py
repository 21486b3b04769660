"""Typing errors: what was perhaps meant, out of the words of public titles."""

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from django.db import connection

from platform_site.core.sort_keys import fold

from .filters import Filters
from .finding import NAMED_EXACTLY, Found, find
from .widening import understand

if TYPE_CHECKING:
    from platform_site.access.models import Person

FEW = 3
MOST_WORDS = 8
# Share of letters that must agree: pensoin is pension, child is not chile.
ALIKE = 0.75

_WORD = re.compile(r"[^\W\d_]{4,}")
# The trigram index finds the few words worth comparing; words we know need no other.
_LIKE = """
SELECT typed, ARRAY(SELECT search_words_like(typed))
FROM unnest(%s::text[]) AS typed
WHERE NOT EXISTS (SELECT FROM search_word WHERE folded = search_fold(typed))
"""


def did_you_mean(text: str, *, found: Found, filters: Filters, user: "Person") -> str:
    """The text with its unknown words mended, if the person then finds more; else nothing.

    It is searched before it is offered: a title that was hidden since the lexicon was made
    must not be read off the offer.
    """
    # Asked for every search, so that a page with few results costs no more than one with many.
    mended = _mended(text)
    is_named = any(group.rank >= NAMED_EXACTLY for group in found.groups)
    if mended == text or is_named or len(found) >= FEW:
        return ""
    query = understand(mended, user=user, language=filters.language)
    better = find(query, filters=filters, user=user)
    return mended if len(better) > len(found) else ""


def _mended(text: str) -> str:
    words = list(dict.fromkeys(_WORD.findall(text)))[:MOST_WORDS]
    with connection.cursor() as cursor:
        cursor.execute(_LIKE, [words])
        for typed, known in cursor.fetchall():
            text = text.replace(typed, _nearest(typed, known))
    return text


def _nearest(typed: str, known: list[str]) -> str:
    by_fold = {fold(word): word for word in reversed(known)}
    nearest = get_close_matches(fold(typed), by_fold, n=1, cutoff=ALIKE)
    return by_fold[nearest[0]] if nearest else typed
