"""A letter goes out as it was written, to the address it was written for."""

from ..message import Mail
from ..models import Delivery


def compose_letter(delivery: Delivery) -> Mail:
    letter = delivery.letter
    return Mail(
        address=letter.address,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        message_id=delivery.message_id,
        headers={"Content-Language": letter.language},
    )
