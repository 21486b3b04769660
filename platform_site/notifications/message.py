"""A mail as it goes over the wire: headers that cannot be broken, lines that are never long."""

import unicodedata
from dataclasses import dataclass, field
from email.message import EmailMessage as WireMessage
from email.policy import EmailPolicy
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives


class MailPolicy(EmailPolicy):
    """Python would fold a long address into encoded words, which no mail program can follow."""

    WHOLE = frozenset({"list-unsubscribe", "list-id", "message-id"})

    def fold(self, name: str, value: str) -> str:
        if name.lower() in self.WHOLE:
            return f"{name}: {value}{self.linesep}"
        return super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        if name.lower() in self.WHOLE:
            return self.fold(name, value).encode("ascii")
        return super().fold_binary(name, value)


# 7bit makes Python write long or Arabic lines as quoted-printable or base64.
WIRE = MailPolicy(linesep="\r\n", cte_type="7bit")

# Marks that turn the direction of what follows: harmless in a text, a forgery in a subject.
TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def one_line(text: str) -> str:
    """Text for a header: no line breaks of any kind, no control characters."""
    kept = (
        " " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text.translate(TURNING)
    )
    return " ".join("".join(kept).split()).encode(errors="ignore").decode()


@dataclass(frozen=True, kw_only=True)
class Mail:
    """One mail to one address, in words."""

    address: str
    subject: str
    text: str
    html: str
    message_id: UUID
    headers: dict[str, str] = field(default_factory=dict)
    # Where the mail server says that it could not deliver; empty: to whom the mail is from.
    return_to: str = ""
    # Lines of a digest that were left out, and why: delivery id → Delivery.Skipped.
    left_out: dict[int, str] = field(default_factory=dict)

    def as_django(self) -> EmailMultiAlternatives:
        message = EmailMultiAlternatives(
            subject=one_line(self.subject)[:200],
            body=self.text,
            to=[self.address],
            headers={
                "Message-ID": f"<{self.message_id}@{mail_domain()}>",
                # No out-of-office note answers what a machine sent.
                "Auto-Submitted": "auto-generated",
                **self.headers,
            },
        )
        message.attach_alternative(self.html, "text/html")
        return message

    def as_wire(self) -> WireMessage:
        return self.as_django().message(policy=WIRE)


def mail_domain() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"
