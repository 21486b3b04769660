"""Where mails that cannot be delivered come back to, and what their reports say (RFC 3464).

Each mail has a return address of its own, signed for the address it was sent to. Nobody but a
mail server on the way, and the reader, ever sees it: a forged report can at worst be about the
forger's own address.
"""

import re
from base64 import b32encode
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

# Where mail servers write down to whom a mail came. Some of them change it to small letters.
RECIPIENTS = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To")
MARK = re.compile(r"\+(\d{1,18})-([a-z2-7]{16})$")
STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
CODE = re.compile(r"\b([45]\d\d)\b")
# Nobody is there, nor ever will be. All else may mend itself: full, too large, taken for spam.
HARD = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4"})
# What stands for those where a server says no more than its three digits.
HARD_CODES = frozenset({550, 551, 553})
MOST_PARTS = 40


def return_address(delivery_id: int, address: str) -> str:
    """Of one mail to one address; empty where no mailbox for it was set up."""
    local, at, domain = settings.BOUNCE_ADDRESS.rpartition("@")
    return f"{local}+{delivery_id}-{_sign(delivery_id, address)}@{domain}" if at else ""


def _sign(delivery_id: int, address: str) -> str:
    words = f"{delivery_id} {address.lower()}"
    digest = salted_hmac("notifications.bounces", words, algorithm="sha256").digest()
    return b32encode(digest[:10]).decode().lower()


@dataclass(frozen=True)
class Report:
    """One mail could not be delivered."""

    delivery_id: int
    signature: str
    # Of RFC 3463; may be empty.
    status: str
    answer: str

    @property
    def is_hard(self) -> bool:
        return is_hard(self.status, self.answer)

    def is_about(self, address: str) -> bool:
        """Whether the mail that came back was sent by us, and to this address."""
        return constant_time_compare(self.signature, _sign(self.delivery_id, address))


def is_hard(status: str, answer: str) -> bool:
    if status and not status.endswith(".0.0"):
        return status in HARD
    code = CODE.search(answer)
    return not status.startswith("4") and code is not None and int(code[1]) in HARD_CODES


def read_status(*texts: str) -> str:
    """The most telling status in some texts: 5.0.0 says less than any other."""
    found = [match[0] for text in texts for match in STATUS.finditer(text)]
    return next((one for one in found if not one.endswith(".0.0")), found[0] if found else "")


def read_report(message: Message) -> Report | None:
    """What a mail to a return address says; None when it is not a report of a failure."""
    mark = _mark(message)
    failure = next((one for one in _recipients(message) if _word(one, "Action") == "failed"), None)
    if mark is None or failure is None:
        return None
    diagnosis = " ".join(str(failure.get("Diagnostic-Code", "")).split())
    status = read_status(str(failure.get("Status", "")), diagnosis)
    answer = re.sub(r"^\s*smtp\s*;\s*", "", diagnosis, flags=re.IGNORECASE) or status
    return Report(int(mark[1]), mark[2], status, answer[:300])


def _mark(message: Message) -> re.Match[str] | None:
    """What our return address says, when the mail came to one."""
    ours, _at, domain = settings.BOUNCE_ADDRESS.lower().rpartition("@")
    values = " ".join(str(v) for name in RECIPIENTS for v in message.get_all(name, []))
    for address in re.findall(r"[^\s<>,;:\"]+@[^\s<>,;:\"]+", values.lower()[:10_000]):
        local, _at, host = address.rpartition("@")
        if host == domain and local.startswith(f"{ours}+"):
            return MARK.search(local)
    return None


def _recipients(message: Message) -> Iterator[Message]:
    """The blocks of a report, each about one recipient."""
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            return
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            yield from (block for block in part.get_payload() if isinstance(block, Message))


def _word(block: Message, name: str) -> str:
    return str(block.get(name, "")).strip().lower()
