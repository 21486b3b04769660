"""The markup people write never becomes anything that runs."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_site.core import markup


def elements_of(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """What a browser would make of it: each element with its attributes."""
    found: list[tuple[str, dict[str, str | None]]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.append((tag, dict(attrs)))  # type: ignore[method-assign]
    parser.feed(html)
    return found


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("**bold** and *slanted*", "<p><strong>bold</strong> and <em>slanted</em></p>"),
        ("# Heading", "<h2>Heading</h2>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        (
            "[words](https://www.ilo.org)",
            '<p><a href="https://www.ilo.org" rel="noopener nofollow ugc">words</a></p>',
        ),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
    ],
)
def test_simple_markup(source: str, html: str) -> None:
    assert markup.render(source).strip() == html


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        '<img src=x onerror="alert(1)">',
        "![x](https://tracker.example/pixel.png)",
        '<a href="https://a.example" onclick="alert(1)">x</a>',
        '<p style="position:fixed">x</p>',
        "<svg><script>alert(1)</script></svg>",
    ],
)
def test_nothing_that_runs_or_fetches_comes_through(source: str) -> None:
    tags = elements_of(markup.render(source))

    assert {tag for tag, _attributes in tags} <= {"p", "a"}
    for _tag, attributes in tags:
        assert set(attributes) <= {"href", "rel"}
        assert attributes.get("href", "https:").startswith("https:")


@given(st.text(max_size=300))
def test_cleaning_is_done_once_and_for_all(source: str) -> None:
    html = markup.render(source)

    assert markup.clean(html) == html


def test_what_the_rich_editor_sends_becomes_the_same_markup() -> None:
    html = '<h2>One</h2><p>A <strong>bold</strong> <a href="https://www.ilo.org">link</a></p>'

    source = markup.from_html(html)

    assert source == "## One\n\nA **bold** [link](https://www.ilo.org)"
