"""A concept as its page shows it: every language beside the others, and what lies around it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language

from platform_site.moderation.models import Revision
from platform_site.pages.languages import CONTENT_LANGUAGES, direction
from platform_site.pages.snapshots import changes

from .models import Concept, Definition, Designation, Relation

if TYPE_CHECKING:
    from platform_site.access.models import Person
    from platform_site.accounts.models import User

_NAMES = dict(CONTENT_LANGUAGES)
_ORDER = {code: number for number, (code, _name) in enumerate(CONTENT_LANGUAGES)}
# Changes further back than this are not looked through for who wrote a definition.
LINEAGE = 100


@dataclass(frozen=True)
class Origin:
    """Who wrote a definition as it stands, and when it was accepted."""

    author: "User | None"
    at: datetime | None


@dataclass
class Tongue:
    """What a concept is called and how it is defined in one language."""

    language: str
    is_here: bool
    preferred: Designation | None = None
    others: list[Designation] = field(default_factory=list)
    definitions: list[tuple[Definition, Origin | None]] = field(default_factory=list)
    note: str = ""

    @property
    def name(self) -> str:
        return _NAMES.get(self.language, self.language)

    @property
    def direction(self) -> str:
        return direction(self.language)


class Reading:
    """Six queries, however much there is to say."""

    def __init__(self, concept: Concept, user: "Person") -> None:
        self.concept, self.user = concept, user
        self.language = get_language() or "en"

    @cached_property
    def tongues(self) -> list[Tongue]:
        """The reader's language first, then the others in the order of the site."""
        found: dict[str, Tongue] = {}

        def tongue(language: str) -> Tongue:
            is_here = language == self.language
            return found.setdefault(language, Tongue(language, is_here))

        for row in Designation.objects.filter(concept=self.concept).order_by("sort_key", "pk"):
            its = tongue(row.language)
            if row.key == row.language:
                its.preferred = row
            else:
                its.others.append(row)
        for definition in Definition.objects.filter(concept=self.concept).order_by("pk"):
            pair = (definition, self.lineage.get(definition.key))
            tongue(definition.language).definitions.append(pair)
        for language, note in self.concept.scope_notes.items():
            tongue(language).note = note
        return sorted(found.values(), key=lambda its: (not its.is_here, _order(its.language)))

    @property
    def here(self) -> Tongue | None:
        return next((tongue for tongue in self.tongues if tongue.is_here), None)

    @property
    def heading(self) -> tuple[str, str]:
        """The term to read above it all, and its language where it is not the reader's."""
        if self.here and self.here.preferred:
            return self.here.preferred.text, ""
        return self.concept.title, self.concept.language

    @property
    def wanted(self) -> list[tuple[str, str]]:
        """The languages of the interface in which no term is known yet: code and name."""
        named = {tongue.language for tongue in self.tongues if tongue.preferred}
        return [(code, _NAMES[code]) for code, _name in settings.LANGUAGES if code not in named]

    @cached_property
    def lineage(self) -> dict[str, Origin]:
        """Definition key → who last wrote it. What the project brought along has no entry."""
        accepted = Revision.objects.filter(page=self.concept.pk, state="accepted")
        newest = accepted.select_related("author").order_by("-decided_at", "-pk")[:LINEAGE]
        origins = {}
        for revision in reversed(newest):
            sides = {"base": revision.base, "proposal": revision.result or revision.proposal}
            for change in changes(**sides, current={}):
                if change.path[0] == "definitions" and change.proposed:
                    origins[change.path[1]] = Origin(revision.author, revision.decided_at)
        return origins

    @cached_property
    def around(self) -> dict[str, list[Concept]]:
        """broader, narrower, related, replaced_by, replaces → concepts in the reader's words."""
        pk = self.concept.pk
        rows = Relation.objects.filter(Q(concept=pk) | Q(target=pk), target__isnull=False)
        pairs = [
            (_side(kind, is_out=concept == pk), target if concept == pk else concept)
            for kind, concept, target in rows.values_list("type", "concept_id", "target_id")
        ]
        named = self._named([other for _side, other in pairs])
        sides: dict[str, dict[int, Concept]] = defaultdict(dict)
        for side, other in pairs:
            if other in named:
                sides[side][other] = named[other]
        return {
            side: sorted(its.values(), key=lambda concept: concept.sort_name)  # type: ignore[attr-defined]
            for side, its in sides.items()
        }

    def _named(self, ids: list[int]) -> dict[int, Concept]:
        return Concept.objects.published().visible_to(self.user).named().in_bulk(ids)

    @cached_property
    def elsewhere(self) -> list[str]:
        """Addresses of the same concept in other vocabularies."""
        rows = Relation.objects.filter(concept=self.concept, type="exact")
        return list(rows.order_by("pk").values_list("uri", flat=True))


def _order(language: str) -> int:
    return _ORDER.get(language, len(_ORDER))


def _side(kind: str, *, is_out: bool) -> str:
    if kind == Relation.Type.BROADER:
        return "broader" if is_out else "narrower"
    if kind == Relation.Type.REPLACED:
        return "replaced_by" if is_out else "replaces"
    return "related"
