"""A file that was sent with a form is kept at once, and the form goes on with its name.

So it survives a refused form, a preview and a conflict like anything else that was typed. In the
fields of a form a file is a signed word that says which place of the page it is for and which
upload it is: nobody names an upload whose form they never had.
"""

import secrets
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, QueryDict
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext

from platform_site.accounts.requests import member

from .actions import keep_upload
from .checks import Refused
from .names import clean_name

_SALT = "files.staging"
# Names of the fields; a form has one list of files.
HELD, NEW, REPLACE, TITLE, REMOVED, REFUSED = (
    *("files", "files-new", "files-replace-", "files-title-", "files-removed", "files-refused"),
)


@dataclass(frozen=True)
class Held:
    """A file in a form: for which place of the page, and which upload."""

    key: str
    stored: str

    def signed(self) -> str:
        return signing.dumps([self.key, self.stored], salt=_SALT, compress=True)

    @classmethod
    def read(cls, signed: str) -> "Held | None":
        try:
            key, stored = signing.loads(signed, salt=_SALT)
        except (signing.BadSignature, ValueError):
            return None
        return cls(key, stored)


def new_key() -> str:
    return secrets.token_hex(6)


def posted(request: HttpRequest) -> QueryDict:
    """What was sent, for the form's `data`: each file in it kept already, or refused by name."""
    sent = {name: file for name, file in request.FILES.items() if name.startswith((NEW, REPLACE))}
    if not sent:
        return request.POST
    data = request.POST.copy()
    for field, upload in sent.items():
        try:
            _stage(request, data, field, upload)
        except Refused as refused:
            data.appendlist(REFUSED, said_of(upload, refused))
    return data


def said_of(upload: Any, refused: Refused) -> str:
    """The sentence under the field: which file, and why."""
    name = clean_name(upload.name or "", ending="?").removesuffix(".?")
    return gettext("“%(name)s” was not taken. %(why)s.") % {"name": name, "why": refused}


def stage(request: HttpRequest, upload: Any, *, key: str) -> Held:
    """The upload, kept for one place of a page. Raises Refused."""
    if problem := getattr(upload, "problem", None):
        raise Refused(problem, limit=filesizeformat(settings.FILE_LARGEST))
    stored = keep_upload(stream=upload, name=upload.name or "", by=member(request))
    return Held(key, str(stored.pk))


def _stage(request: HttpRequest, data: QueryDict, field: str, upload: Any) -> None:
    key = field.removeprefix(REPLACE)
    if field == NEW:
        data.appendlist(HELD, stage(request, upload, key=new_key()).signed())
        return
    held = [Held.read(signed) for signed in data.getlist(HELD)]
    if key in {one.key for one in held if one}:
        fresh = stage(request, upload, key=key)
        data.setlist(HELD, [(fresh if one.key == key else one).signed() for one in held if one])
