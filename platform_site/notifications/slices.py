"""Long lists of one person's rows, newest first: each page costs what the first costs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

SIZE = 50


@dataclass(frozen=True)
class Slice:
    """One page; `newer` and `older` are the values of `?at=` beside it, or empty."""

    items: Sequence[Any]
    newer: str
    older: str


def newest(
    rows: QuerySet[Any], *, by: str, key: Callable[[Any], int], mark: str, size: int = SIZE
) -> Slice:
    """`by` names the column that `key` reads; a mark that makes no sense shows the first page."""
    direction, at = mark[:1], mark[1:]
    if direction not in ("o", "n") or not (at.isascii() and at.isdigit() and len(at) < 19):
        return _slice(list(rows.order_by(f"-{by}")[: size + 1]), key, size=size, has_newer=False)
    if direction == "o":
        older = rows.filter(**{f"{by}__lt": int(at)}).order_by(f"-{by}")
        return _slice(list(older[: size + 1]), key, size=size, has_newer=True)
    newer = list(rows.filter(**{f"{by}__gt": int(at)}).order_by(by)[: size + 1])
    items = newer[:size][::-1]
    return Slice(
        items,
        newer=f"n{key(items[0])}" if len(newer) > size else "",
        older=f"o{key(items[-1])}" if items else "",
    )


def _slice(items: list[Any], key: Callable[[Any], int], *, size: int, has_newer: bool) -> Slice:
    shown = items[:size]
    return Slice(
        shown,
        newer=f"n{key(shown[0])}" if has_newer and shown else "",
        older=f"o{key(shown[-1])}" if len(items) > size else "",
    )
