"""Mails to people who are not in the circle, or not any more: they say its name and no more."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from platform_site.accounts.models import User
from platform_site.notifications.actions import write_letter
from platform_site.notifications.mails.frame import absolute, direction, tidy

if TYPE_CHECKING:
    from .models import Invitation, Workspace


def invited(invitation: "Invitation") -> None:
    """To an address, in the language of whoever invites: it need not have an account."""
    with translation.override(invitation.language):
        workspace = invitation.workspace
        words = {
            "who": invitation.invited_by or _("Somebody"),
            "workspace": workspace.title,
            "is_guest": invitation.page_id is not None,
            "words": invitation.words,
            "url": absolute(reverse("workspaces:invitation", args=[invitation.token])),
            "until": invitation.expires_at,
        }
        # Without the name of who invites: a subject is kept, and they may leave one day.
        subject = _("You are invited to “%(title)s”") % {"title": workspace.title}
        to = User.objects.filter(email__iexact=invitation.address).first()
        _write("invitation", to, invitation.address, invitation.language, subject, words)


def removed(*, workspace: "Workspace", person: User, reason: str) -> None:
    """To somebody who was put out, with the reason given."""
    with translation.override(person.language):
        words = {"workspace": workspace.title, "reason": reason}
        subject = _("You are no longer in “%(workspace)s”") % words
        _write("removed", person, person.email, person.language, subject, words)


def _write(
    template: str,
    to: User | None,
    address: str,
    language: str,
    subject: str,
    words: dict[str, Any],
) -> None:
    context = words | {
        "subject": subject,
        "platform_name": settings.PLATFORM_NAME,
        "language": language,
        "direction": direction(),
    }
    write_letter(
        to=to,
        address=address,
        language=language,
        subject=subject,
        text=tidy(render_to_string(f"workspaces/mail/{template}.txt", context)),
        html=render_to_string(f"workspaces/mail/{template}.html", context),
    )
