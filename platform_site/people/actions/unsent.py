"""What is being written, kept until it is sent."""

from django.db import transaction
from django.db.models.functions import Now

from platform_site.accounts.models import User

from ..models import UnsentMessage
from .pairs import hold


@transaction.atomic
def keep_unsent(*, to: User, by: User, text: str) -> None:
    """The newest text takes the place of the one before; an empty one of nothing."""
    if len(hold(to, by)) < 2:  # one of them has left
        return
    if not text.strip():
        forget_unsent(to=to, by=by)
        return
    UnsentMessage.objects.update_or_create(
        person=by, to=to, defaults={"text": text, "saved_at": Now()}
    )


def forget_unsent(*, to: User, by: User) -> None:
    UnsentMessage.objects.filter(person=by, to=to).delete()


def unsent_to(to: User | None, *, by: User) -> str:
    kept = UnsentMessage.objects.filter(person=by, to=to).values_list("text", flat=True)
    return (kept.first() or "") if to else ""
