"""Who may write in talks. The tiers above know who was told to pause: they register here."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platform_site.accounts.models import User

_pauses: list[Callable[["User"], bool]] = []


def pause_where(is_paused: Callable[["User"], bool]) -> None:
    """From now on nobody writes of whom `is_paused` is true."""
    _pauses.append(is_paused)


def may_write(user: "User") -> bool:
    return not any(is_paused(user) for is_paused in _pauses)
