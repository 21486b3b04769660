"""The list, the item, the feed: what readers get, at the same cost however much there is."""

import uuid
import xml.etree.ElementTree as ET

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from news.models import Article
from platform_site.discussions.actions import write_post
from tests.factories import make_article, make_circle, make_subject, make_user
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def titles_in_feed(client: Client, query: str = "") -> list[str]:
    response = client.get(f"/en/news/feed/{query}")
    assert response.status_code == 200
    return [
        e.findtext(f"{ATOM}title") for e in ET.fromstring(response.content).iter(f"{ATOM}entry")
    ]


def fill(count: int, *, posts: int = 0) -> Article:
    """`count` articles, each about a country of its own, translated and commented."""
    asia = make_subject(f"R-{count}", f"Region {count}")
    author = make_user(f"Author {count}")
    for n in range(count):
        code = f"{count:04d}{n:05d}"
        subject = make_subject(code, f"Country {code}", asia, ar=f"بلد {code}")
        article = make_article(f"Article {code}", about=[subject], contributor=author)
        make_article(f"مقال {code}", language="ar", translation_of=article.page_ptr)
        for p in range(posts):
            write_post(page=article, by=author, source=f"Post {p}", language="en", key=uuid.uuid4())
    return article


def test_the_list_costs_the_same_for_one_three_and_a_hundred(client: Client) -> None:
    costs = []
    for count in (1, 3, 100):
        fill(count)
        costs.append(count_queries(client, "/en/news/"))

    assert costs[0] == costs[1] == costs[2]
    assert costs[0] <= 8


def test_an_item_costs_the_same_for_one_and_a_hundred_comments(client: Client) -> None:
    short, long = fill(1, posts=1), fill(2, posts=100)

    costs = [count_queries(client, article.get_absolute_url()) for article in (short, long)]

    assert costs[0] == costs[1]
    assert costs[0] <= 11


def test_the_list_shows_each_group_once_in_the_readers_language(client: Client) -> None:
    fill(1)

    english, arabic = (client.get(f"/{code}/news/").content.decode() for code in ("en", "ar"))

    assert ("Article" in english, "مقال" in english) == (True, False)
    assert ("Article" in arabic, "مقال" in arabic) == (False, True)
    assert 'hreflang="ar"' in english


def test_filters_by_subject_reach_what_lies_below_it(client: Client) -> None:
    asia, africa = make_subject("R-ASIA", "Asia"), make_subject("R-AFRICA", "Africa")
    make_article("Of Cambodia", about=[make_subject("KHM", "Cambodia", asia)])
    make_article("Of Chad", about=[make_subject("TCD", "Chad", africa)])

    assert titles_in_feed(client, "?about=KHM") == ["Of Cambodia"]
    assert titles_in_feed(client, "?about=R-AFRICA") == ["Of Chad"]
    assert titles_in_feed(client, "?about=XXX") == []
    shown = client.get("/en/news/?about=KHM").content.decode()
    assert ("Of Cambodia" in shown, "Of Chad" in shown) == (True, False)


@pytest.mark.parametrize(
    "query",
    [
        "?type=nonsense",
        "?language=xx",
        "?about=%F0%9F%98%80",
        "?at=nonsense",
        "?at=o2026-01-01%7C1",
        "?about=" + "x" * 5000,
        "?type=news&type=call",
    ],
)
def test_a_query_that_makes_no_sense_never_breaks_the_list(client: Client, query: str) -> None:
    make_article()

    assert client.get(f"/en/news/{query}").status_code == 200


def test_what_is_not_public_is_in_no_list_feed_or_address(client: Client) -> None:
    cambodia = make_subject("KHM", "Cambodia")
    hidden = [
        make_article("canary pending", state="pending", about=[cambodia]),
        make_article("canary draft", state="draft", about=[cambodia]),
        make_article("canary archived", state="archived", about=[cambodia]),
        make_article("canary members", audience="members", about=[cambodia]),
        make_article("canary circle", circle=make_circle(), about=[cambodia]),
    ]
    make_article("visible", about=[cambodia])

    for address in ("/en/news/", "/en/news/?about=KHM", "/en/news/feed/", "/ar/news/"):
        assert "canary" not in client.get(address).content.decode()
    for article in hidden:
        response = client.get(article.get_absolute_url())
        assert response.status_code == 404
        assert "canary" not in response.content.decode().replace(article.slug, "")


def test_a_member_reads_what_members_may_and_the_feed_still_shows_the_public_only(
    client: Client,
) -> None:
    make_article("for members", audience="members")
    client.force_login(make_user("Alice"))

    assert "for members" in client.get("/en/news/").content.decode()
    assert titles_in_feed(client) == []


def test_the_author_previews_what_waits_for_review(client: Client) -> None:
    alice = make_user("Alice")
    article = make_article("Mine", state="pending", contributor=alice)
    client.force_login(alice)

    response = client.get(article.get_absolute_url())

    assert response.status_code == 200
    assert "Only you and the reviewers" in response.content.decode()


def test_an_address_with_the_wrong_year_leads_to_the_right_one(client: Client) -> None:
    article = make_article()

    response = client.get(f"/en/news/1999/{article.slug}/")

    assert (response.status_code, response["Location"]) == (302, article.get_absolute_url())


def test_an_address_in_arabic_letters_is_answered_where_it_is(client: Client) -> None:
    article = make_article("إصلاح", slug="إصلاح-المعاشات", language="ar")

    assert client.get(article.get_absolute_url()).status_code == 200


def test_paging_walks_through_every_item(client: Client) -> None:
    for n in range(25):
        make_article(f"Number {n:02d}.", published_at=timezone.now())
    first = client.get("/en/news/")

    second = client.get("/en/news/", {"at": first.context["slice"].older})

    seen = [card.page.title for page in (first, second) for card in page.context["cards"]]
    assert seen == [f"Number {n:02d}." for n in reversed(range(25))]


def test_text_in_another_language_says_so(client: Client) -> None:
    article = make_article("Texte", language="fr", text="Un texte.")

    shown = client.get(article.get_absolute_url()).content.decode()

    assert '<h1 lang="fr" dir="auto">Texte</h1>' in shown


def test_an_anonymous_page_is_public_and_sets_no_cookie(client: Client) -> None:
    article = make_article()

    for address in ("/en/news/", article.get_absolute_url()):
        response = client.get(address)
        assert not response.cookies
        assert response["Cache-Control"] == "public, no-cache"
        assert "Cookie" not in response.get("Vary", "")


def test_everyone_anonymous_sees_the_same_set_by_both_faces_of_the_gate() -> None:
    make_article("one")
    make_article("two", state="pending")

    assert [a.title for a in Article.objects.visible_to(AnonymousUser())] == ["one"]
