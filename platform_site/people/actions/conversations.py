"""What one of two people does with their conversation. The other is told of nothing but a yes."""

from django.db import transaction
from django.db.models import F, Min, QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone

from platform_site.accounts.models import User
from platform_site.activity.models import Activity
from platform_site.notifications.models import Delivery

from ..models import Conversation, Side
from .messages import YouBlockedThem, tell
from .pairs import blocks, hold


@transaction.atomic
def accept_conversation(*, conversation: Conversation, by: User) -> None:
    """The person asked lets the other write on; also after having declined. Twice is once.

    Raises YouBlockedThem.
    """
    held = _hold(conversation, by)
    if held.asked_id != by.pk:
        return
    if held.asker is not None and blocks(by, held.asker):
        raise YouBlockedThem
    _own(held, by).update(closed_at=None)
    if held.is_accepted:
        return
    held.accepted_at = timezone.now()
    held.save(update_fields=["accepted_at"])
    if held.asker is not None:
        tell(conversation=held, reader=held.asker, by=by)


@transaction.atomic
def close_conversation(*, conversation: Conversation, by: User) -> None:
    """Declines what was asked, or ends what was agreed: the other cannot write here any more."""
    held = _hold(conversation, by)
    _own(held, by).filter(closed_at__isnull=True).update(closed_at=timezone.now())


def mute_conversation(*, conversation: Conversation, by: User, is_muted: bool) -> None:
    """Messages still come; no mail and no notice tells of them."""
    _own(conversation, by).update(muted_at=timezone.now() if is_muted else None)


@transaction.atomic
def forget_conversation(*, conversation: Conversation, by: User) -> None:
    """Deletes the person's own copy; what both deleted is gone, less what is reported."""
    held = _hold(conversation, by)
    _own(held, by).update(
        forgotten_up_to=F("last_message"), read_up_to=Greatest("read_up_to", "last_message")
    )
    _read_notices(held, by)
    forgotten = held.sides.aggregate(by_all=Min("forgotten_up_to"))["by_all"] or 0
    held.messages.filter(pk__lte=forgotten, report__isnull=True).delete()


@transaction.atomic
def read_conversation(*, conversation: Conversation, by: User, up_to: int) -> None:
    """Up to the newest message that the person was shown: what came meanwhile stays unread."""
    _own(conversation, by).filter(read_up_to__lt=up_to).update(read_up_to=up_to)
    _read_notices(conversation, by)


def _read_notices(conversation: Conversation, by: User) -> None:
    """In the inbox too."""
    Delivery.objects.inbox().filter(
        person=by,
        read_at__isnull=True,
        activity__verb=Activity.Verb.CONTACTED,
        activity__detail__conversation=conversation.pk,
    ).update(read_at=timezone.now())


def _hold(conversation: Conversation, by: User) -> Conversation:
    """Locked together with its two people, as it is now."""
    hold(*filter(None, [conversation.asker, conversation.asked, by]))
    return Conversation.objects.select_related("asker", "asked").get(pk=conversation.pk)


def _own(conversation: Conversation, by: User) -> QuerySet[Side]:
    return Side.objects.filter(conversation=conversation, person=by)
