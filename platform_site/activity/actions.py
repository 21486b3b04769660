"""Recording what happened, and waking whoever listens once it is committed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import transaction

from platform_site.pages.models import Page

from .models import Activity

if TYPE_CHECKING:
    from platform_site.accounts.models import User

_listeners: list[Callable[[], None]] = []


def on_commit_wake(listener: Callable[[], None]) -> None:
    """Registers what to wake after a commit that recorded something (the fan-out of mails)."""
    _listeners.append(listener)


def record(
    *,
    verb: Activity.Verb,
    page: Page,
    actor: "User | None",
    concerns: "User | None" = None,
    **detail: int | str,
) -> Activity:
    """Writes what happened, in the caller's transaction.

    Raises TransactionManagementError outside of one: an effect without its Activity, or an
    Activity without its effect, would be a mail about nothing.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("record() needs the change's transaction")
    activity = Activity.objects.create(
        verb=verb, page_id=page.pk, actor=actor, concerns=concerns, detail=detail
    )
    for listener in _listeners:
        transaction.on_commit(listener, robust=True)
    return activity
