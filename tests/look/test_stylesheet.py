"""The stylesheet keeps its own rules: tokens only, logical properties, one light file."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from platform_site.core.stylesheet import SOURCE, StylesheetFinder, join

TEMPLATES = SOURCE.parent.parent / "templates"
PARTS = sorted([*SOURCE.glob("*.css"), *SOURCE.glob("components/*.css")])
PLAIN = [part for part in PARTS if part.name not in ("tokens.css", "layers.css")]
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# A query asks how wide the window is: there no token can stand.
QUERY = re.compile(r"@(?:media|container|supports)[^{]*\{")
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgb|rgba|hsl|hwb|oklch|lab|light-dark)\(|:\s*(?:white|black|red|grey)\b",
    re.IGNORECASE,
)
SIZE = re.compile(r"(?<![\w-])[\d.]+(?:px|rem|pt|mm|cm|in)\b")
PHYSICAL = re.compile(
    r"(?:margin|padding|border|inset|scroll-margin)-(?:left|right|top|bottom)"
    r"|[{;\s](?:left|right|top|bottom|width|height|max-width|min-width|max-height|min-height)\s*:"
    r"|text-align:\s*(?:left|right)|float:\s*(?:left|right)"
)


def text_of(part: Path) -> str:
    return QUERY.sub("", COMMENT.sub("", part.read_text()))


def name(part: Path) -> str:
    return str(part.relative_to(SOURCE))


@pytest.mark.parametrize("part", PLAIN, ids=name)
def test_no_colour_stands_outside_the_tokens(part: Path) -> None:
    assert COLOUR.findall(text_of(part)) == []


@pytest.mark.parametrize("part", PLAIN, ids=name)
def test_no_size_stands_outside_the_tokens(part: Path) -> None:
    assert SIZE.findall(text_of(part)) == []


@pytest.mark.parametrize("part", PARTS, ids=name)
def test_every_property_is_logical_so_that_no_page_needs_a_mirror(part: Path) -> None:
    assert PHYSICAL.findall(text_of(part)) == []


@pytest.mark.parametrize("part", sorted(SOURCE.glob("components/*.css")), ids=name)
def test_a_component_fits_in_one_look(part: Path) -> None:
    assert len(part.read_text().splitlines()) <= 60


def test_the_rules_would_see_what_they_forbid() -> None:
    assert COLOUR.findall("a { color: #fff }") == ["#fff"]
    assert SIZE.findall("a { padding: .5rem 2px }") == [".5rem", "2px"]
    assert PHYSICAL.findall("a { margin-left: 0; text-align: right }")


def test_every_name_that_is_used_is_set_somewhere() -> None:
    whole = join()
    used = set(re.findall(r"var\((--[\w-]+)\)", whole))
    known = set(re.findall(r"(--[\w-]+)\s*:", whole))

    assert used - known == set()


def test_the_joined_file_holds_every_part_once_and_in_order() -> None:
    whole = join()
    stated = re.findall(r'@import "([^"]+)"', (SOURCE / "layers.css").read_text())

    bodies = [COMMENT.sub("", (SOURCE / part).read_text()).strip()[:200] for part in stated]
    assert {SOURCE / part for part in stated} == set(PARTS) - {
        SOURCE / "layers.css",
        SOURCE / "admin.css",
    }
    places = [whole.find(body.splitlines()[0]) for body in bodies]
    assert -1 not in places
    assert "@import" not in whole
    assert whole.count("@layer tokens {") == 1


def test_the_stylesheet_arrives_in_one_first_flight() -> None:
    assert len(gzip.compress(join().encode())) <= 14_000


def test_static_files_find_the_stylesheet_everywhere() -> None:
    found = finders.find("site.css")
    listed = [path for path, storage in StylesheetFinder().list([]) if storage.exists(path)]

    assert Path(found).read_text() == join()
    assert listed == ["site.css"]


def test_mail_uses_the_colours_of_the_tokens() -> None:
    tokens = (SOURCE / "tokens.css").read_text()
    mail = (TEMPLATES / "mail" / "base.html").read_text()

    assert (
        set(re.findall(r"#[0-9a-f]{3,6}\b", mail)) - set(re.findall(r"#[0-9a-f]{3,6}\b", tokens))
        == set()
    )


def test_no_template_carries_a_style_or_a_script_of_its_own() -> None:
    guilty = [
        str(template.relative_to(TEMPLATES))
        for template in TEMPLATES.rglob("*.html")
        if "mail" not in template.parts
        and re.search(
            r"\sstyle=|<style|\son\w+=\"|<script(?![^>]*(?:src=|application/(?:ld\+)?json))",
            template.read_text(),
        )
    ]

    assert guilty == []
