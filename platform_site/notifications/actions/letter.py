"""Writing a letter: it waits in the database, so it needs neither the mail server nor Valkey."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import get_language

from .. import wake
from ..mails.frame import direction, tidy
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


def write_framed_letter(*, to: "User | None", address: str, subject: str, content: str) -> Letter:
    """A letter in the active language; `content` is plain text, whose links can be pressed."""
    language = get_language() or "en"
    words = {
        "platform_name": settings.PLATFORM_NAME,
        "language": language,
        "direction": direction(),
        "subject": subject,
        "content": tidy(content),
    }
    return write_letter(
        to=to,
        address=address,
        language=language,
        subject=subject,
        text=tidy(render_to_string("notifications/mail/letter.txt", words)),
        html=render_to_string("notifications/mail/letter.html", words),
    )
