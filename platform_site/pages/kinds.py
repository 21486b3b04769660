"""Kinds of pages register themselves here; the core knows none by name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Page

type Snapshot = dict[str, Any]
type Text = str | Promise


NEW = _("New: “%(page)s”")


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What the platform must know of a kind of page.

    `address` reads columns of Page only, so that lists never fetch child rows. `snapshot` says
    all that people can change of a page, `apply` writes it back; together they change nothing.
    """

    name: str
    model: type[Page]
    label: Text
    label_plural: Text
    address: Callable[[Page], str]
    snapshot: Callable[[Page], Snapshot]
    apply: Callable[[Page, Snapshot], None]
    # The class of the form in which people contribute or change it; None where it changes only
    # by import. Any: what asks for it has made sure that there is one.
    form: Any = None
    # What a reviewer and a reader call each key of the snapshot.
    labels: dict[str, Text] = field(default_factory=dict)
    can_be_added: bool = False
    # Somebody's own page: nobody comments on it, and it goes with its person.
    is_personal: bool = False
    # Whoever owns such a page changes it: others report a problem, and talk is inside of it.
    is_kept: bool = False
    # How a reviewer is told of a child row that is more than a word or a number: what it is
    # called, and itself in words. Asked with ("definitions", "fr-1") and the row's value.
    say_row: Callable[[tuple[str, ...], Any], tuple[str, str]] | None = None
    # What search engines are told of a page beside what every page has (schema.org).
    linked_data: Callable[[Page], dict[str, Any]] | None = None
    # What followers are told when one is published; `%(page)s` stands for its title.
    announced: Text = NEW
    # What lists call a page of each subtype; without one it is called by the kind's label.
    subtypes: dict[str, Text] = field(default_factory=dict)

    def label_of(self, page: Page) -> Text:
        return self.subtypes.get(page.subtype, self.label)

    @property
    def is_written(self) -> bool:
        """Whether it has one row for each language; countries and the like have names in each."""
        return "language" in self.labels


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    if kind.name in _kinds:
        raise ValueError(f"kind {kind.name!r} is registered already")
    if kind.is_written:
        kind.labels.setdefault("tags", _("Tags"))
    _kinds[kind.name] = kind


def get(name: str) -> Kind:
    return _kinds[name]


def find(name: str) -> Kind | None:
    """For names that come from outside or from earlier times."""
    return _kinds.get(name)


def of_model(model: type[Page]) -> Kind | None:
    """The kind whose pages are this model's; None for Page itself and for Subject."""
    return next((kind for kind in _kinds.values() if kind.model is model), None)


def all_kinds() -> Iterable[Kind]:
    return _kinds.values()
