"""Keyset paging: page 500 costs what page 1 costs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import Model, Q, QuerySet

_signer = Signer(salt="paging")


@dataclass(frozen=True)
class Slice[M: Model]:
    """One page of a list; `newer` and `older` are the values of `?at=` beside it, or empty."""

    items: list[M]
    older: str
    newer: str


def _mark(direction: str, item: Any) -> str:
    at = item.listed_at if hasattr(item, "listed_at") else item.published_at
    return _signer.sign(f"{direction}{at.isoformat()}|{item.pk}").replace(":", "~")


def _read(mark: str) -> tuple[str, datetime, int] | None:
    """What a mark says, or None when somebody wrote it by hand."""
    try:
        value = _signer.unsign(mark.replace("~", ":"))
        at, pk = value[1:].split("|")
        return value[0], datetime.fromisoformat(at), int(pk)
    except (BadSignature, ValueError):
        return None


def columns(queryset: QuerySet[Any]) -> tuple[str, str]:
    """What a list is sorted on: the instant and, of the same instant, the key.

    A list that is read through another table's index annotates that table's columns as
    `listed_at` and `listed_pk`; sorted on its own, all of it would be read for the first page.
    """
    if "listed_at" in queryset.query.annotations:
        return "listed_at", "listed_pk"
    return "published_at", "pk"


def newest(queryset: QuerySet[Any], *, mark: str = "", size: int = 20) -> Slice[Any]:
    """The newest `size` items, or those on one side of `mark`. Needs `published_at` and `pk`."""
    at, pk = columns(queryset)
    down, up = (f"-{at}", f"-{pk}"), (at, pk)
    read = _read(mark) if mark else None
    if read is None:
        return _slice(list(queryset.order_by(*down)[: size + 1]), size=size, has_newer=False)
    direction, instant, key = read
    if direction == "o":
        older = Q(**{f"{at}__lt": instant}) | Q(**{f"{pk}__lt": key})
        side = queryset.filter(older, **{f"{at}__lte": instant})
        return _slice(list(side.order_by(*down)[: size + 1]), size=size, has_newer=True)
    newer = Q(**{f"{at}__gt": instant}) | Q(**{f"{pk}__gt": key})
    side = queryset.filter(newer, **{f"{at}__gte": instant})
    items = list(side.order_by(*up)[: size + 1])
    has_newer = len(items) > size
    items = items[:size][::-1]
    return Slice(
        items,
        older=_mark("o", items[-1]) if items else "",
        newer=_mark("n", items[0]) if has_newer else "",
    )


def _slice(items: list[Any], *, size: int, has_newer: bool) -> Slice[Any]:
    has_older = len(items) > size
    items = items[:size]
    return Slice(
        items,
        older=_mark("o", items[-1]) if has_older else "",
        newer=_mark("n", items[0]) if has_newer and items else "",
    )
