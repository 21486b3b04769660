"""A mail about one thing that happened."""

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from platform_site.activity.models import Activity

from ..message import Mail
from ..models import Delivery
from ..tokens import FOLLOW, SEARCH, Stop
from ..told import Told, tell
from ..wishes import unwanted
from .frame import NotToBeSent, absolute, write

if TYPE_CHECKING:
    from platform_site.accounts.models import User


def compose_notice(delivery: Delivery, reader: "User") -> Mail:
    if delivery.activity is None:
        raise NotToBeSent(Delivery.Skipped.GONE)
    if refused := unwanted([delivery], reader):
        raise NotToBeSent(refused[delivery.pk])
    told, reasons = tell([delivery], reader)
    if not told:
        raise NotToBeSent(reasons[delivery.pk])
    mail = write(
        template="notice",
        subject=_subject(told[0]),
        delivery=delivery,
        reader=reader,
        stop=_stop(delivery, reader),
        context=_context(told[0]),
        is_shared=True,
    )
    if answer_to := told[0].said.reply_to:
        return replace(mail, headers=mail.headers | {"Reply-To": answer_to})
    return mail


def _subject(told: Told) -> str:
    """The tag in front names the followed subject; a followed page is named by the line itself."""
    if told.followed and told.followed != told.page:
        return f"[{told.followed.name}] {told.said.line}"
    if told.search:
        return f"[{told.search.name}] {told.said.line}"
    return told.said.line


def _stop(delivery: Delivery, reader: "User") -> Stop:
    if delivery.because == Delivery.Because.FOLLOW and delivery.followed_id:
        return Stop(reader.pk, FOLLOW, delivery.followed_id)
    if delivery.because == Delivery.Because.SEARCH and delivery.search_id:
        return Stop(reader.pk, SEARCH, delivery.search_id)
    return Stop(reader.pk, delivery.because)


def _context(told: Told) -> dict[str, object]:
    return {
        "line": told.said.line,
        "url": absolute(told.said.path),
        "text": told.said.text,
        "text_language": told.page.language,
        "because": _because(told),
        "search_url": absolute(told.search.path) if told.search else "",
    }


def _because(told: Told) -> str:
    if told.delivery.activity and told.delivery.activity.verb == Activity.Verb.CONTACTED:
        return _("You get this because a member wrote to you; only the two of you read it.")
    if told.delivery.because == Delivery.Because.TO_ME:
        return _("You get this because it is an answer or a decision for you.")
    if told.delivery.because == Delivery.Because.REVIEW:
        return _("You get this because you review contributions.")
    if told.search:
        return _("You get this because you follow the search %(search)s.") % {
            "search": told.search.name
        }
    if told.followed:
        return _("You get this because you follow “%(page)s”.") % {"page": told.followed.name}
    return _("You get this because you follow this page.")
