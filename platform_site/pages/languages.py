"""The languages people may write in, by their own names."""

CONTENT_LANGUAGES = [
    ("en", "English"),
    ("fr", "Français"),
    ("es", "Español"),
    ("ar", "العربية"),
    ("pt", "Português"),
    ("ru", "Русский"),
    ("zh", "中文"),
]

_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}


def direction(language: str) -> str:
    return "rtl" if language.split("-")[0] in _RIGHT_TO_LEFT else "ltr"
