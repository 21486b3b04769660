"""From a delivery to a mail in the reader's language, or the reason why there is none."""

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from django.utils import timezone, translation

from ..bounces import return_address
from ..message import Mail
from ..models import Delivery, address_is_paused
from ..wishes import preference_of
from .digest import compose_digest
from .frame import NotToBeSent
from .letter import compose_letter
from .notice import compose_notice

if TYPE_CHECKING:
    from platform_site.accounts.models import User

__all__ = ["NotToBeSent", "compose", "fetch"]


def fetch(pk: int) -> Delivery | None:
    """A delivery as it is now, with what `compose` asks of it; None when it is gone."""
    wanted = Delivery.objects.select_related(
        "person__mail_preference", "letter", "activity__page", "activity__actor"
    )
    paused = address_is_paused("person__email")
    return wanted.annotate(is_address_paused=paused).filter(pk=pk).first()


def compose(delivery: Delivery) -> Mail:
    """The mail for a delivery that was fetched, with rights, wishes and texts as they are at this
    moment. Raises NotToBeSent.
    """
    _ask_whether(delivery)
    mail = compose_letter(delivery) if delivery.is_letter else _compose(delivery)
    return replace(mail, return_to=return_address(delivery.pk, mail.address))


def _ask_whether(delivery: Delivery) -> None:
    person = delivery.person
    if person is not None and not person.is_active:
        raise NotToBeSent(Delivery.Skipped.INACTIVE)
    if delivery.is_letter:
        return  # somebody waits for it
    if delivery.is_address_paused:  # type: ignore[attr-defined]  # of `fetch`
        raise NotToBeSent(Delivery.Skipped.ADDRESS)
    if preference_of(cast("User", person)).is_paused:
        raise NotToBeSent(Delivery.Skipped.PAUSED)


def _compose(delivery: Delivery) -> Mail:
    reader = cast("User", delivery.person)
    with translation.override(reader.language), timezone.override(reader.time_zone):
        write = compose_digest if delivery.is_digest else compose_notice
        return write(delivery, reader)
