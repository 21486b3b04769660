"""Where the words stand: a line of each result with the words marked, safe to draw."""

import html
from typing import Any

from django.contrib.postgres.search import SearchConfig, SearchHeadline, SearchQueryField
from django.db.models import F, Func, TextField
from django.db.models.expressions import RawSQL
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from platform_site.pages.models import Page, PageQuerySet

from .query import Query

# Signs that mean nothing to anyone (Unicode's private area), until the text around is escaped.
START, STOP = "\ue000", "\ue001"
_MARKS: dict[str, Any] = {"start_sel": START, "stop_sel": STOP}


class _Words(Func):
    """Text without tags and without our signs; a tag cut off by left() goes, too."""

    template = (
        f"translate(regexp_replace(left(%(expressions)s, 50000), '<[^>]*(>|$)', ' ', 'g'),"
        f" '{START}{STOP}', '')"
    )
    output_field = TextField()


class _Unmarked(Func):
    template = f"translate(%(expressions)s, '{START}{STOP}', '')"
    output_field = TextField()


def with_snippets(pages: PageQuerySet[Page], query: Query) -> Any:
    """Adds `marked_summary` and `marked_text`: costly, so only for the pages that are shown."""
    if not query.match:
        return pages
    words: Any = RawSQL("%s::tsquery", [query.match], output_field=SearchQueryField())
    config = SearchConfig(Func(F("language"), function="page_config"))
    return pages.annotate(
        marked_summary=SearchHeadline(
            _Unmarked("summary"), words, config=config, highlight_all=True, **_MARKS
        ),
        marked_text=SearchHeadline(
            _Words("text__html"),
            words,
            config=config,
            max_words=24,
            min_words=12,
            max_fragments=2,
            fragment_delimiter=" … ",
            **_MARKS,
        ),
    )


def snippet(page: Page) -> SafeString | str:
    """The summary, or the part of the text where the words are when the summary has none."""
    summary = getattr(page, "marked_summary", "")
    text = getattr(page, "marked_text", None) or ""
    if START in text and START not in summary:
        return _drawn(html.unescape(text), around=" … ")
    return _drawn(summary or page.summary)


def _drawn(marked: str, around: str = "") -> SafeString:
    escaped = escape(f"{around}{marked.strip()}{around}".strip())
    return mark_safe(escaped.replace(START, "<mark>").replace(STOP, "</mark>"))  # noqa: S308 (escaped above)
