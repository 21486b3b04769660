"""What every mail that one can stop has around its words."""

import re
import secrets
from collections.abc import Mapping
from functools import lru_cache
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
    is_shared: bool = False,
    left_out: Mapping[int, Delivery.Skipped] | None = None,
) -> Mail:
    """The mail in the active language; its text part is a template of its own, written first.

    `is_shared`: others may get the same words, which are then drawn once for all of them. Only
    the words: whom they may reach was asked for each reader before.
    """
    around = _around(subject, reader) | context
    if is_shared:
        # With the types: a text that is safe and one that is not may be equal, but not as HTML.
        same = tuple((name, type(value), value) for name, value in sorted(around.items()))
        text, html = _draw_once(template, same)
    else:
        text, html = _draw(template, around)
    url = stop.url(reader.language)
    return Mail(
        address=reader.email,
        subject=subject,
        text=tidy(text.replace(STOP_HERE, url)),
        html=html.replace(STOP_HERE, url),
        message_id=delivery.message_id,
        headers=_headers(reader, stop),
        left_out=dict(left_out or {}),
    )


# Stands in a drawn mail for the one link in it that is the reader's own. Nobody can guess it, so
# no text of somebody's can hold it.
STOP_HERE = f"stop-{secrets.token_hex(16)}"


# As many as differ within a batch or so: by language, by what it is about, by reason.
@lru_cache(maxsize=64)
def _draw_once(template: str, context: tuple[tuple[str, type, Any], ...]) -> tuple[str, str]:
    return _draw(template, {name: value for name, _type, value in context})


def _draw(template: str, context: dict[str, Any]) -> tuple[str, str]:
    path = f"notifications/mail/{template}"
    return render_to_string(f"{path}.txt", context), render_to_string(f"{path}.html", context)


def _around(subject: str, reader: "User") -> dict[str, Any]:
    return {
        "subject": subject,
        "language": reader.language,
        "direction": direction(),
        "platform_name": str(settings.PLATFORM_NAME),
        "settings_url": absolute(reverse("follows")),
        "ledger_url": absolute(reverse("mail-ledger")),
        "unsubscribe_url": STOP_HERE,
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
