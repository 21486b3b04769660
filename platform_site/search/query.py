"""What somebody typed, as PostgreSQL reads it in each language of the site."""

import re
from dataclasses import dataclass

from django.db import connection

from .synonyms import Synonym

CONFIGURATIONS = ("site_en", "site_fr", "site_es", "site_ar", "site_pt", "site_ru", "site_simple")
# Longer names than this are found by their words, not as a name within a sentence.
LONGEST_NAME = 6

_UNWANTED = re.compile(r'(?<!\S)-("[^"]*"|\S+)')
# A shorter beginning would match too much to mean anything.
_LAST_WORD = re.compile(r"(?<!\S)[^\W_]{3,}\Z")
# Signs of "not" before nothing: two hundred of them overflow PostgreSQL's parser.
_LOOSE_MINUS = re.compile(r"(?<!\w)-+")
# Phones and word processors write these; PostgreSQL reads only the plain one.
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
_ARABIC = re.compile("[ء-ي]")
_DANGLING_OR = re.compile(r"(?<!\S)or\s*\Z", re.IGNORECASE)

# How a text may be read: in each language, and plainly without Arabic articles.
_FORMS = """(
      SELECT config, page_words(config, {text}) AS form
      FROM unnest(%(configurations)s::regconfig[]) AS config
      UNION ALL SELECT 'site_simple', page_bare({text}) WHERE {text} ~ '[ء-ي]'
    ) AS forms"""
# The readings are joined by OR; those that are alike count once, or the planner would expect seven
# times the hits.
_READ = f"""
SELECT
  search_fold(%(wanted)s),
  ARRAY(
    SELECT DISTINCT reading::text
    FROM {_FORMS.format(text="%(wanted)s")}, websearch_to_tsquery(config, form) AS reading
    WHERE numnode(reading) > 0 ORDER BY 1
  ),
  ARRAY(
    SELECT DISTINCT (head && beginning)::text
    FROM {_FORMS.format(text="%(head)s")}, websearch_to_tsquery(forms.config, forms.form) AS head,
      -- A stem would be the beginning of too much; only Arabic must lose its article.
      (VALUES ('site_simple'::regconfig, page_bare(%(beginning)s)),
        ('site_simple', %(beginning)s),
        ('site_ar', page_words('site_ar', %(beginning)s))) AS plain (config, form),
      to_tsquery(plain.config, plain.form) AS beginning
    WHERE numnode(beginning) > 0 ORDER BY 1
  ),
  ARRAY(
    SELECT DISTINCT reading::text
    FROM {_FORMS.format(text="%(unwanted)s")}, websearch_to_tsquery(config, form) AS reading
    WHERE numnode(reading) > 0 ORDER BY 1
  )
"""  # noqa: S608 (joined of constants)


@dataclass(frozen=True)
class Query:
    """`match` finds (the last word may be a beginning); its readings `whole` and `wide` rank: the
    words as they were typed in each language, and with what says the same. All are tsquery texts.

    Without words it is all pages; `is_nothing` when no word in the text can be searched for.
    """

    wanted: str = ""
    unwanted: str = ""
    whole: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()
    folded: str = ""
    is_nothing: bool = False
    # Where it was widened: what else is looked for, and what a page so named is called.
    also: tuple[Synonym, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def match(self) -> str:
        """Nothing that any language reads as unwanted: a plural in another's reading, too."""
        return f"( {self.wanted} ) & !( {self.unwanted} )" if self.unwanted else self.wanted

    @property
    def loose(self) -> str:
        """Any of the words, as the language reads them that knows most of them as mere filling;
        nothing when there is only one."""
        fewest = min((reading.count(" & ") for reading in self.whole), default=0)
        read = [reading for reading in self.whole if reading.count(" & ") == fewest > 0]
        return any_of([reading.replace(" & ", " | ") for reading in read])

    @property
    def spellings(self) -> list[str]:
        """How a page so called may write its name: in Arabic, with or without articles."""
        if not _ARABIC.search(self.folded):
            return [self.folded]
        bare = [word.removeprefix("ال") for word in self.folded.split()]
        return [self.folded, " ".join(bare), " ".join(f"ال{word}" for word in bare)]

    @property
    def names(self) -> list[str]:
        """Every run of words that could be the name of a country or another reference page."""
        words = self.folded.split()
        runs = {
            " ".join(words[start : start + length])
            for length in range(1, LONGEST_NAME + 1)
            for start in range(len(words) - length + 1)
        }
        return sorted(runs | {self.folded})


def read(text: str, *, language: str = "") -> Query:
    """Understands words, "phrases", OR and -unwanted, in one language or in all. One query."""
    if not text.strip():
        return Query()
    with connection.cursor() as cursor:
        cursor.execute(_READ, _parts(text) | {"configurations": configurations(language)})
        folded, whole, prefixed, unwanted = cursor.fetchone()
    if not whole and not prefixed:
        return Query(is_nothing=True)
    return Query(
        wanted=any_of(sorted({*whole, *prefixed})),
        unwanted=any_of(unwanted),
        whole=tuple(whole or prefixed),
        folded=folded,
    )


def _parts(text: str) -> dict[str, str]:
    """The text as _READ wants it. The last word may still be unfinished, unless it is quoted."""
    text = text.translate(_QUOTES)
    wanted = _LOOSE_MINUS.sub(" ", _UNWANTED.sub(" ", text)).strip()
    last = _LAST_WORD.search(wanted) if wanted.count('"') % 2 == 0 else None
    head = wanted[: last.start()] if last else wanted
    is_beginning = last is not None and not _DANGLING_OR.search(head)
    return {
        "wanted": wanted,
        "head": head,
        "beginning": f"'{last[0]}':*" if last and is_beginning else "",
        "unwanted": _LOOSE_MINUS.sub(" ", " or ".join(_UNWANTED.findall(text))),
    }


def configurations(language: str) -> list[str]:
    name = f"site_{language[:2]}"
    if not language:
        return list(CONFIGURATIONS)
    return [name if name in CONFIGURATIONS else "site_simple"]


def any_of(readings: list[str]) -> str:
    return " | ".join(f"( {reading} )" for reading in readings)
