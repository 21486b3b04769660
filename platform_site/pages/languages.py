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
    """`rtl` or `ltr`, for the `dir` of a text or mail written in the language."""
    return "rtl" if language.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"
