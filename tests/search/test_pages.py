"""The search page as it is read, and whatever is thrown at it."""

import dataclasses
import re
import time
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from platform_site.pages import kinds
from platform_site.pages.models import Page, PageSubject, PageText, Subject
from platform_site.search import finding
from platform_site.search.actions import refresh_lexicon
from platform_site.search.models import Word
from tests.factories import make_article, make_subject
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def read_page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_page_speaks_the_readers_language(
    client: Client, language: str, direction: str
) -> None:
    body = read_page(client, f"/{language}/search/?q=pension")

    assert f'<html lang="{language}" dir="{direction}"' in body


def test_without_words_the_page_asks_for_some_and_looks_nothing_up(client: Client) -> None:
    assert count_queries(client, "/en/search/") == 0
    assert "Results" not in read_page(client, "/en/search/")


def test_the_country_is_the_first_answer(client: Client, cambodia: Subject) -> None:
    make_article("Pension in Cambodia", about=[cambodia])

    body = read_page(client, "/en/search/?q=Cambodge")

    found = re.findall(r'item__title"><a href="([^"]+)"', body)
    assert (found[0], len(found)) == ("/en/countries/khm/", 2)
    # Why it is here: the name that was typed.
    assert '<bdi lang="fr">Cambodge</bdi>' in body
    assert ">Cambodia</a>" in body


def test_a_result_links_its_subjects_and_other_languages(client: Client, cambodia: Subject) -> None:
    original = make_article("Pension reform", about=[cambodia])
    make_article("Réforme", language="fr", translation_of=original)

    body = read_page(client, "/en/search/?q=pension+reform")

    assert 'subject--main" href="/en/countries/khm/">Cambodia</a>' in body
    assert 'hreflang="fr">Français</a>' in body


def test_a_result_in_another_language_says_so(client: Client) -> None:
    make_article("Réforme des retraites", language="fr")

    assert 'lang="fr" dir="auto">Réforme des retraites' in read_page(
        client, "/en/search/?q=retraites"
    )


def test_words_are_marked_in_the_summary(client: Client) -> None:
    make_article("A title", summary="Maternity benefits & more")

    body = read_page(client, "/en/search/?q=maternity")

    assert "<mark>Maternity</mark> benefits &amp; more" in body


def test_words_are_marked_in_the_text_where_the_summary_has_none(client: Client) -> None:
    make_article("A title", summary="Short.", text="Before. &lt;b&gt; <em>Maternity</em> paid.")

    body = read_page(client, "/en/search/?q=maternity")

    assert "&lt;b&gt; <mark>Maternity</mark>" in body
    assert "<em>" not in body


def test_what_people_wrote_is_never_markup(client: Client) -> None:
    nasty = "<script>alert(1)</script> maternity \ue000<img src=x>\ue001"
    make_article(f"T {nasty}", summary=nasty, text=nasty.replace("<", "&lt;"))

    body = read_page(client, "/en/search/?q=" + quote("maternity <script>alert(1)</script>"))
    shown = read_page(client, "/en/search/?q=maternity")

    assert "<script>alert" not in body + shown
    assert "<img src=x" not in shown
    assert "<mark>maternity</mark>" in shown


def test_kinds_are_counted_whichever_is_chosen(client: Client, cambodia: Subject) -> None:
    make_article("Cambodia one")
    make_article("Cambodia two")

    body = read_page(client, "/en/search/?q=cambodia&kind=country")

    kinds = re.findall(r'<li><a href="[^"]*"[^>]*>([^<]+) <span>(\d+)</span>', body)
    assert kinds[0] == ("Everything", "3")
    assert set(kinds[1:]) == {("News", "2"), ("Countries and territories", "1")}
    assert "1 result" in body


def test_filters_offer_what_was_found(client: Client, cambodia: Subject) -> None:
    make_article("Pension in Cambodia", about=[cambodia])
    make_article("La pension", language="fr")

    body = read_page(client, "/en/search/?q=pension")

    assert '<option value="KHM">Cambodia (1)</option>' in body
    assert '<option value="ILO-AP">Asia and the Pacific (1)</option>' in body
    assert '<option value="fr">Français (1)</option>' in body
    # All of one year: nothing to choose.
    assert 'name="year"' not in body


def test_what_it_is_about_is_offered_kind_by_kind(client: Client, cambodia: Subject) -> None:
    make_article("Pension in Cambodia", about=[cambodia])
    make_article("Pension elsewhere")

    body = read_page(client, "/en/search/?q=pension")

    groups = re.findall(r'<optgroup label="([^"]+)">(.*?)</optgroup>', body, re.DOTALL)
    assert {name: re.findall(r'value="([^"]+)"', options) for name, options in groups} == {
        "Countries and territories": ["KHM"],
        "Regions": ["ILO-AP"],
    }


def test_types_are_offered_once_a_kind_is_chosen(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = dataclasses.replace(kinds.get("article"), subtypes={"quote": "Quote", "blog": "Blog"})
    monkeypatch.setitem(kinds._kinds, "article", article)
    for title, subtype in (("Pension said", "quote"), ("Pension told", "blog")):
        Page.objects.filter(pk=make_article(title).pk).update(subtype=subtype)

    everything = read_page(client, "/en/search/?q=pension")
    articles = read_page(client, "/en/search/?q=pension&kind=article")
    quotes = read_page(client, "/en/search/?q=pension&kind=article&type=quote")

    assert 'name="type"' not in everything
    assert '<option value="quote">Quote (1)</option>' in articles
    assert "Pension said" in quotes
    assert "Pension told" not in quotes


def test_a_chosen_filter_stays_to_be_taken_away(client: Client) -> None:
    make_article("Pension")
    year = timezone.now().year

    body = read_page(client, f"/en/search/?q=pension&year={year}")

    assert f'<option value="{year}" selected>{year} (1)</option>' in body
    assert '<a href="?q=pension">Show all</a>' in body


def test_a_filter_by_code_keeps_the_words(client: Client, cambodia: Subject) -> None:
    make_article("Pension in Cambodia", about=[cambodia])
    make_article("Pension elsewhere")

    body = read_page(client, "/en/search/?q=pension&about=khm")

    assert "Pension in Cambodia" in body
    assert "Pension elsewhere" not in body
    assert '<input type="hidden" name="q" value="pension"' in body


def test_more_than_a_page_has_numbers_that_keep_the_words(client: Client) -> None:
    for number in range(25):
        make_article(f"Pension {number}")

    first = read_page(client, "/en/search/?q=pension&kind=article")
    second = read_page(client, "/en/search/?q=pension&kind=article&page=2")

    assert "25 results" in first
    assert first.count('class="item__title"') == 20
    assert second.count('class="item__title"') == 5
    assert 'href="?q=pension&amp;kind=article&amp;page=2"' in first


def test_a_frequent_word_says_that_only_the_newest_are_shown(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "CAP", 2)
    for number in range(3):
        make_article(f"Pension {number}")

    assert "2+ results" in read_page(client, "/en/search/?q=pension")


def test_what_nobody_wrote_is_searched_as_it_was_perhaps_meant(client: Client) -> None:
    make_article("Pension reform")
    refresh_lexicon()

    body = read_page(client, "/en/search/?q=pensoin+reform&kind=article")

    assert "Nothing has the words “pensoin reform”" in body
    assert "These are the pages for <b>pension reform</b>" in body
    assert "1 result" in body
    # What is followed or fed is what is shown.
    assert 'href="/en/search/feed/?q=pension+reform&amp;kind=article"' in body


def test_few_results_offer_what_was_perhaps_meant(client: Client) -> None:
    for title in ("Pensoin reform", "Pension reform", "Pension law", "Pension age"):
        make_article(title)
    refresh_lexicon()
    Word.objects.filter(text="pensoin").delete()

    body = read_page(client, "/en/search/?q=pensoin")

    assert '<a href="?q=pension">pension</a>' in body
    assert "1 result" in body


def test_nothing_found_offers_a_broader_search_and_a_next_step(client: Client) -> None:
    make_article("Pension reform")

    body = read_page(client, "/en/search/?q=quetzal&kind=article")

    assert "check how they are spelled" in body
    assert 'href="?q=quetzal">Look everywhere' in body
    assert 'href="/en/contribute/"' in body
    assert 'href="/en/search/follow/?q=quetzal&amp;kind=article"' in body


def test_where_few_pages_have_all_words_those_with_some_follow(client: Client) -> None:
    make_article("Pension quetzal")
    for number in range(12):
        make_article(f"Pension {number}")

    body = read_page(client, "/en/search/?q=the+quetzal+of+pension&kind=article")

    everything, some = body.split("With some of these words")
    assert "1 result" in everything
    assert (everything.count("item__title"), some.count("item__title")) == (1, 10 - 1)


@pytest.mark.parametrize("address", ["?q=pension", "?q=%22pension+quetzal%22"])
def test_one_word_or_a_phrase_is_not_taken_apart(client: Client, address: str) -> None:
    make_article("Pension 1")

    assert "With some of these words" not in read_page(client, f"/en/search/{address}")


def test_the_number_of_queries_does_not_grow_with_what_is_found(
    client: Client, cambodia: Subject, asia: Subject
) -> None:
    """With every block filled: snippets, labels, languages, facets, names."""
    counts = {}
    made = 0
    addresses = ["/en/search/?q=pension", "/en/search/?q=pension&kind=article&about=KHM"]
    addresses += ["/en/search/suggestions/?q=pen", "/en/search/feed/?q=pension"]
    for total in (1, 3, 10):
        for number in range(made, total):
            original = make_article(f"Pension {number}", about=[cambodia])
            make_article(f"Pension fr {number}", language="fr", translation_of=original)
        made = total
        refresh_lexicon()
        counts[total] = [count_queries(client, address) for address in addresses]
    _make_many(1000, about=cambodia)
    counts[1000] = [count_queries(client, address) for address in addresses]

    assert counts[1] == counts[3] == counts[10] == counts[1000]


def _make_many(count: int, *, about: Subject) -> None:
    now = timezone.now()
    pages = Page.objects.bulk_create(
        Page(
            kind="article",
            slug=f"many-{n}",
            title=f"Pension many {n}",
            state="published",
            published_at=now - timedelta(minutes=n),
        )
        for n in range(count)
    )
    PageText.objects.bulk_create(PageText(page=page, html="<p>Pension</p>") for page in pages)
    PageSubject.objects.bulk_create(PageSubject(page=page, subject=about) for page in pages)


JUNK = [
    "\x00",
    "a\x00b",
    "\ud800",
    "%ED%A0%80",
    "'",
    "\\",
    "%",
    ":*",
    "<->",
    "!" * 200,
    "-" * 200,
    '"' * 200,
    "( " * 100,
    "a " * 100,
    "a or " * 40,
    "-a " * 60,
    "é" * 200,
    "ا" * 200,
    "👪" * 100,
    "\u202e\u200f",
    "9" * 5000,
    "x" * 100_000,
    "pension " * 12_500,
]


@pytest.mark.parametrize("name", ["q", "kind", "about", "language", "year", "page"])
def test_junk_is_answered_calmly_and_quickly(client: Client, name: str) -> None:
    make_article("Pension")
    for junk in JUNK:
        text = junk if "%" in junk else quote(junk.encode("utf-8", "surrogatepass"))
        for address in ("search/", "search/suggestions/", "search/feed/"):
            words = "" if name == "q" else "q=pension&"
            status, seconds = _ask(client, f"/en/{address}?{words}{name}={text}")

            assert status in (200, 400), (address, junk[:20])
            assert seconds < 1, (address, junk[:20])


def _ask(client: Client, address: str) -> tuple[int, float]:
    """Status and seconds; a slow answer is asked for once more, in case the machine was busy."""
    seconds = 1.0
    for _try in range(2):
        began = time.perf_counter()
        status = client.get(address).status_code
        seconds = time.perf_counter() - began
        if seconds < 1:
            break
    return status, seconds


@pytest.mark.parametrize(
    "query", ["q=" + "x" * 201, "q=a%00b", "year=soon", "page=0", "page=51", "kind=nothing"]
)
def test_what_cannot_be_asked_is_refused_in_words(client: Client, query: str) -> None:
    response = client.get(f"/en/search/?{query}")

    assert response.status_code == 400
    assert "needs your attention" in response.content.decode()
    assert client.get(f"/en/search/feed/?{query}").status_code == 400


@pytest.mark.parametrize("address", ["search/", "search/suggestions/"])
def test_only_reading_is_possible(client: Client, address: str) -> None:
    assert client.post(f"/en/{address}?q=pension").status_code == 405


def test_the_address_of_a_subject_nobody_may_see_finds_nothing(client: Client) -> None:
    secret = make_subject("SEC", "Secret")
    make_article("Pension", about=[secret])
    Page.objects.filter(pk=secret.pk).update(state="pending")

    assert read_page(client, "/en/search/?q=pension&about=SEC").replace("SEC", "XYZ") == read_page(
        client, "/en/search/?q=pension&about=XYZ"
    )


def test_an_anonymous_answer_may_be_kept_and_a_persons_may_not(client: Client) -> None:
    assert "public" in client.get("/en/search/?q=pension")["Cache-Control"]
    assert "public" in client.get("/en/search/suggestions/?q=pension")["Cache-Control"]
