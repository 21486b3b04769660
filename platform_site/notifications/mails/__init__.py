"""From a delivery to a mail in the reader's language, or the reason why there is none."""

from typing import TYPE_CHECKING, cast

from django.utils import timezone, translation

from ..message import Mail
from ..models import Delivery
from .digest import compose_digest
from .frame import NotToBeSent
from .letter import compose_letter
from .notice import compose_notice

if TYPE_CHECKING:
    from platform_site.accounts.models import User

__all__ = ["NotToBeSent", "compose"]


def compose(delivery: Delivery) -> Mail:
    """The mail, with rights, wishes and texts as they are at this moment. Raises NotToBeSent."""
    if delivery.person is not None and not delivery.person.is_active:
        raise NotToBeSent(Delivery.Skipped.INACTIVE)
    if delivery.is_letter:
        return compose_letter(delivery)
    reader = cast("User", delivery.person)
    with translation.override(reader.language), timezone.override(reader.time_zone):
        write = compose_digest if delivery.is_digest else compose_notice
        return write(delivery, reader)
