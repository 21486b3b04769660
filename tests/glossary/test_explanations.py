"""Terms found in texts: marked once, in place, without harm to the text around them."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from glossary.explanations import MOST_TERMS, explain
from platform_site.core import markup
from tests.factories import make_article
from tests.queries import count_queries

from .terms import make_concept

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<a class="term" href="(.*?)" title="(.*?)">(.*?)</a>')


@pytest.fixture(autouse=True)
def terms() -> None:
    make_concept(
        en="cash transfer",
        fr="transfert monétaire",
        es="transferencia monetaria",
        ar="تحويل نقدي",
        also={"en-1": ("CT", "admitted"), "en-2": ("handout", "deprecated")},
        defined={code: f"What it is ({code})." for code in ("en", "fr", "ar")},
        columns={"slug": "cash-transfer"},
    )
    make_concept(
        en="conditional cash transfer",
        defined={"en": 'A "transfer" <with> a condition.'},
        columns={"slug": "conditional-cash-transfer"},
    )
    make_concept(en="family", defined={"en": "x"}, columns={"subtype": "thesaurus"})


def marked(html: str, language: str = "en") -> list[str]:
    return [words for _href, _title, words in LINK.findall(told(html, language))]


def told(html: str, language: str = "en") -> str:
    return explain(html, language, AnonymousUser())


def test_the_first_time_a_term_stands_there_it_leads_to_its_page() -> None:
    html = "<p>A cash transfer is a cash transfer.</p>"

    assert told(html) == (
        '<p>A <a class="term" href="/en/glossary/cash-transfer/" title="What it is (en).">'
        "cash transfer</a> is a cash transfer.</p>"
    )


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (
            "<p>Conditional cash transfers and cash-transfers</p>",
            ["Conditional cash transfers", "cash-transfers"],
        ),
        ("<p>CASH TRANSFER</p>", ["CASH TRANSFER"]),
        ("<p>a CT</p>", ["CT"]),
        ("<p>cash. Transfer, cash, transfer</p>", []),
        ("<p>cash <em>transfer</em></p>", []),
        ("<p>encash transferred</p>", []),
        ("<p>a handout, a family</p>", []),
        ("", []),
    ],
)
def test_terms_are_found_as_people_write_them(html: str, words: list[str]) -> None:
    assert marked(html) == words


@pytest.mark.parametrize(
    ("html", "language", "words"),
    [
        ("<p>Des transferts monétaires</p>", "fr", ["transferts monétaires"]),
        ("<p>TRANSFERT MONETAIRE</p>", "fr", ["TRANSFERT MONETAIRE"]),
        ("<p>برنامج تحويل نقدي</p>", "ar", ["تحويل نقدي"]),
        ("<p>a cash transfer</p>", "fr", []),
        ("<p>una transferencia monetaria</p>", "es", []),
    ],
)
def test_only_terms_that_are_defined_in_the_texts_language(
    html: str, language: str, words: list[str]
) -> None:
    assert marked(html, language) == words


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="https://a.example/">a cash transfer</a></p>',
        "<h2>Cash transfer</h2>",
        "<pre><code>cash transfer</code></pre>",
        '<p><a href="/" title="a cash transfer > a &quot;cash transfer&quot;">x</a></p>',
    ],
)
def test_links_headings_code_and_attributes_stay_as_they_are(html: str) -> None:
    assert told(html) == html
    assert marked(f"{html}<p>cash transfer</p>") == ["cash transfer"]


def test_a_definition_stays_inside_its_attribute() -> None:
    html = told("<p>conditional cash transfer &amp; &lt;b&gt; more</p>")

    assert 'title="A &quot;transfer&quot; &lt;with&gt; a condition."' in html
    assert html.endswith("</a> &amp; &lt;b&gt; more</p>")


@pytest.mark.parametrize(
    "source",
    [
        "cash transfer <b>",
        "[a > b](https://a.example/ 'cash > transfer')",
        "`cash transfer`",
        "|a|\n|-|\n|cash transfer|",
    ],
)
def test_what_is_marked_is_as_clean_as_before(source: str) -> None:
    html = markup.render(source)
    without = LINK.sub(lambda link: link[3], told(html))

    assert without == html


def test_a_text_of_many_terms_is_not_covered_with_links() -> None:
    names = [f"thing {chr(97 + n)}{chr(97 + n)}" for n in range(25)]
    for name in names:
        make_concept(en=name, defined={"en": "x"})

    assert marked(f"<p>{', '.join(names)}</p>") == names[:MOST_TERMS]


def test_what_is_not_open_explains_nothing() -> None:
    make_concept(en="secret words", defined={"en": "canary"}, columns={"state": "pending"})
    make_concept(en="inside words", defined={"en": "canary"}, columns={"audience": "members"})

    html = "<p>secret words, inside words</p>"
    assert told(html) == html


def test_it_costs_one_query_for_a_text_of_any_length(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        told("<p>" + "a cash transfer and more words. " * 5000 + "</p>")


def test_an_article_shows_it_and_costs_the_same_with_and_without(client: Client) -> None:
    plain, rich = make_article(text="Nothing."), make_article(text="A cash transfer.")

    costs = [count_queries(client, page.get_absolute_url()) for page in (plain, rich)]

    assert costs[0] == costs[1]
    assert "What it is (en)." in client.get(rich.get_absolute_url()).content.decode()
