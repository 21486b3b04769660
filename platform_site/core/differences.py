"""Two texts as one, with what went out and what came in marked."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
# Past this many words the comparison would take seconds; then the two texts stand side by side.
_TOO_LONG = 6_000


def word_difference(before: str, after: str) -> SafeString:
    """The text with what went out in <del> and what came in in <ins>."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > _TOO_LONG:
        return format_html("<del>{}</del><ins>{}</ins>", before, after)
    return format_html_join("", "{}", ((part,) for part in _parts(old, new)))


def _parts(old: list[str], new: list[str]) -> Iterator[SafeString]:
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            yield format_html("{}", "".join(old[a:b]))
            continue
        if b > a:
            yield format_html("<del>{}</del>", "".join(old[a:b]))
        if d > c:
            yield format_html("<ins>{}</ins>", "".join(new[c:d]))
