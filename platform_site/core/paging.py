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
    return _signer.sign(f"{direction}{item.published_at.isoformat()}|{item.pk}").replace(":", "~")


def _read(mark: str) -> tuple[str, datetime, int] | None:
    """What a mark says, or None when somebody wrote it by hand."""
    try:
        value = _signer.unsign(mark.replace("~", ":"))
        at, pk = value[1:].split("|")
        return value[0], datetime.fromisoformat(at), int(pk)
    except (BadSignature, ValueError):
        return None


def newest(queryset: QuerySet[Any], *, mark: str = "", size: int = 20) -> Slice[Any]:
    """The newest `size` items, or those on one side of `mark`. Needs `published_at` and `pk`."""
    read = _read(mark) if mark else None
    if read is None:
        items = list(queryset.order_by("-published_at", "-pk")[: size + 1])
        return _slice(items, size=size, has_newer=False)
    direction, at, pk = read
    if direction == "o":
        side = queryset.filter(published_at__lte=at).filter(Q(published_at__lt=at) | Q(pk__lt=pk))
        items = list(side.order_by("-published_at", "-pk")[: size + 1])
        return _slice(items, size=size, has_newer=True)
    side = queryset.filter(published_at__gte=at).filter(Q(published_at__gt=at) | Q(pk__gt=pk))
    items = list(side.order_by("published_at", "pk")[: size + 1])
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
