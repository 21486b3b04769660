"""The simple markup people write, and the clean HTML that readers get.

There is one format of source: a small CommonMark (emphasis, links, lists, headings, quotes).
The rich editor sends HTML, which becomes that source again.
"""

import nh3
from markdown_it import MarkdownIt
from markdownify import markdownify

_markdown = (
    MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": False})
    .disable(["image", "html_block", "html_inline", "lheading"])
    .enable("table")
)

_TAGS = {"p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr"} | {
    "h2", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td", "sup", "sub",
}  # fmt: skip
_LINKS = {"http", "https", "mailto"}


def clean(html: str) -> str:
    """Leaves only what an article may contain; anything that could run is gone."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes=_LINKS,
        link_rel="noopener nofollow ugc",
    )


def render(source: str) -> str:
    """Clean HTML made of simple markup. Headings start at level 2: the page has its own title."""
    tokens = _markdown.parse(source)
    for token in tokens:
        if token.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            token.tag = f"h{min(int(token.tag[1]) + 1, 4)}"
    return clean(_markdown.renderer.render(tokens, _markdown.options, {}))


def from_html(html: str) -> str:
    """Simple markup made of what the rich editor sent."""
    return markdownify(clean(html), heading_style="ATX", bullets="-").strip()


def plain(html: str) -> str:
    """The words alone, for mails and excerpts."""
    return " ".join(nh3.clean(html.replace("<", " <"), tags=set()).split())
