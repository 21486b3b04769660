"""Where a document may lead: to web and mail addresses, and to places within itself."""

import re

from .reasons import Reason, Refused

_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.\-]*)\s*:")
_ALLOWED = frozenset(("http", "https", "mailto", "tel", "ftp"))
_ELSEWHERE = re.compile(r"\s*(?:[a-zA-Z][a-zA-Z0-9+.\-]*\s*:|//|\\\\|\.\./|/)")


def require_link(target: str) -> None:
    """A link that a person presses."""
    visible = "".join(letter for letter in target if letter.isprintable()).strip()
    scheme = _SCHEME.match(visible)
    is_host = visible.startswith(("//", "\\\\", "/\\", "\\/"))
    if is_host or (scheme and scheme[1].lower() not in _ALLOWED):
        raise Refused(Reason.BAD_LINK, link=visible[:80])


def require_inside(target: str) -> None:
    """What is fetched as soon as the document is opened must lie in the document."""
    if _ELSEWHERE.match(target):
        raise Refused(Reason.EXTERNAL)
