"""What every mail that one can stop has around its words."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language_bidi

from ..message import Mail, mail_domain
from ..models import Delivery
from ..tokens import Stop

if TYPE_CHECKING:
    from platform_site.accounts.models import User


class NotToBeSent(Exception):
    """This mail must not go out any more; `reason` is kept with the row, `left_out` with lines."""

    def __init__(
        self, reason: Delivery.Skipped, left_out: Mapping[int, Delivery.Skipped] | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.left_out = left_out or {}


def direction() -> str:
    """Of the active language."""
    return "rtl" if get_language_bidi() else "ltr"


def absolute(path: str) -> str:
    return settings.SITE_URL + path


def write(
    *,
    template: str,
    subject: str,
    delivery: Delivery,
    reader: "User",
    stop: Stop,
    context: dict[str, Any],
    left_out: Mapping[int, Delivery.Skipped] | None = None,
) -> Mail:
    """The mail in the active language; its text part is a template of its own, written first."""
    around = _around(subject, reader, stop)
    text = render_to_string(f"notifications/mail/{template}.txt", context | around)
    return Mail(
        address=reader.email,
        subject=subject,
        text=tidy(text),
        html=render_to_string(f"notifications/mail/{template}.html", context | around),
        message_id=delivery.message_id,
        headers=_headers(reader, stop),
        left_out=dict(left_out or {}),
    )


def _around(subject: str, reader: "User", stop: Stop) -> dict[str, Any]:
    return {
        "subject": subject,
        "reader": reader,
        "language": reader.language,
        "direction": direction(),
        "platform_name": settings.PLATFORM_NAME,
        "settings_url": absolute(reverse("follows")),
        "ledger_url": absolute(reverse("mail-ledger")),
        "unsubscribe_url": stop.url(reader.language),
    }


def _headers(reader: "User", stop: Stop) -> dict[str, str]:
    return {
        "Content-Language": reader.language,
        "List-Id": f"<{stop.what}-{stop.row_id}.{mail_domain()}>",
        "List-Unsubscribe": f"<{stop.url(reader.language)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def tidy(text: str) -> str:
    """Templates leave blank lines where they have nothing to say."""
    lines = "\n".join(line.strip() for line in text.strip().splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines) + "\n"
