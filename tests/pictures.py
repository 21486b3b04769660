"""Pictures of the real pages for docs/pictures: what a reader sees, in every dress.

    bin/demo --port 8123
    python -m tests.pictures --base http://127.0.0.1:8123

Five kinds of page, each at 1280 and 360 pixels, light, dark and in Arabic, and as a sheet of paper;
of each other kind the top, in one dress of each sort. `--only law record` makes those alone.
"""

import argparse
import base64
import json
import struct
import zlib
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page, sync_playwright

from platform_site.embedded.house import House
from tests.browser import chromium
from tests.run import ROOT

HERE = ROOT / "docs" / "pictures"
ROLE = "Member, an expert"
MEMBERS = {"form", "definition", "workspace", "tasks", "document", "inbox"}
TALLEST = 2400
TOP = 1300  # of what is pictured by its top
PAPER = 794  # an A4 sheet in CSS pixels
MARGINS = "16mm 15mm"  # @page's: a screen does not draw them
DRESSES = [
    *((width, dress, "en") for width in (1280, 360) for dress in ("light", "dark")),
    *((width, "ar", "ar") for width in (1280, 360)),
    (PAPER, "print", "en"),
]
TOP_DRESSES = [
    *((width, "light", "en") for width in (1280, 360)),
    *((360, "dark", "en"), (360, "ar", "ar"), (PAPER, "print", "en")),
]
SPACE = "workspaces/example-a-national-strategy-and-its-action-plan/"
# Kind → its address; what lies at #… is pictured from there.
TOPS = {
    "library": "resources/",
    "course": "resources/?type=course .item__title a",
    "record": "resources/?type=report .item__title a",
    "glossary": "glossary/",
    "concept": "glossary/social-security/",
    "definition": "glossary/social-security/definitions/new/",
    "theme": "themes/old-age/",
    "region": "regions/africa/",
    "law": "countries/alb/#schemes",
    "instrument": "instruments/c102/",
    "catalogue": "data/",
    "data": "data/si_cov_benfts/",
    "programme": "programmes/flagship/",
    "projects": "projects/",
    "project": "projects/ tbody th a",
    "organisation": "organisations/ilo/",
    "events": "events/",
    "event": "events/ .item__title a",
    "forums": "forums/",
    "e-discussion": "forums/example-e-discussion/",
    "topic": "forums/example-e-discussion/ .topic .item__title a",
    "people": "people/",
    "person": "people/ .item__title a",
    "search": "search/?q=pensions+in+Cambodia",
    "workspace": f"{SPACE}inside/",
    "tasks": f"{SPACE}tasks/",
    "document": f"{SPACE}documents/ .doctree__title",
    "inbox": "me/notifications/",
}
# Bytes of a PNG → its size and, in base64, one palette number for each pixel. The colours are the
# 256 most frequent of 32,768; a rarer one becomes the nearest of them.
FEWER_COLOURS = """async (png) => {
  const image = await createImageBitmap(await (await fetch(png)).blob())
  const context = new OffscreenCanvas(image.width, image.height).getContext("2d")
  context.drawImage(image, 0, 0)
  const data = context.getImageData(0, 0, image.width, image.height).data
  const cell = (i) => (data[i] >> 3) << 10 | (data[i + 1] >> 3) << 5 | data[i + 2] >> 3
  const cells = new Map()
  for (let i = 0; i < data.length; i += 4) {
    const known = cells.get(cell(i))
    if (known) known.count++
    else cells.set(cell(i), { count: 1, colour: [...data.slice(i, i + 3)] })
  }
  const frequent = [...cells.values()].sort((a, b) => b.count - a.count).slice(0, 256)
  const palette = frequent.map((one) => one.colour)
  const far = (a, b) => a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0)
  for (const one of cells.values()) one.place = palette.reduce(
    (best, colour, i) => far(colour, one.colour) < far(palette[best], one.colour) ? i : best, 0)
  const pixels = new Uint8Array(data.length / 4)
  for (let i = 0; i < data.length; i += 4) pixels[i / 4] = cells.get(cell(i)).place
  return [image.width, image.height, palette.flat(), pixels.toBase64()]
}"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.pictures")
    parser.add_argument("--base", required=True, help="address of a running bin/demo")
    parser.add_argument("--to", type=Path, default=HERE, help="default: docs/pictures")
    parser.add_argument("--only", nargs="+", help="these kinds alone")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        studio = Studio(browser, options)
        for dresses, find, tallest in ((DRESSES, whole, TALLEST), (TOP_DRESSES, tops, TOP)):
            for width, dress, language in dresses:
                for kind, path in find(studio, language).items():
                    studio.take(kind, path, width=width, dress=dress, tallest=tallest)
        browser.close()


class Studio:
    """A browser before the demonstration; a member of it opens what is for members."""

    def __init__(self, browser: Browser, options: argparse.Namespace) -> None:
        self.browser, self.options = browser, options
        self.member = signed_in(browser, options.base)

    def open(self, path: str, *, is_member: bool = False) -> Page:
        state = self.member if is_member else None
        context = self.browser.new_context(base_url=self.options.base, storage_state=state)
        page = context.new_page()
        page.goto(path)
        return page

    def wants(self, kind: str) -> bool:
        return not self.options.only or kind in self.options.only

    def link(self, kind: str, path: str, selector: str) -> str:
        """Where the first of these links leads."""
        page = self.open(path, is_member=kind in MEMBERS)
        found = page.locator(selector).first.get_attribute("href")
        page.context.close()
        return urljoin(self.options.base, found)

    def take(self, kind: str, path: str, *, width: int, dress: str, tallest: int) -> None:
        page = self.open(path, is_member=kind in MEMBERS)
        dress_up(page, width=width, dress=dress)
        name = f"{kind}-{width}-{dress}.png"
        png = small(self.browser, picture(page, width=width, tallest=tallest))
        (self.options.to / name).write_bytes(png)
        print(name, flush=True)
        page.context.close()


def signed_in(browser: Browser, base: str) -> dict:
    """The cookies of a member of the demonstration."""
    accounts = json.loads(House(ROOT).accounts.read_text())
    email, password = next(rest for role, *rest in accounts if role == ROLE)
    page = browser.new_context(base_url=base).new_page()
    page.goto("/en/accounts/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    with page.expect_navigation():
        page.locator("main form button").first.click()
    return page.context.storage_state()


def whole(studio: Studio, language: str) -> dict[str, str]:
    """The five kinds pictured from top to foot; the article is the newest about the country."""
    country = f"/{language}/countries/khm/"
    found = {
        "home": f"/{language}/",
        "country": country,
        "article": f"{country} #news .item__title a",
        "list": f"/{language}/news/",
        "form": f"/{language}/contribute/article/?about=KHM",
    }
    return chosen(studio, found)


def tops(studio: Studio, language: str) -> dict[str, str]:
    return chosen(studio, {kind: f"/{language}/{path}" for kind, path in TOPS.items()})


def chosen(studio: Studio, addresses: dict[str, str]) -> dict[str, str]:
    """Those that are wanted; behind a space stands which link of the page leads to it."""
    parts = {kind: path.split(" ", 1) for kind, path in addresses.items() if studio.wants(kind)}
    return {
        kind: studio.link(kind, *found) if found[1:] else found[0] for kind, found in parts.items()
    }


def dress_up(page: Page, *, width: int, dress: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    if dress == "print":
        page.emulate_media(media="print")
        page.evaluate("margins => document.body.style.margin = margins", MARGINS)
    else:
        page.emulate_media(color_scheme="dark" if dress == "dark" else "light")


def picture(page: Page, *, width: int, tallest: int) -> bytes:
    """From the part that the address names, else from the top."""
    part = "document.querySelector(location.hash || 'html')"
    begin = page.evaluate(f"Math.floor({part}.getBoundingClientRect().top + scrollY)")
    height = min(page.evaluate("document.documentElement.scrollHeight") - begin, tallest)
    area = {"x": 0, "y": begin, "width": width, "height": height}
    return page.screenshot(clip=area, full_page=True, animations="disabled")


def small(browser: Browser, png: bytes) -> bytes:
    """The same picture in 256 colours, which a repository can hold."""
    page = browser.new_page()
    address = "data:image/png;base64," + base64.b64encode(png).decode()
    width, height, palette, pixels = page.evaluate(FEWER_COLOURS, address)
    page.close()
    rows = base64.b64decode(pixels)
    # Each row begins with the number of its filter: none.
    lines = b"".join(b"\0" + rows[at : at + width] for at in range(0, len(rows), width))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = {b"IHDR": head, b"PLTE": bytes(palette), b"IDAT": zlib.compress(lines, 9), b"IEND": b""}
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts.items())


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


if __name__ == "__main__":
    main()
