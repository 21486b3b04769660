"""A small strict reader of BibTeX: what it does not understand is an error."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_WORDS = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
}
_ESCAPE = re.compile("|".join(map(re.escape, _WORDS)) + r"|\\([&%$#_])|([&%$#_~^\\])|[{}]")
_VERBATIM = {"url", "doi"}


@dataclass
class Entry:
    type: str
    key: str
    raw: dict[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> dict[str, str]:
        """Each value as a reader sees it, without braces and commands."""
        return {
            name: value if name in _VERBATIM else _plain(value) for name, value in self.raw.items()
        }


def _plain(value: str) -> str:
    def read(match: re.Match[str]) -> str:
        assert match[2] is None, f"{match[2]!r} is not escaped in {value!r}"
        return match[1] or _WORDS.get(match[0], "")

    return _ESCAPE.sub(read, value)


def entries(text: str) -> Iterator[Entry]:
    place = 0
    while match := re.compile(r"\s*@([a-z]+)\{([^\s,{}\"#%~\\]+),\n").match(text, place):
        entry, place = Entry(match[1], match[2]), match.end()
        while pair := re.compile(r"  ([a-z]+) = \{").match(text, place):
            value, place = _group(text, pair.end())
            assert pair[1] not in entry.raw, f"{pair[1]} twice"
            entry.raw[pair[1]] = value
            if text.startswith(",\n", place):
                place += 2
        assert text.startswith("\n}\n", place), text[place : place + 80]
        place += 3
        yield entry
    assert not text[place:].strip(), text[place : place + 80]


def _group(text: str, start: int) -> tuple[str, int]:
    """What stands up to the closing brace; a backslash before a brace changes nothing."""
    depth = 1
    for place in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return text[start:place], place + 1
    raise AssertionError("a brace is not closed")
