"""What stands in a post beside its own words: people who are mentioned, and what is quoted."""

import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils.html import escape
from django.utils.translation import gettext as _

from platform_site.core import markup

# A handle as the people write it, not inside an e-mail address, a path or a longer word.
HANDLE = re.compile(r"(?<![\w@/.\-])@([a-z0-9](?:-?[a-z0-9]){2,39})(?![\w@-])", re.IGNORECASE)
MOST_MENTIONED = 10
LONGEST_QUOTE = 2_000
_TAG = re.compile(r"(<[^>]+>)")
# Nobody is called by what stands in a quotation, a link or a piece of code.
_SILENT = ("a", "blockquote", "code", "pre")


def mentioned(html: str) -> list[str]:
    """The handles that clean HTML calls, in their order, each once; at most ten."""
    found = (
        match.lower() for text, calls in _texts(html) if calls for match in HANDLE.findall(text)
    )
    return list(dict.fromkeys(found))[:MOST_MENTIONED]


def link_mentions(html: str, address_of: dict[str, str]) -> str:
    """Makes a link of each handle that has an address; the others stay words."""

    def link(match: re.Match[str]) -> str:
        address = address_of.get(match[1].lower())
        return f'<a href="{escape(address)}">{match[0]}</a>' if address else match[0]

    parts = ((HANDLE.sub(link, text) if calls else text) for text, calls in _texts(html))
    return "".join(parts)


def _texts(html: str) -> Iterator[tuple[str, bool]]:
    """Tags and texts of clean HTML in their order; of each, whether somebody can be called in it.

    nh3 wrote it: every "<" in a text or an attribute is "&lt;", every tag is closed.
    """
    depth = 0
    for part in _TAG.split(html):
        if not part.startswith("<"):
            yield part, depth == 0
            continue
        name = part.strip("</>").partition(" ")[0]
        if name in _SILENT:
            depth += -1 if part.startswith("</") else 1
        yield part, False


def quotation(*, who: str, address: str, source: str, html: str, words: str = "") -> str:
    """Markup that quotes a post: a line that says whose words they are, then the words.

    `words` is the part that a reader marked; when the post does not say them, all of it is quoted,
    so that nobody can be quoted with what they never said.
    """
    chosen = " ".join(words.split())
    text = chosen if chosen and chosen in markup.plain(html) else _without_quotes(source)
    if len(text) > LONGEST_QUOTE:
        text = f"{text[:LONGEST_QUOTE].rstrip()} …"
    said = _("%(who)s wrote:") % {"who": who}
    lines = [f"[{_plain(said)}]({address})", "", *text.splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def _plain(words: str) -> str:
    """Names may hold what markup would read as its own."""
    return re.sub(r"([\\\[\]()*_`<>!#])", r"\\\1", words)


def _without_quotes(source: str) -> str:
    """A quotation of a quotation of a quotation is read by nobody."""
    lines = source.strip().splitlines()
    kept = [line for line in lines if not line.lstrip().startswith(">")]
    return "\n".join(_single_blank(kept or lines)).strip()


def _single_blank(lines: list[str]) -> Iterator[str]:
    yield from lines[:1]
    yield from (line for before, line in pairwise(lines) if line.strip() or before.strip())
