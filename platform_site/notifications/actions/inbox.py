"""Reading what one was told."""

from typing import TYPE_CHECKING

from django.utils import timezone

from ..models import Delivery, DeliveryQuerySet

if TYPE_CHECKING:
    from platform_site.accounts.models import User


def mark_read(*, by: "User", up_to: int, page: int | None = None, verb: str = "") -> int:
    """Marks the person's notices as read, of one line of the inbox or all; gives how many.

    `up_to` is the newest notice the person saw: what came in the meantime stays unread.
    """
    unread = _notices(by, page, verb).filter(read_at__isnull=True, pk__lte=up_to)
    return unread.update(read_at=timezone.now())


def mark_unread(*, by: "User", up_to: int, page: int, verb: str = "") -> int:
    """Puts the newest notice of one line back among the unread."""
    newest = _notices(by, page, verb).filter(pk__lte=up_to).order_by("-pk").values("pk")[:1]
    return Delivery.objects.filter(pk__in=newest).update(read_at=None)


def _notices(person: "User", page: int | None, verb: str) -> DeliveryQuerySet:
    notices = Delivery.objects.inbox().filter(person=person)
    if page is not None:
        notices = notices.filter(activity__page=page)
    return notices.filter(activity__verb=verb) if verb else notices
