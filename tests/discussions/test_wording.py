"""Who is called by a text, and what a quotation says."""

import pytest

from platform_site.core import markup
from platform_site.discussions.wording import link_mentions, mentioned, quotation


@pytest.mark.parametrize(
    ("source", "handles"),
    [
        ("Thank you @amina-diallo, and @Bob!", ["amina-diallo", "bob"]),
        ("@bob @bob", ["bob"]),
        ("write to me at bob@people.example", []),
        ("see /people/@bob/ and a@b", []),
        ("`@bob` is code", []),
        ("> @bob was quoted\n\nand @amina was called", ["amina"]),
        ("[@bob](https://people.example/)", []),
        ("**@bob**", ["bob"]),
        ("@bo", []),
        ("(@bob)", ["bob"]),
        (" ".join(f"@person{n}" for n in range(15)), [f"person{n}" for n in range(10)]),
    ],
)
def test_a_handle_calls_a_person_where_it_is_meant_to(source: str, handles: list[str]) -> None:
    assert mentioned(markup.render(source)) == handles


def test_only_handles_with_an_address_become_links() -> None:
    html = link_mentions("<p>@bob and @nobody, <code>@bob</code></p>", {"bob": "/id/person/1"})

    assert html == '<p><a href="/id/person/1">@bob</a> and @nobody, <code>@bob</code></p>'


def test_what_looks_like_markup_in_a_name_stays_a_name() -> None:
    text = quotation(
        who="A](https://evil.example) *B*",
        address="/pages/1/comments/2/",
        source="x",
        html="<p>x</p>",
    )

    html = markup.render(text)
    assert html.count("<a ") == 1
    assert 'href="/pages/1/comments/2/"' in html
    assert "A](https://evil.example) *B* wrote:" in html


def test_a_quotation_leaves_out_what_it_quotes() -> None:
    source = "> Alice wrote:\n> something\n\nBut no.\n\n\nNever."

    text = quotation(who="Bob", address="/a/", source=source, html=markup.render(source))

    assert text == "> [Bob wrote:](/a/)\n>\n> But no.\n>\n> Never.\n\n"


def test_only_words_that_were_said_can_be_quoted() -> None:
    source = "One *two* three\nfour"
    html = markup.render(source)

    said = quotation(who="Bob", address="/a/", source=source, html=html, words="two  three")
    invented = quotation(who="Bob", address="/a/", source=source, html=html, words="I was wrong")

    assert "> two three\n" in said
    assert "I was wrong" not in invented
    assert "> One *two* three\n> four\n" in invented


def test_a_very_long_post_is_quoted_in_part() -> None:
    source = "word " * 2_000

    assert len(quotation(who="Bob", address="/a/", source=source, html="<p>x</p>")) < 2_200
