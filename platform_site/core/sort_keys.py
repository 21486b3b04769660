"""Sort keys for names: PostgreSQL from the wheel has no collation per language."""

import unicodedata

# Letters that Unicode does not split into a base letter and a mark.
_FOLDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
    # Arabic: the forms of alef, final ya and ta marbuta count as one letter each.
    | {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": ""}
)


def fold(text: str) -> str:
    """Lower case, without accents or harakat: what people mean when they type quickly."""
    split = unicodedata.normalize(
        "NFKD", unicodedata.normalize("NFKC", text).casefold().translate(_FOLDED)
    )
    return "".join(c for c in split if not unicodedata.combining(c)).translate(_FOLDED)


def sort_key(text: str, language: str) -> str:
    """A key by which names of one language stand in their order."""
    key = fold(text)
    if language == "es":
        # ñ is a letter of its own after n.
        key = fold(text.replace("ñ", "n\uffff").replace("Ñ", "n\uffff"))
    if language == "ar" and key.startswith("ال"):
        # Names are looked up without their article.
        key = key.removeprefix("ال")
    return key[:300]
