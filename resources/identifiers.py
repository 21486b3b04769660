"""DOI, ISBN and links: what is right, and by what two of them are the same."""

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from platform_site.core.sort_keys import fold

_DOI_PREFIX = re.compile(r"^(?:https?://)?(?:dx\.|www\.)?doi\.org/|^doi:\s*", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"<>{}|\\^]+")
# What says where a reader came from, not what they read.
_TRACKING = re.compile(r"^(utm_.+|fbclid|gclid|mc_cid|mc_eid)$")
_WORDS = re.compile(r"[\W_]+")


class WrongIdentifier(ValueError):
    """It is none, or one of its digits is wrong."""


def bare_doi(text: str) -> str:
    """10.1000/182 of whatever way it was written. Raises WrongIdentifier."""
    doi = _DOI_PREFIX.sub("", text.strip())
    if "doi.org/" in text.casefold():
        doi = unquote(doi)
    if not _DOI.fullmatch(doi):
        raise WrongIdentifier(text)
    return doi


def doi_in(link: str) -> str:
    """The DOI that a link to doi.org holds; empty for any other link."""
    try:
        return bare_doi(link) if _DOI_PREFIX.match(link) else ""
    except WrongIdentifier:
        return ""


def isbn13(text: str) -> str:
    """Thirteen digits of an ISBN of ten or thirteen; or raises WrongIdentifier."""
    digits = re.sub(
        r"[\s‐-―-]", "", re.sub(r"^isbn(?:-1[03])?:?", "", text.strip(), flags=re.IGNORECASE)
    )
    if re.fullmatch(r"\d{9}[\dXx]", digits) and _is_isbn10(digits):
        digits = "978" + digits[:9]
        return digits + _check_digit(digits)
    if re.fullmatch(r"97[89]\d{10}", digits) and digits[12] == _check_digit(digits[:12]):
        return digits
    raise WrongIdentifier(text)


def _is_isbn10(digits: str) -> bool:
    values = [10 if digit in "Xx" else int(digit) for digit in digits]
    return sum((10 - place) * value for place, value in enumerate(values)) % 11 == 0


def _check_digit(twelve: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return str(-total % 10)


def link_key(link: str) -> str:
    """What two addresses of one thing have in common: no scheme, www, fragment or tracking."""
    try:
        parts = urlsplit(link.strip())
        host, port = (parts.hostname or "").removeprefix("www.").rstrip("."), parts.port
    except ValueError:
        return ""
    if not host:
        return ""
    pairs = [pair for pair in parse_qsl(parts.query, True) if not _TRACKING.match(pair[0])]
    query = f"?{urlencode(sorted(pairs))}" if pairs else ""
    place = f"{host}:{port}" if port not in (None, 80, 443) else host
    return f"{place}{unquote(parts.path).rstrip('/')}{query}"[:1000]


def title_key(title: str) -> str:
    """The words of a title, folded: without case, accents and punctuation."""
    return _WORDS.sub(" ", fold(title)).strip()[:300]
