"""A record in a list: what the shared card has, and whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from platform_site.pages.cards import Card
from platform_site.pages.cards import cards as page_cards

from .citations.reference import Name
from .languages import language_name
from .models import Resource

if TYPE_CHECKING:
    from platform_site.access.models import Person

# Past this many names a list says "and others".
NAMED = 3


@dataclass(frozen=True)
class RecordCard:
    card: Card
    record: Resource

    @property
    def notes(self) -> list[str]:
        """Year and language, as they stand under the type."""
        return [str(self.record.year or ""), language_name(self.card.page.language)]

    @property
    def authors(self) -> list[Name]:
        return [Name.read(text) for text in self.record.authors[:NAMED]]

    @property
    def has_more_authors(self) -> bool:
        return len(self.record.authors) > NAMED

    @property
    def where(self) -> str:
        return self.record.journal or self.record.organisation


def cards(
    records: Sequence[Resource], user: "Person", *, with_subjects: bool = True
) -> list[RecordCard]:
    """Three queries, whatever the length of the list; one without subjects."""
    shown = page_cards(records, user, with_subjects=with_subjects)
    return [RecordCard(card, record) for card, record in zip(shown, records, strict=True)]
