"""What the platform holds of a person: each app registers it, table by table, in a `privacy.py`.

A foreign key to a person that nobody registers fails a test (tests/people/test_everything.py).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import batched
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.utils.functional import Promise

from .models import User

type Text = str | Promise
type Row = dict[str, Any]
# Rows of a table → key of a row → what the export says of it beside its own columns.
type More = Callable[[Sequence[Any], User], dict[Any, Row]]

STEP = 500


class Fate(StrEnum):
    """What becomes of rows when their person leaves."""

    GOES = "goes"
    STAYS = "stays"  # without the person


@dataclass(frozen=True, kw_only=True)
class Holding:
    """The rows of one table that refer to a person in one way.

    `by` is the foreign key to the person. Where it does not say which rows, or not all of them,
    `find` does. `only` names the columns that the export shows, for rows that are mostly about
    somebody else; `without` leaves secrets out.
    """

    name: str
    title: Text
    model: type[models.Model]
    fate: Fate
    by: str = ""
    find: Callable[[User], models.QuerySet[Any]] | None = None
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    more: More | None = None
    # Rows that lie where the person may no longer look: they are forgotten, and not exported.
    seen: Callable[[models.QuerySet[Any], User], models.QuerySet[Any]] | None = None
    # Somebody else's secret: the person is not even told that there are such rows.
    is_secret: bool = False
    # What to do beside, or in place of, deleting the rows or taking the person off them.
    erase: Callable[[models.QuerySet[Any], User], None] | None = None

    def rows(self, person: User) -> models.QuerySet[Any]:
        if self.find is not None:
            return self.find(person)
        return self.model._base_manager.filter(**{self.by: person})

    def forget(self, person: User) -> None:
        rows = self.rows(person)
        if self.erase is not None:
            self.erase(rows, person)
        elif self.fate == Fate.GOES:
            rows.delete()
        else:
            rows.update(**{self.by: None})

    def columns(self) -> list["models.Field[Any, Any]"]:
        fields = [f for f in self.model._meta.concrete_fields if f.name not in self.without]
        return [f for f in fields if not self.only or f.name in self.only]

    def exported(self, person: User) -> Iterator[Row]:
        """Each row as a dict, a few hundred at a time."""
        columns = self.columns()
        rows = self.rows(person)
        if self.seen is not None:
            rows = self.seen(rows, person)
        for batch in batched(rows.order_by("pk").iterator(chunk_size=STEP), STEP):
            more = self.more(batch, person) if self.more else {}
            for row in batch:
                own = {field.name: getattr(row, field.attname) for field in columns}
                yield own | more.get(row.pk, {})


_holdings: dict[str, Holding] = {}


def register(*holdings: Holding) -> None:
    for holding in holdings:
        if holding.name in _holdings:
            raise ValueError(f"holding {holding.name!r} is registered already")
        _holdings[holding.name] = holding


def all_holdings() -> list[Holding]:
    """The sections' first, the account last: so they are exported, and so they are forgotten."""
    return list(_holdings.values())


def told_holdings() -> list[Holding]:
    """Those a person is told of: all but what is somebody else's secret."""
    return [holding for holding in all_holdings() if not holding.is_secret]


@transaction.atomic
def erase_person(*, person: User) -> None:
    """Deletes the account and what goes with it; what stays is nobody's any more.

    Whatever the person does in another window meanwhile waits here and finds no account.
    """
    locked = User.objects.select_for_update().get(pk=person.pk)
    for holding in all_holdings():
        holding.forget(locked)
    locked.delete()


def sessions_of(person: User) -> models.QuerySet[Session]:
    """Every session that this person is signed in with; the table itself does not say whose."""
    key = str(person.pk)
    sessions = Session.objects.iterator(chunk_size=2000)
    mine = [s.pk for s in sessions if s.get_decoded().get(SESSION_KEY) == key]
    return Session.objects.filter(pk__in=mine)
