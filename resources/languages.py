"""The languages that works of the library are in: more than people write in here."""

from django.conf.locale import LANG_INFO

from platform_site.pages.languages import CONTENT_LANGUAGES

_MORE = (
    *("az", "bg", "bn", "cs", "da", "de", "el", "fa", "fi", "hi", "hu", "hy", "id", "it", "ja"),
    *("ka", "kk", "km", "ko", "ky", "mn", "ms", "nb", "ne", "nl", "pl", "ro", "sr", "sv", "sw"),
    *("tg", "th", "tk", "tr", "uk", "ur", "uz", "vi"),
)

LANGUAGES = [
    *CONTENT_LANGUAGES,
    *((code, LANG_INFO[code]["name_local"]) for code in _MORE if code in LANG_INFO),
]

_NAMES = dict(LANGUAGES)


def language_name(code: str) -> str:
    """By its own name, as its readers look for it."""
    return _NAMES.get(code, code)
