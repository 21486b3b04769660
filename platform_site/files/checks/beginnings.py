"""What a file is by its first bytes, for those that are not taken: so that the reason is named."""

import re

from .reasons import Reason

_STARTS: tuple[tuple[Reason, tuple[bytes, ...]], ...] = (
    (
        Reason.IMAGE,
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00"),
    ),
    (Reason.OLD_OFFICE, (b"\xd0\xcf\x11\xe0", b"{\\rtf")),
    (
        Reason.PROGRAM,
        (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa"),
    ),
    (
        Reason.ARCHIVE,
        (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ", b"MSCF", b"xar!"),
    ),
)
# A bare "BM" also begins words; a bitmap goes on with bytes that no text has.
_NEEDS_BINARY = (b"BM", b"MZ", b"BZh")
_MARKUP = re.compile(
    rb"\s*(?:<\?php|<\?xml|<!doctype|<!--|<%|</?(?:html|head|body|svg|script|style|iframe|img|"
    rb"object|embed|link|meta|table|div|form|h[1-6]|p|a|b|title)[\s/>])",
    re.IGNORECASE,
)


def known_as(start: bytes) -> Reason | None:
    """Why a file with this beginning is refused; None where the beginning says nothing."""
    for reason, signs in _STARTS:
        for sign in signs:
            if start.startswith(sign) and (sign not in _NEEDS_BINARY or _is_binary(start)):
                return reason
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return Reason.IMAGE
    if start[257:262] == b"ustar":
        return Reason.ARCHIVE
    return Reason.WEB_PAGE if is_markup(start) else None


def is_markup(start: bytes) -> bool:
    """HTML, SVG, XML or PHP, in UTF-8 or UTF-16."""
    plain = start.removeprefix(b"\xef\xbb\xbf")
    if plain[:2] in (b"\xff\xfe", b"\xfe\xff"):
        plain = plain[2:].replace(b"\x00", b"")
    return bool(_MARKUP.match(plain))


def _is_binary(start: bytes) -> bool:
    return any(byte < 9 or 13 < byte < 32 for byte in start[:64])
