"""One line to the mail server for a batch of mails, with a stop just before the final dot."""

import re
import smtplib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.mail import mailers
from django.core.mail.backends.smtp import EmailBackend

from .message import Mail

# The server closes the line.
HANGS_UP = 421


class LineDown(Exception):
    """The server cannot be reached: nothing is wrong with the mail, and no other can go either."""


class Refused(Exception):
    """The server said no to this mail: for good (5xx), or for now (4xx).

    `is_of_address`: to whom it was, not to what it was.
    """

    def __init__(self, code: int, words: bytes | str, *, is_of_address: bool = False) -> None:
        self.code = code
        self.is_of_address = is_of_address
        text = words.decode(errors="replace") if isinstance(words, bytes) else words
        self.answer = f"{code} {' '.join(text.split())}"[:300]
        super().__init__(self.answer)

    @property
    def is_final(self) -> bool:
        return self.code >= 500


class Unanswered(Exception):
    """The mail was given to the server, which hung up without saying whether it took it."""


class Line:
    """`with Line() as line: line.send(mail, before_dot=…)`. Opens with the first mail.

    What is not SMTP (Django's console, file and test backends) has no dot: `before_dot` is
    called just before the backend gets the mail.
    """

    def __init__(self) -> None:
        self.backend: Any = mailers.default

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *problem: object) -> None:
        try:
            self.backend.close()
        except OSError:
            self._drop()

    def send(self, mail: Mail, *, before_dot: Callable[[], None]) -> None:
        """Returns when the server took the mail. Raises LineDown, Refused, Unanswered."""
        if not isinstance(self.backend, EmailBackend):
            self._hand_over(mail, before_dot)
            return
        content = _dotted(mail.as_wire().as_bytes())
        self._open()
        try:
            self._envelope(mail)
        except OSError as problem:
            # It hung up on this very mail, which therefore must not come first again and again.
            self._drop()
            raise Refused(HANGS_UP, str(problem)) from problem
        try:
            before_dot()
        except BaseException:
            # The server waits for the text: hanging up without the dot is how to take it back.
            self._drop()
            raise
        self._content(content)

    def _hand_over(self, mail: Mail, before_dot: Callable[[], None]) -> None:
        message = mail.as_django()
        before_dot()
        try:
            self.backend.send_messages([message])
        except Exception as problem:
            raise Unanswered(str(problem)) from problem

    def _open(self) -> None:
        """A server that is away, greets with 421, or refuses our name or password."""
        try:
            self.backend.open()
        except OSError as problem:
            raise LineDown(str(problem)) from problem

    def _envelope(self, mail: Mail) -> None:
        """MAIL, RCPT and DATA, up to where the server waits for the text."""
        try:
            sender = self.backend.prep_address(mail.return_to or settings.DEFAULT_FROM_EMAIL)
            recipient = self.backend.prep_address(mail.address)
        except ValueError as problem:
            raise Refused(553, str(problem), is_of_address=True) from problem
        connection: smtplib.SMTP = self.backend.connection
        connection.ehlo_or_helo_if_needed()
        self._expect(connection.mail(sender), 250)
        self._expect(connection.rcpt(recipient), 250, 251, is_of_address=True)
        self._expect(connection.docmd("DATA"), 354)

    def _expect(self, answer: tuple[int, bytes], *wanted: int, is_of_address: bool = False) -> None:
        code, words = answer
        if code in wanted:
            return
        try:
            self.backend.connection.rset()
        except OSError:
            self._drop()
        raise Refused(code, words, is_of_address=is_of_address)

    def _content(self, content: bytes) -> None:
        connection: smtplib.SMTP = self.backend.connection
        try:
            connection.send(content)
            code, words = connection.getreply()
        except OSError as problem:
            self._drop()
            raise Unanswered(str(problem)) from problem
        if code == HANGS_UP:
            self._drop()
        if code != 250:
            raise Refused(code, words)

    def _drop(self) -> None:
        """Forgets a connection that is no use any more; the next mail opens another."""
        connection, self.backend.connection = self.backend.connection, None
        if connection is not None:
            connection.close()


def _dotted(content: bytes) -> bytes:
    """As DATA wants it: a dot at the start of a line doubled, a dot alone at the end."""
    if not content.endswith(b"\r\n"):
        content += b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", content) + b".\r\n"
