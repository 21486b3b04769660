"""What every way of citing needs of a record, read once."""

import re
from dataclasses import dataclass

from platform_site.core.sort_keys import fold

from ..models import Resource


@dataclass(frozen=True)
class Name:
    """A person with a first name, or an organisation without."""

    family: str
    given: str = ""

    @property
    def is_person(self) -> bool:
        return bool(self.given)

    @classmethod
    def read(cls, text: str) -> "Name":
        family, comma, given = _line(text).partition(",")
        return cls(family.strip(), given.strip()) if comma else cls(family)


@dataclass(frozen=True)
class Reference:
    """A record as it is cited. `title` stands in square brackets where it is only a label."""

    key: str
    type: str
    title: str
    names: tuple[Name, ...]
    organisation: str
    container: str
    series: str
    number: str
    year: int | None
    language: str
    doi: str
    isbn: str
    url: str


def reference(resource: Resource) -> Reference:
    names = tuple(Name.read(text) for text in resource.authors)
    title = _line(resource.title)
    return Reference(
        key=_key(resource, names),
        type=resource.subtype,
        title=f"[{title}]" if resource.is_label else title,
        names=names,
        organisation=_line(resource.organisation),
        container=_line(resource.journal),
        series=_line(resource.series),
        number=_line(resource.number),
        year=resource.year,
        language=resource.language,
        doi=_line(resource.doi),
        isbn=resource.isbn,
        url=_line(resource.link or resource.read_at),
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _key(resource: Resource, names: tuple[Name, ...]) -> str:
    """parada2023-812: the number makes it the only one, and leads back here."""
    first = names[0].family if names else resource.organisation or "resource"
    letters = re.sub(r"[^a-z0-9]", "", fold(first))[:20] or "resource"
    return f"{letters}{resource.year or ''}-{resource.pk}"
