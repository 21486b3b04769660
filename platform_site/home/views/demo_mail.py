"""The demo's mailbox: what was kept instead of sent. Off unless DEMO_MAILBOX is set."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from platform_site.core import markup

NAME = re.compile(r"[0-9]+-[0-9a-f]+")
NEWEST = 100
HEADERS = ("Subject", "From", "To", "Date", "List-Unsubscribe", "List-Unsubscribe-Post")


@dataclass(frozen=True)
class Mail:
    """One file of the mailbox; its name sorts by arrival."""

    name: str
    message: EmailMessage

    @property
    def headers(self) -> list[tuple[str, str]]:
        return [(name, str(self.message[name])) for name in HEADERS if name in self.message]

    @property
    def subject(self) -> str:
        return str(self.message["Subject"] or "")

    @property
    def to(self) -> str:
        return str(self.message["To"] or "")

    @property
    def date(self) -> str:
        return str(self.message["Date"] or "")

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> SafeString:
        return mark_safe(markup.clean(self._part("html")))  # noqa: S308 (cleaned here)

    def _part(self, subtype: str) -> str:
        part = self.message.get_body(preferencelist=(subtype,))
        return str(part.get_content()) if part is not None else ""


@require_safe
@never_cache
def demo_mails(request: HttpRequest) -> HttpResponse:
    return render(request, "home/demo_mails.html", {"mails": list(_newest()), "most": NEWEST})


@require_safe
@never_cache
def demo_mail(request: HttpRequest, name: str) -> HttpResponse:
    path = _mailbox() / f"{name}.eml"
    if not NAME.fullmatch(name) or not path.is_file():
        raise Http404
    return render(request, "home/demo_mail.html", {"mail": _read(path)})


def _mailbox() -> Path:
    if not settings.DEMO_MAILBOX:
        raise Http404
    return Path(settings.DEMO_MAILBOX)


def _newest() -> Iterator[Mail]:
    paths = sorted(_mailbox().glob("*.eml"), key=lambda path: path.name, reverse=True)
    for path in paths[:NEWEST]:
        yield _read(path)


def _read(path: Path) -> Mail:
    return Mail(path.stem, message_from_bytes(path.read_bytes(), policy=policy.default))
