"""How allauth's mails go out: as letters, which wait in the database until they can leave.

Signing up or asking for a new password therefore works while the mail server and Valkey are away.
"""

from typing import Any

from allauth.core import context as allauth_context
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation

from platform_site.accounts.adapter import AccountAdapter as People
from platform_site.accounts.models import User

from .actions import write_framed_letter


class AccountAdapter(People):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        to = User.objects.filter(email__iexact=email).first() or context.get("user")
        language = to.language if to else translation.get_language() or "en"
        with translation.override(language):
            words = _on_our_site(context, allauth_context.request) | {
                "email": email,
                "platform_name": settings.PLATFORM_NAME,
            }
            write_framed_letter(
                to=to,
                address=email,
                subject=render_to_string(f"{template_prefix}_subject.txt", words).strip(),
                content=render_to_string(f"{template_prefix}_message.txt", words),
            )


def _on_our_site(context: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    """allauth makes links for the host the request came to; ours name the site's own address."""
    host = request.build_absolute_uri("/")
    return {
        key: value.replace(host, f"{settings.SITE_URL}/", 1)
        if isinstance(value, str) and value.startswith(host)
        else value
        for key, value in context.items()
    }
