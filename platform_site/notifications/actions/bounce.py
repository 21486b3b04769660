"""Counting mails that came back, and no longer writing where too many did; beginning again."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ..bounces import Report, is_hard, read_status
from ..models import Bounce, Delivery, PausedAddress
from ..tokens import working_address_url
from .letter import write_framed_letter

if TYPE_CHECKING:
    from platform_site.accounts.models import User

# So many within so long, and we write there no more. Once may be the mail server's mistake.
HARD, SOFT = 3, 10
WINDOW = timedelta(days=90)


def take_report(*, report: Report) -> bool:
    """Counts a mail that came back; False when it is not ours, or was counted before."""
    deliveries = Delivery.objects.filter(pk=report.delivery_id, channel=Delivery.Channel.MAIL)
    delivery = deliveries.select_related("person", "letter").first()
    address = _address(delivery) if delivery else ""
    if delivery is None or not report.is_about(address):
        return False
    return _count(delivery, address, report.status, report.answer, report.is_hard)


def count_refusal(*, delivery: Delivery, address: str, answer: str) -> bool:
    """Counts a mail whose recipient our own mail server refused for good."""
    status = read_status(answer)
    return _count(delivery, address, status, answer, is_hard(status, answer))


def ask_whether_address_works(*, person: "User") -> None:
    """One letter with a link: that it was pressed shows that the address works."""
    words = {"address": person.email, "url": working_address_url(person.email, person.language)}
    with translation.override(person.language):
        write_framed_letter(
            to=person,
            address=person.email,
            subject=_("Does this address work again?"),
            content=_(
                "Mail to %(address)s came back several times, so we stopped writing to it. "
                "When you can read this, it works again. Say so here, and all mail comes as before:"
                "\n\n%(url)s"
            )
            % words,
        )


def resume_address(*, address: str) -> None:
    """Its owner says that it works again: all is counted from the beginning."""
    with transaction.atomic():
        PausedAddress.objects.filter(address=address.lower()).delete()
        Bounce.objects.filter(address=address.lower()).delete()


def _address(delivery: Delivery) -> str:
    if delivery.is_letter:
        return delivery.letter.address
    return delivery.person.email if delivery.person else ""


@transaction.atomic
def _count(delivery: Delivery, address: str, status: str, answer: str, is_hard: bool) -> bool:
    address = address.lower()
    with connection.cursor() as cursor:
        # Two at once would each miss the other's, and neither would be the one too many.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"bounce {address}"])
    _bounce, is_new = Bounce.objects.get_or_create(
        delivery=delivery, defaults={"address": address, "is_hard": is_hard, "status": status}
    )
    if is_new:
        Delivery.objects.filter(
            pk=delivery.pk, state__in=[Delivery.State.SENT, Delivery.State.IN_DOUBT]
        ).update(state=Delivery.State.RETURNED, answer=answer)
        _pause_after_too_many(address, answer)
    return is_new


def _pause_after_too_many(address: str, answer: str) -> None:
    recent = Bounce.objects.filter(address=address, came_at__gt=timezone.now() - WINDOW)
    kinds = list(recent.values_list("is_hard", flat=True))
    if kinds.count(True) >= HARD or len(kinds) >= SOFT:
        PausedAddress.objects.get_or_create(address=address, defaults={"answer": answer})
