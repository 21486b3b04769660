"""Following the site's own links, as a visitor without an account would."""

import random
from collections import defaultdict
from collections.abc import Collection, Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client
from django.urls import resolve

# Parts of a query that never end, or only say where to come back to: followed without them.
ENDLESS = ("at", "posts", "page", "next")
# Filters of one list in every combination would be more addresses than the site has pages.
COMBINATIONS = 12


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if said.get("id"):
            self.anchors.add(said["id"] or "")
        if tag in {"a", "link", "form", "area"}:
            # A form that is sent by GET is a link, too.
            href = said.get("href") or (said.get("action") if said.get("method") != "post" else "")
            if href:
                self.links.append(href)
        if tag in {"img", "script", "use"} and (said.get("src") or said.get("href")):
            self.links.append(said.get("src") or said.get("href") or "")


class Crawl:
    """Breadth first over one language; what fails is in `dead`: address → why, and from where."""

    def __init__(self, language: str, *, seed: int = 1) -> None:
        self.client = Client(raise_request_exception=False)
        self.language, self.random = language, random.Random(seed)
        self.came_from: dict[str, str] = {f"/{language}/": "the start"}
        self.waiting: list[str] = [f"/{language}/"]
        self.anchors: dict[str, set[str]] = {}
        self.wanted: dict[str, set[str]] = defaultdict(set)
        self.dead: dict[str, str] = {}
        self.names: dict[str, int] = defaultdict(int)
        self.filtered: dict[tuple[str, ...], int] = defaultdict(int)

    def run(self, *, each: int | None = None, but: Collection[str] = ()) -> "Crawl":
        """Follows every link, or those to at most `each` of every kind of page `but` some."""
        while self.waiting:
            address = self.waiting.pop(0)
            name = self._name(address)
            if each is not None and name not in but and self.names[name] >= each:
                continue
            if self._is_one_more_combination(name, address):
                continue
            self.names[name] += 1
            self._visit(address)
        self._compare_anchors()
        return self

    def _name(self, address: str) -> str:
        try:
            return resolve(urlsplit(address).path).view_name
        except Exception:
            return "unknown"

    def _is_one_more_combination(self, name: str, address: str) -> bool:
        """Whether enough addresses of this list with values for the same filters were read."""
        filters = sorted(pair.partition("=")[0] for pair in urlsplit(address).query.split("&"))
        if filters == [""]:
            return False
        key = (name, *filters)
        self.filtered[key] += 1
        return self.filtered[key] > COMBINATIONS

    def _visit(self, address: str) -> None:
        answer = self.client.get(address)
        if answer.streaming:
            b"".join(answer)  # to its end: that closes the file
        self.anchors[address] = set()
        if answer.status_code in (301, 302, 303):
            target = urljoin(address, answer["Location"])
            self._meet(target, address)
            return
        if answer.status_code != 200:
            self.dead[address] = f"{answer.status_code}, linked from {self.came_from[address]}"
            return
        if answer["Content-Type"].startswith("text/html"):
            self._read(address, answer)

    def _read(self, address: str, answer: Any) -> None:
        page = _Links()
        page.feed(answer.content.decode())
        self.anchors[address] = page.anchors
        links = list(dict.fromkeys(page.links))
        self.random.shuffle(links)
        for link in links:
            self._meet(urljoin(address, link), address)

    def _meet(self, link: str, source: str) -> None:
        address, anchor = urldefrag(link)
        for one in self._own(address):
            if anchor:
                self.wanted[one].add(f"{anchor} from {source}")
            if one not in self.came_from:
                self.came_from[one] = source
                self.waiting.append(one)

    def _own(self, address: str) -> Iterator[str]:
        parts = urlsplit(address)
        if parts.scheme not in ("", "http", "https") or parts.netloc not in ("", "testserver"):
            return
        if parts.path.startswith(("/static/", "/admin/")):
            return
        first = parts.path.strip("/").partition("/")[0]
        if len(first) == 2 and first != self.language:
            return
        query = "&".join(
            pair for pair in parts.query.split("&") if pair.partition("=")[0] not in ENDLESS
        )
        yield parts.path + (f"?{query}" if query else "")

    def _compare_anchors(self) -> None:
        for address, wanted in self.wanted.items():
            for said in wanted:
                anchor, _from, source = said.partition(" from ")
                if self.anchors.get(address) and anchor not in self.anchors[address]:
                    self.dead[f"{address}#{anchor}"] = f"no such place, linked from {source}"
