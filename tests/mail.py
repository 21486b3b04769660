"""A real SMTP server on loopback that keeps what it is sent."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings

from platform_site.embedded.mailbox import MailServer, listen, url_of


class SmtpSink:
    """`messages` in order of arrival; `X-RcptTo` and `X-MailFrom` say what the envelope said."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.messages: list[EmailMessage] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd's name)
        content = envelope.original_content or b""
        message = message_from_bytes(content, policy=policy.default)
        message["X-MailFrom"] = envelope.mail_from or ""
        message["X-RcptTo"] = ", ".join(envelope.rcpt_tos)
        self.messages.append(message)
        return "250 Kept"

    def to(self, address: str) -> list[EmailMessage]:
        return [message for message in self.messages if address in str(message["X-RcptTo"])]

    def wait_for(self, address: str, *, count: int = 1, seconds: float = 20) -> list[EmailMessage]:
        """The messages to this address once there are `count`; a failure when time is up."""
        end = time.monotonic() + seconds
        while len(self.to(address)) < count:
            seen = [str(message["X-RcptTo"]) for message in self.messages]
            assert time.monotonic() < end, f"not {count} messages to {address}, only {seen}"
            time.sleep(0.05)
        return self.to(address)


@pytest.fixture
def smtp_sink(settings: Settings) -> Iterator[SmtpSink]:
    with mail_goes_to(SmtpSink, settings) as sink:
        yield sink


@contextmanager
def mail_goes_to[Sink: SmtpSink](kind: type[Sink], settings: Settings) -> Iterator[Sink]:
    """Mail of this test goes through SMTP to here, not to Django's outbox."""
    listener = listen()
    sink = kind(url_of(listener))
    server = MailServer(sink, listener=listener)
    server.start()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": listener.getsockname()[1], "timeout": 10},
        }
    }
    yield sink
    server.stop()
    listener.close()


def everything_in(mail: EmailMessage) -> str:
    """Every text part, decoded, and every header of a mail."""
    parts = [p.get_content() for p in mail.walk() if p.get_content_maintype() == "text"]
    return "\n".join([*parts, *(f"{name}: {value}" for name, value in mail.items())])
