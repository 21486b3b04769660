"""What the pages of themes show beside what every subject's page shows."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from platform_site.indicators.figures import Measure
from platform_site.indicators.survey import Survey
from platform_site.pages.blocks import EntryPage, entry_page
from platform_site.pages.kinds import Text
from platform_site.pages.models import PageName

from . import wording
from .figures import first_measures, measures_of, related_codes
from .models import Theme

if TYPE_CHECKING:
    from platform_site.access.models import Person


@dataclass(frozen=True)
class Line:
    """A theme in a list, with the measure that stands for it."""

    theme: Theme
    measure: Measure | None

    @property
    def text(self) -> Text:
        return wording.CONTINGENCIES.get(self.theme.code, "")


@dataclass(frozen=True)
class Family:
    """A family of themes: those that are measured, then the others."""

    theme: Theme
    lines: list[Line]

    @property
    def text(self) -> Text:
        return wording.FAMILIES.get(self.theme.code, "")

    @property
    def has_figures(self) -> bool:
        return any(line.measure for line in self.lines)


def families(user: "Person") -> list[Family]:
    """Every family with its themes, in the order of the sources. Two queries."""
    themes = list(Theme.objects.visible_to(user).named().in_order())
    held = first_measures(themes, user)
    return [_family(theme, themes, held) for theme in themes if theme.parent_id is None]


def _family(theme: Theme, themes: list[Theme], held: dict[str, Measure]) -> Family:
    lines = [Line(t, held.get(t.code)) for t in themes if t.parent_id == theme.pk]
    return Family(theme, lines)


class Overview:
    """One theme: what it stands for, what is measured of it, what lies beside and below it."""

    def __init__(self, theme: Theme, user: "Person") -> None:
        self.theme, self.user = theme, user

    @cached_property
    def parent(self) -> Theme | None:
        themes = Theme.objects.visible_to(self.user).named()
        return themes.filter(pk=self.theme.parent_id).first() if self.theme.parent_id else None

    @property
    def text(self) -> Text:
        """What it is, in a sentence; empty where its name says it all."""
        return (wording.CONTINGENCIES | wording.FAMILIES).get(self.theme.code, "")

    @property
    def part(self) -> str:
        """The Part of Convention No. 102, in Roman figures."""
        return self.theme.reference.rpartition("C102 Part ")[2] if self._is_branch else ""

    @property
    def _is_branch(self) -> bool:
        return self.theme.subtype == Theme.Family.BRANCH

    @property
    def guarantees(self) -> list[Text]:
        return [wording.GUARANTEES[key] for key in self.theme.guarantees.split(";") if key]

    @property
    def source(self) -> Text:
        return wording.SOURCES.get(self.theme.reference, "")

    @cached_property
    def other_names(self) -> list[PageName]:
        names = PageName.objects.filter(page=self.theme).exclude(language=get_language() or "en")
        return list(names.order_by("language"))

    @cached_property
    def measures(self) -> list[Measure]:
        return measures_of(self.theme, self.user)

    @cached_property
    def survey(self) -> Survey | None:
        """The first measure, in all countries."""
        return Survey(self.measures[0], self.user) if self.measures else None

    @cached_property
    def below(self) -> Family | None:
        themes = Theme.objects.visible_to(self.user).filter(parent=self.theme)
        found = list(themes.named().in_order())
        return _family(self.theme, found, first_measures(found, self.user)) if found else None

    @cached_property
    def related(self) -> list[Theme]:
        """Themes of other families that are measured by the same."""
        themes = Theme.objects.visible_to(self.user).filter(code__in=related_codes(self.theme))
        return list(themes.named().in_order())

    @cached_property
    def entry(self) -> EntryPage:
        return entry_page(self.theme, self.user)
