"""Reports of mails that came back, as mail servers of many makes write them, made up by us.

Each is a mail with `{to}` for the return address. What is to be read of each stands beside it:
"hard", "soft", or nothing when it is no report of a failure.
"""

from pathlib import Path

HERE = Path(__file__).parent
WHAT: dict[str, str] = {
    "unknown_person": "hard",
    "unknown_domain": "hard",
    "disabled_mailbox": "hard",
    "moved_away": "hard",
    "no_route": "hard",
    "three_digits_only": "hard",
    "status_in_the_diagnosis": "hard",
    "small_letters": "hard",
    "two_recipients": "hard",
    "full_mailbox": "soft",
    "taken_for_spam": "soft",
    "too_large": "soft",
    "gave_up_after_days": "soft",
    "in_arabic": "soft",
    "only_delayed": "",
    "was_delivered": "",
    "out_of_office": "",
    "an_answer": "",
    "broken_parts": "",
    "no_recipient_block": "",
}


def report(name: str, to: str) -> bytes:
    return (HERE / f"{name}.eml").read_text().replace("{to}", to).encode()
