"""Terms found in texts: the first time one stands there, it leads to its page and says its meaning.

One query for a text of any length. Only our own terms that are defined in the text's language:
the thesaurus has words like "family", which would be everywhere.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from platform_site.core.sort_keys import fold
from platform_site.pages import explanations

from .models import Concept, Designation

if TYPE_CHECKING:
    from platform_site.access.models import Person

LONGEST = 6  # words of a term
MOST_WORDS = 4000  # looked at in one text
MOST_TERMS = 20  # explained in one text

# A ">" may stand in a quoted attribute; cut there, our link would end up inside of a tag.
_TAG = re.compile(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*>)""")
_NAME = re.compile(r"</?([a-z0-9]+)")
_WORD = re.compile(r"[^\W_]+")
# What may stand between the words of a term: nothing that ends a phrase.
_BETWEEN = re.compile(r"[\s\-‐‑'’]{1,3}")
# Where a link would be wrong, or in the way.
_QUIET = {"a", "h2", "h3", "h4", "code", "pre"}


@dataclass(frozen=True)
class Term:
    slug: str
    definition: str


@dataclass(frozen=True)
class Word:
    start: int
    end: int
    folded: str


def explain(html: str, language: str, user: "Person") -> str:
    parts = list(_parts(html))
    terms = _known(_phrases(parts), language, user)
    if not terms:
        return html
    told: set[str] = set()
    return "".join(_marked(text, terms, told) if is_text else text for text, is_text in parts)


def _parts(html: str) -> Iterator[tuple[str, bool]]:
    """Pieces of the HTML in their order, and whether each is text that may be marked."""
    quiet = 0
    for number, part in enumerate(_TAG.split(html)):
        if number % 2 == 0:
            yield part, not quiet
            continue
        name = _NAME.match(part)
        if name and name[1] in _QUIET:
            quiet += -1 if part.startswith("</") else 1
        yield part, False


def _words(text: str) -> list[Word]:
    return [Word(m.start(), m.end(), fold(m[0])) for m in _WORD.finditer(text)]


def _runs(words: Sequence[Word], start: int, text: str) -> Iterator[int]:
    """Where runs of words that may be one term end; the first word of all is at `start`."""
    for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
        if end > start + 1:
            between = text[words[end - 2].end : words[end - 1].start]
            if not _BETWEEN.fullmatch(between):
                return
        yield end


def _phrases(parts: list[tuple[str, bool]]) -> list[str]:
    """Everything in the text that could be a term, as designations are kept."""
    found: set[str] = set()
    left = MOST_WORDS
    for text, is_text in parts:
        if is_text and left > 0:
            words = _words(text)[:left]
            left -= len(words)
            for start in range(len(words)):
                for end in _runs(words, start, text):
                    found.update(_readings(words[start:end]))
    return sorted(found)


def _readings(words: Sequence[Word]) -> tuple[str, str]:
    """The words, and the same without the s of a plural."""
    plain = [word.folded for word in words]
    singular = [word[:-1] if len(word) > 3 and word.endswith("s") else word for word in plain]
    return " ".join(plain), " ".join(singular)


def _known(phrases: list[str], language: str, user: "Person") -> dict[str, Term]:
    if not phrases:
        return {}
    held = Designation.objects.visible_to(user).filter(
        # As one array: a list would be thousands of parameters.
        RawSQL('"glossary_designation"."folded" = ANY(%s)', [phrases], BooleanField()),
        language=language,
        status__in=[Designation.Status.PREFERRED, Designation.Status.ADMITTED],
        concept__subtype=Concept.Collection.OWN,
        concept__definitions__language=language,
    )
    rows = held.order_by("status", "concept__definitions__pk").values_list(
        "folded", "concept__slug", "concept__definitions__text"
    )
    found: dict[str, Term] = {}
    for folded, slug, definition in rows:
        found.setdefault(folded, Term(slug, definition))
    return found


def _marked(text: str, terms: dict[str, Term], told: set[str]) -> str:
    """The text, which is escaped already, with each term linked that was not told before."""
    words, pieces, at, start = _words(text), [], 0, 0
    while start < len(words) and len(told) < MOST_TERMS:
        end, term = _longest(words, start, text, terms)
        if term and term.slug not in told:
            told.add(term.slug)
            begin, stop = words[start].start, words[end - 1].end
            pieces += [text[at:begin], _link(text[begin:stop], term)]
            at = stop
        start = end
    return "".join([*pieces, text[at:]])


def _longest(
    words: Sequence[Word], start: int, text: str, terms: dict[str, Term]
) -> tuple[int, Term | None]:
    for end in reversed(list(_runs(words, start, text))):
        for reading in _readings(words[start:end]):
            if reading in terms:
                return end, terms[reading]
    return start + 1, None


def _link(escaped: str, term: Term) -> str:
    address = reverse("glossary:detail", args=[term.slug])
    inner = mark_safe(escaped)  # noqa: S308 (a piece of clean HTML without a tag in it)
    tag = '<a class="term" href="{}" title="{}">{}</a>'
    return format_html(tag, address, " ".join(term.definition.split()), inner)


explanations.register(explain)
