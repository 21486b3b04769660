"""Reads what came back to BOUNCE_ADDRESS.

As a pipe of the mail server, with one mail on its input (Postfix, in /etc/aliases:
`bounces: "|/srv/platform/manage.py receive_bounces"`), or now and then over a mailbox.
"""

import mailbox
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import closing
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from platform_site.notifications.actions import take_report
from platform_site.notifications.bounces import read_report

# The report stands in front; what of the returned mail comes after this much is not needed.
MOST = 1_000_000


class Command(BaseCommand):
    help = "Counts mails that came back: one on the input, or all in a mailbox."

    def add_arguments(self, parser: ArgumentParser) -> None:
        where = parser.add_mutually_exclusive_group()
        where.add_argument("--maildir", help="A folder of mails; those that were read are marked.")
        where.add_argument("--mbox", help="A file of mails.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            results = [take(message) for message in _messages(options)]
        except DatabaseError:
            # To a mail server: try again later, do not send this anywhere else.
            sys.exit(os.EX_TEMPFAIL)
        self.stdout.write(f"{len(results)} read, {results.count(True)} counted")


def take(message: Message) -> bool:
    """Whether it was a report of ours, and new."""
    try:
        report = read_report(message)
    except (ValueError, LookupError, TypeError, AttributeError):
        return False  # anybody can write anything to this address; the next mail may be a report
    return report is not None and take_report(report=report)


def _messages(options: dict[str, Any]) -> Iterator[Message]:
    if path := options["maildir"]:
        yield from _unseen(path)
    elif path := options["mbox"]:
        _check(path)
        with closing(mailbox.mbox(path, create=False)) as file:
            yield from file
    else:
        yield message_from_bytes(sys.stdin.buffer.read(MOST))


def _unseen(path: str) -> Iterator[Message]:
    _check(path)
    folder = mailbox.Maildir(path, create=False)
    for key, message in folder.items():
        if "S" in message.get_flags():
            continue
        yield message
        message.set_subdir("cur")
        message.add_flag("S")
        folder[key] = message


def _check(path: str) -> None:
    if not Path(path).exists():
        raise CommandError(f"there is nothing at {path}")
