"""What a list shows beside each page, fetched for all of them together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from .languages import CONTENT_LANGUAGES
from .models import Page, PageSubject, Subject

if TYPE_CHECKING:
    from platform_site.access.models import Person

_NAMES = dict(CONTENT_LANGUAGES)


@dataclass(frozen=True)
class Link:
    """A subject, or another language of a page, as a label links to it."""

    name: str
    url: str
    code: str = ""
    is_primary: bool = False


def subject_links(pages: Iterable[Page], user: "Person") -> dict[int, list[Link]]:
    """Page id → the subjects a person named for it, the primary ones first. Two queries."""
    rows = PageSubject.objects.filter(page__in=[page.pk for page in pages], is_direct=True)
    rows = rows.order_by("-strength", "pk")
    pairs = list(rows.values_list("page_id", "subject_id", "strength"))
    wanted = {subject_id for _page, subject_id, _strength in pairs}
    subjects = Subject.objects.visible_to(user).filter(pk__in=wanted).named().in_bulk()
    links = defaultdict(list)
    for page_id, subject_id, strength in pairs:
        if subject := subjects.get(subject_id):
            links[page_id].append(
                Link(
                    name=subject.name,
                    url=subject.get_absolute_url(),
                    code=subject.code,
                    is_primary=strength == PageSubject.Strength.PRIMARY,
                )
            )
    return links


@dataclass(frozen=True)
class Card:
    """One entry of a list: a group of translations in the reader's best language."""

    page: Page
    subjects: list[Link]
    languages: list[Link]

    @property
    def date(self) -> datetime | None:
        """When it came here; where the page records a work of another year, its year is said."""
        return None if self.page.year else self.page.published_at

    @property
    def notes(self) -> list[int]:
        return [self.page.year] if self.page.year else []

    @property
    def foreign_language(self) -> str:
        """The page's language when it is not the reader's; what `lang` must say then."""
        return self.page.language if self.page.language != get_language() else ""


def cards(pages: Sequence[Page], user: "Person", *, with_subjects: bool = True) -> list[Card]:
    """The originals of a list as cards. Three queries, whatever the length of the list; one
    where the subjects are not shown."""
    translations = defaultdict(list)
    visible = Page.objects.published().visible_to(user)
    for page in visible.filter(translation_of__in=[page.pk for page in pages]):
        translations[page.translation_of_id].append(page)
    links = subject_links(pages, user) if with_subjects else {}
    return [_card(page, translations[page.pk], links.get(page.pk, [])) for page in pages]


def _card(original: Page, translations: list[Page], subjects: list[Link]) -> Card:
    group = [original, *translations]
    language = get_language()
    shown = next((page for page in group if page.language == language), original)
    others = [language_link(page) for page in group if page is not shown]
    return Card(shown, subjects, others)


def language_link(page: Page) -> Link:
    name = _NAMES.get(page.language, page.language)
    return Link(name=name, url=page.get_absolute_url(), code=page.language)


def other_languages(page: Page, user: "Person") -> list[Link]:
    """The other language versions of a page that this person may see."""
    group = Page.objects.published().visible_to(user)
    original_pk = page.translation_of_id or page.pk
    siblings = group.filter(translation_of=original_pk) | group.filter(pk=original_pk)
    return [language_link(other) for other in siblings.exclude(pk=page.pk).order_by("language")]
