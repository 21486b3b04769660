"""Writing a letter: it waits in the database, so it needs neither the mail server nor Valkey."""

from typing import TYPE_CHECKING

from django.db import transaction

from .. import wake
from ..message import one_line
from ..models import Delivery, Letter

if TYPE_CHECKING:
    from platform_site.accounts.models import User


@transaction.atomic
def write_letter(
    *, to: "User | None", address: str, language: str, subject: str, text: str, html: str
) -> Letter:
    """Keeps a letter to be sent as soon as possible, in the caller's transaction."""
    delivery = Delivery.objects.create(
        person=to, channel=Delivery.Channel.MAIL, priority=Delivery.Priority.LETTER
    )
    letter = Letter.objects.create(
        delivery=delivery,
        address=address,
        language=language,
        subject=one_line(subject)[:300],
        text=text,
        html=html,
    )
    transaction.on_commit(lambda: wake.wake(wake.SEND_DUE), robust=True)
    return letter
