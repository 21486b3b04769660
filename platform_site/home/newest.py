"""What is new: pages of all the kinds that people contribute, newest first."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from platform_site.pages import kinds
from platform_site.pages.cards import Card, cards
from platform_site.pages.kinds import Text
from platform_site.pages.models import Page

if TYPE_CHECKING:
    from platform_site.access.models import Person


@dataclass(frozen=True)
class NewPage:
    """One group of translations in the reader's best language."""

    card: Card

    @property
    def label(self) -> Text:
        return kinds.get(self.card.page.kind).label

    @property
    def subtype(self) -> Text:
        """A press release, say: what a list calls it that holds many of one kind."""
        return kinds.get(self.card.page.kind).label_of(self.card.page)


def newest(user: "Person", *, size: int) -> list[NewPage]:
    """Four queries, whatever the size."""
    contributed = [kind for kind in kinds.all_kinds() if kind.can_be_added]
    originals = Page.objects.published().visible_to(user).of_kind(*(k.name for k in contributed))
    # The terms that the project brings along come all in one night, and from nobody.
    once = [kind.name for kind in contributed if not kind.is_written]
    originals = originals.exclude(kind__in=once, contributor__isnull=True)
    # Nor is a record new that was carried over: it is dated by the year of its work.
    originals = originals.exclude(year__isnull=False, contributor__isnull=True)
    pages = list(originals.filter(translation_of__isnull=True).newest_first()[:size])
    return [NewPage(card) for card in cards(pages, user)]
