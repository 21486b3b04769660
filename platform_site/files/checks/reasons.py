"""Why a file is not taken: each reason has a name, and says what one can do."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    EMPTY = "empty", _("It is empty. Look whether it was saved to the end")
    TOO_LARGE = "too-large", _("It is too large: at most %(limit)s")
    TOO_MANY_TODAY = (
        "too-many-today",
        _("You have sent %(limit)s in one day, which is the most. Send it tomorrow"),
    )
    NO_ROOM = "no-room", _("We could not store it, and nothing of it was kept. Try again later")
    UNKNOWN = (
        "unknown",
        _("It is none of the formats we take: PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, CSV, TXT"),
    )
    WRONG_NAME = (
        "wrong-name",
        _("Its name ends in .%(ending)s, but it is a .%(format)s file. Give it the right ending"),
    )
    IMAGE = "image", _("It is an image. Put it into a document, or give a link to it")
    WEB_PAGE = "web-page", _("It holds HTML, SVG or a script. Save it as PDF instead")
    PROGRAM = "program", _("It is a program or a script, which we never take")
    ARCHIVE = "archive", _("It is an archive. Send the files in it one by one")
    OLD_OFFICE = (
        "old-office",
        _("It is an old Office format, or locked with a password. Save it as DOCX, XLSX or PPTX"),
    )
    VIRUS = "virus", _("It carries the test sign of virus scanners")
    DAMAGED = "damaged", _("It is damaged. Open it, save it again, and send that")
    HIDDEN = (
        "hidden",
        _("It holds more than one file in one, or something before or after its own end"),
    )
    LOCKED = "locked", _("It is protected with a password, so we cannot check it. Send it without")
    SCRIPT = "script", _("It holds a script. Save it without scripts, or print it to a new PDF")
    LAUNCH = "launch", _("It can start a program or send what is typed. Print it to a new PDF")
    ATTACHED = "attached", _("Another file is attached inside it. Send that one by itself")
    RICH_MEDIA = "rich-media", _("It holds sound, video or 3D inside. Give a link to these instead")
    XFA = "xfa", _("It is a form of the XFA kind, which few programs open. Print it to a new PDF")
    MACROS = "macros", _("It holds macros. Save it without macros")
    EMBEDDED = (
        "embedded",
        _("It holds another program’s object (OLE or ActiveX). Put a picture or a table instead"),
    )
    EXTERNAL = (
        "external",
        _(
            "It fetches something from elsewhere when opened (template, object, picture, data)."
            " Break that link, and save it again"
        ),
    )
    BAD_LINK = "bad-link", _("It has a link that is not a web or mail address: %(link)s")
    NESTED = "nested", _("It holds an archive inside. Send the files in it one by one")
    BOMB = "bomb", _("It unpacks to far more than such a file should")
    TOO_MANY_PARTS = "too-many-parts", _("It is made of too many parts")
    BAD_PART_NAME = "bad-part-name", _("A part inside it has a name that no such file has")
    DOCTYPE = "doctype", _("Its XML declares entities, which no office program writes")
    FORMULA = (
        "formula",
        _(
            "Row %(row)s begins a cell with =, +, - or @, which spreadsheets read as a formula."
            " Put a letter or an apostrophe before it"
        ),
    )
    LONG_LINE = "long-line", _("Row %(row)s is too long for a table")
    ENCODING = "encoding", _("Its letters are not in UTF-8. Choose UTF-8 when you save it")
    BINARY = "binary", _("It calls itself text but holds other bytes")


class Refused(Exception):
    """The file is not taken; `reason` names why, and str() says it in the reader's language."""

    def __init__(self, reason: Reason, **said: Any) -> None:
        super().__init__(reason.value)
        self.reason, self.said = reason, said

    def __str__(self) -> str:
        return str(self.reason.label) % self.said if self.said else str(self.reason.label)
