"""Reading what one was told."""

from typing import TYPE_CHECKING

from django.utils import timezone

from ..models import Delivery

if TYPE_CHECKING:
    from platform_site.accounts.models import User


def mark_read(*, by: "User", up_to: int, page: int | None = None) -> int:
    """Marks the person's notices as read, on one page or on all; gives how many there were.

    `up_to` is the newest notice the person saw: what came in the meantime stays unread.
    """
    unread = Delivery.objects.inbox().filter(person=by, read_at__isnull=True, pk__lte=up_to)
    if page is not None:
        unread = unread.filter(activity__page=page)
    return unread.update(read_at=timezone.now())
