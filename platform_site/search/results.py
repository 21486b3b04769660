"""What a page of results shows of each group that was found."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import get_language

from platform_site.pages import kinds
from platform_site.pages.cards import Link, language_link, subject_links
from platform_site.pages.models import Page, PageName

from .finding import Group
from .query import Query
from .snippets import snippet, with_snippets

if TYPE_CHECKING:
    from platform_site.access.models import Person


_NAME = ("page", "language", "text")
# What is dated before was never dated: see resources/reference/SOURCES.md.
UNDATED = datetime(1901, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class OtherName:
    """What was typed of a page that is shown under another name: Cambodge, for Cambodia."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Result:
    """One entry of the list: a page with its name in the reader's language."""

    page: Page
    title: str
    # The language of the title, and of the text, when it is not the reader's.
    lang: str
    text_lang: str
    kind: str | Promise
    date: datetime | None
    # The year of the work that the page records, and the name that was typed.
    notes: list[object]
    text: str
    subjects: list[Link]
    languages: list[Link]


def results(groups: Sequence[Group], *, query: Query, user: "Person") -> list[Result]:
    """The groups as they are drawn, through the gate once more. Five queries for any number."""
    shown = _shown(groups, query, user)
    siblings = _siblings(groups, user)
    subjects = subject_links([*shown.values(), *siblings], user)
    names = _names(groups)
    translations = defaultdict(list)
    for version in siblings:
        translations[_original(version)].append(version)
    return [
        _result(group, page, names, subjects, translations[_original(page)])
        for group in groups
        if (page := shown.get(group.best.page_id))
    ]


def _original(page: Page) -> int:
    return page.translation_of_id or page.pk


def _shown(groups: Sequence[Group], query: Query, user: "Person") -> dict[int, Page]:
    pages = Page.objects.published().visible_to(user).named()
    return with_snippets(pages, query).in_bulk([group.best.page_id for group in groups])


def _siblings(groups: Sequence[Group], user: "Person") -> list[Page]:
    """Every language version of what is shown, also those in which the words do not stand."""
    originals = [group.best.original_id for group in groups]
    versions = Page.objects.published().visible_to(user)
    return list(versions.filter(Q(pk__in=originals) | Q(translation_of__in=originals)))


def _names(groups: Sequence[Group]) -> dict[tuple[int, str], str]:
    rows = PageName.objects.filter(page__in=[group.best.page_id for group in groups])
    return {(page, language): text for page, language, text in rows.values_list(*_NAME)}


def _result(
    group: Group,
    page: Page,
    names: dict[tuple[int, str], str],
    subjects: dict[int, list[Link]],
    versions: list[Page],
) -> Result:
    is_reference = any(pk == page.pk for pk, _language in names)
    is_dated = not is_reference and page.year is None and (page.published_at or UNDATED) > UNDATED
    reader = get_language() or ""
    foreign = "" if page.language == reader else page.language
    return Result(
        page=page,
        title=page.name,
        lang="" if (page.pk, reader) in names else foreign,
        text_lang=foreign,
        kind=kinds.get(page.kind).label_of(page),
        date=page.published_at if is_dated else None,
        notes=[*([page.year] if page.year else []), *_also(group, page, names)],
        text=snippet(page),
        subjects=subjects.get(page.pk) or subjects.get(_original(page), []),
        languages=[language_link(other) for other in versions if other.pk != page.pk],
    )


def _also(group: Group, page: Page, names: dict[tuple[int, str], str]) -> list[OtherName]:
    """The name that matched best, unless it is the one that is shown."""
    best = [hit.language for hit in group.hits if hit.rank == group.rank]
    matched = {names.get((page.pk, language), page.name): language for language in best}
    if page.name in matched:
        return []
    return [OtherName(text, language) for text, language in matched.items()][:1]
