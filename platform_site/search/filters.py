"""What narrows a search: one set for the page, its facets and its feed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from platform_site.pages.models import Subject

if TYPE_CHECKING:
    from platform_site.access.models import Person

NO_SUBJECT = 0


@dataclass(frozen=True)
class Filters:
    """`about` is the id of a subject, NO_SUBJECT when the one asked for is not there."""

    kind: str = ""
    subtype: str = ""
    language: str = ""
    year: int | None = None
    about: int | None = None

    def conditions(self) -> dict[str, Any]:
        wanted = {
            "kind": self.kind or None,
            "subtype": self.subtype or None,
            "language": self.language or None,
            "year": self.year,
            "subjects__contains": None if self.about is None else [self.about],
        }
        return {name: value for name, value in wanted.items() if value is not None}


def filters_of(asked: dict[str, Any], user: "Person") -> Filters:
    """What a valid form asks for, by its cleaned data. One query when it names a subject."""
    return Filters(
        kind=asked["kind"],
        subtype=asked["type"],
        language=asked["language"],
        year=asked["year"],
        about=_subject(asked["about"], user) if asked["about"] else None,
    )


def _subject(code: str, user: "Person") -> int:
    subjects = Subject.objects.published().visible_to(user).filter(code=code.upper())
    return subjects.values_list("pk", flat=True).first() or NO_SUBJECT
