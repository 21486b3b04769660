"""What a reader of a page sees or is read out, and which of it is not in the page's language."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import NamedTuple

# Never shown, or the same in every language.
UNREAD = frozenset({"script", "style", "template", "code", "pre", "kbd"})
# What people typed, and the title of a window, cannot mark the language of a part.
UNMARKED = frozenset({"title", "meta", "textarea", "option"})
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
READ_OUT = frozenset(
    "title alt placeholder aria-label aria-description data-label data-rich-offer "
    "data-rich-label".split()
)
BUTTONS = frozenset({"submit", "button", "reset"})
ADDRESS = re.compile(
    r"(?:https?://|mailto:)\S+|[\w.+-]+@[\w.-]+|(?<![\w.])(?:[\w-]+\.)+[a-z]{2,}(?![\w.])"
)
LATIN = re.compile(r"[A-Za-z]{2,}")


class Said(NamedTuple):
    """A text of a page, the language it is marked with, the tag it stands in."""

    text: str
    language: str
    tag: str


def said(page: str) -> list[Said]:
    reader = _Reader()
    reader.feed(page)
    return reader.said


def latin(page: str, *, language: str, names: Iterable[str], quoted: Iterable[str]) -> list[Said]:
    """What is marked as `language` and yet made of Latin words.

    `names` are the same in every language. `quoted` is what people wrote in another: it may
    stand within a sentence, but where it stands alone it must be marked.
    """
    known, quoted = sorted(names, key=len, reverse=True), list(quoted)
    return [
        one
        for one in said(page)
        if one.language == language and LATIN.search(_rest(one, known, quoted))
    ]


def _rest(one: Said, names: list[str], quoted: list[str]) -> str:
    text = ADDRESS.sub(" ", one.text)
    if one.tag in UNMARKED or text.strip(" \u2068\u2069«»") not in quoted:
        for part in quoted:
            text = text.replace(part, " ")
    for name in names:
        text = re.sub(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", " ", text)
    return text


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.said: list[Said] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.open.append((tag, given.get("lang", "")))
        for name, value in given.items():
            if _is_read_out(tag, name, given):
                self._say(value, tag)
        if tag in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        # An end without a beginning (of <br/>, say) ends nothing.
        if any(tag == one for one, _language in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not any(tag in UNREAD for tag, _language in self.open):
            self._say(data, self.open[-1][0] if self.open else "")

    def _say(self, text: str, tag: str) -> None:
        if text := " ".join(text.split()):
            language = next((marked for _tag, marked in reversed(self.open) if marked), "")
            self.said.append(Said(text, language, tag))


def _is_read_out(tag: str, name: str, given: dict[str, str]) -> bool:
    if tag == "input" and name == "value":
        return given.get("type") in BUTTONS
    if tag == "meta" and name == "content":
        return given.get("name") == "description"
    return name in READ_OUT
