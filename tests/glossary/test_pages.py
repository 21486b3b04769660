"""The glossary and its pages: sorted as the reader's language sorts, open to whom they may be."""

import re
import uuid

import pytest
from django.test import Client

from glossary.models import Concept
from platform_site.discussions.actions import write_post
from tests.factories import make_circle, make_reviewer, make_subject, make_user
from tests.queries import count_queries

from .terms import definition, make_concept, snapshot, write

pytestmark = pytest.mark.django_db

LETTER = re.compile(r'<h3 id="letter-\d+-h">(.*?)</h3>', re.DOTALL)
TERM = re.compile(r"glossary__term\"><a href=\"[^\"]*\"([^>]*)>(.*?)</a>")


def shown(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def letters(client: Client, address: str) -> list[str]:
    return [letter.strip() for letter in LETTER.findall(shown(client, address))]


def terms(client: Client, address: str) -> list[str]:
    return [re.sub("<.*?>", "", term) for _tag, term in TERM.findall(shown(client, address))]


def fill(count: int) -> Concept:
    """`count` concepts, each defined, about a theme of its own and below the one before."""
    above = None
    for n in range(count):
        name = f"term {count}x{n}"
        theme = make_subject(f"{count}T{n}", f"Theme {count}x{n}")
        above = make_concept(
            en=name,
            ar=f"مصطلح {count}x{n}",
            also={"en-1": (f"other {name}", "admitted")},
            defined={"en": f"What {name} means.", "fr": "Un texte."},
            about=(theme,),
            relations={f"broader {above.slug}": "broader"} if above else None,
        )
    assert above is not None
    return above


@pytest.mark.parametrize("by", ["letter", "theme", "hierarchy"])
def test_the_list_costs_the_same_for_one_three_and_a_hundred(client: Client, by: str) -> None:
    costs = []
    for count in (1, 3, 100):
        fill(count)
        costs.append(count_queries(client, f"/en/glossary/?by={by}"))

    assert costs[0] == costs[1] == costs[2]
    assert costs[0] <= 8


def test_a_page_costs_the_same_however_much_it_says(client: Client) -> None:
    short, long = fill(2), fill(3)
    author = make_user("Alice")
    rich = snapshot(long)
    rich["definitions"] = {
        f"{code}-{n}": definition(code, f"{n}") for code in ("en", "ar", "fr") for n in range(20)
    }
    write(long, rich)
    for page, posts in ((short, 1), (long, 3)):
        for n in range(posts):
            write_post(page=page, by=author, source=f"Post {n}", language="en", key=uuid.uuid4())

    costs = [count_queries(client, page.get_absolute_url()) for page in (short, long)]

    assert costs[0] == costs[1]
    assert costs[0] <= 14


def test_french_accents_do_not_matter_for_the_order(client: Client) -> None:
    for term in ("épargne", "emploi", "école", "zone", "évaluation"):
        make_concept(en=f"the {term}", fr=term)

    assert terms(client, "/fr/glossary/") == ["école", "emploi", "épargne", "évaluation", "zone"]
    assert letters(client, "/fr/glossary/") == ["E", "Z"]


def test_spanish_has_a_letter_of_its_own_after_n(client: Client) -> None:
    for term in ("ñame", "nómina", "oficio", "niñez", "nube"):
        make_concept(en=f"the {term}", es=term)

    assert terms(client, "/es/glossary/") == ["niñez", "nómina", "nube", "ñame", "oficio"]
    assert letters(client, "/es/glossary/") == ["N", "Ñ", "O"]


def test_arabic_terms_stand_under_their_letter_without_the_article(client: Client) -> None:
    for number, term in enumerate(("الضمان الاجتماعي", "إعانة المرض", "تأمين", "أجر")):
        make_concept(en=f"the {number}", ar=term)

    assert letters(client, "/ar/glossary/") == ["ا", "ت", "ض"]
    assert terms(client, "/ar/glossary/") == ["أجر", "إعانة المرض", "تأمين", "الضمان الاجتماعي"]


def test_other_terms_lead_to_the_preferred_one(client: Client) -> None:
    make_concept(
        en="pay-as-you-go",
        also={"en-1": ("PAYG", "admitted"), "en-2": ("current funding", "deprecated")},
    )

    page = shown(client, "/en/glossary/")

    assert terms(client, "/en/glossary/") == ["current funding", "pay-as-you-go", "PAYG"]
    assert "<s>current funding</s>" in page
    assert page.count("<b>pay-as-you-go</b>") == 2


def test_a_term_that_a_language_lacks_is_shown_in_english_and_says_so(client: Client) -> None:
    make_concept(en="social pension", fr="pension sociale", columns={"slug": "social-pension"})

    in_list = shown(client, "/ar/glossary/")
    alone = shown(client, "/ar/glossary/social-pension/")

    assert 'lang="en" dir="auto">social pension</a>' in in_list
    assert '<h1 lang="en" dir="auto">social pension</h1>' in alone
    assert "terms/new/?language=ar" in alone
    assert 'lang="en"' not in "".join(re.findall("<h1.*?</h1>", shown(client, "/fr/glossary/")))


def test_the_thesaurus_stays_apart_and_says_whose_it_is(client: Client) -> None:
    make_concept(en="ours")
    make_concept(en="theirs", columns={"subtype": "thesaurus", "slug": "unesco-theirs"})

    assert terms(client, "/en/glossary/") == ["ours"]
    assert terms(client, "/en/glossary/?type=thesaurus") == ["theirs"]
    assert terms(client, "/en/glossary/?type=") == ["ours", "theirs"]
    assert "CC BY-SA 3.0 IGO" not in shown(client, "/en/glossary/")
    for address in ("/en/glossary/?type=thesaurus", "/en/glossary/unesco-theirs/"):
        assert "https://creativecommons.org/licenses/by-sa/3.0/igo/" in shown(client, address)


def test_by_theme_stands_under_each_theme_and_the_rest_at_the_end(client: Client) -> None:
    old, child = make_subject("OLD", "Old age"), make_subject("CHI", "Children")
    make_concept(en="pension", about=(old, child))
    make_concept(en="fiscal space")

    page = shown(client, "/en/glossary/?by=theme")

    assert [re.sub("<.*?>", "", h) for h in re.findall("<h3 id=.*?</h3>", page)] == [
        *("Children", "Old age", "Of no theme yet"),
    ]
    assert terms(client, "/en/glossary/?by=theme") == ["pension", "pension", "fiscal space"]
    assert terms(client, "/en/glossary/?about=OLD") == ["pension"]


def test_the_tree_ends_where_relations_go_round_in_a_circle(client: Client) -> None:
    first = make_concept(en="first", columns={"slug": "first"})
    make_concept(en="second", relations={"broader first": "broader"}, columns={"slug": "second"})
    write(first, snapshot(first) | {"relations": {"broader second": "broader"}})

    page = shown(client, "/en/glossary/?by=hierarchy")

    assert page.count(">first</a>") + page.count(">second</a>") == 3
    assert page.count("<ul>") == page.count("</ul>")


def test_a_tree_of_any_depth_is_drawn_as_a_tree(client: Client) -> None:
    make_concept(en="b top", columns={"slug": "top"})
    for name in ("left", "right"):
        make_concept(en=name, relations={"broader top": "broader"}, columns={"slug": name})
    make_concept(en="leaf", relations={"broader left": "broader"})
    make_concept(en="alone")

    page = shown(client, "/en/glossary/?by=hierarchy")

    (tree,) = re.findall(r'<div class="tree">(.*?)</div>', page, re.DOTALL)
    assert re.sub(r"<a.*?>|</a>|\s", "", tree) == (
        "<ul><li>btop<ul><li>left<ul><li>leaf</li></ul></li><li>right</li></ul></li>"
        "<li>alone</li></ul>"
    )


def test_definitions_stand_side_by_side_with_their_sources(client: Client) -> None:
    concept = make_concept(en="pension", fr="pension")
    rows = {
        "en-1": definition("en", "Ours.", origin="platform", year=2026),
        "en-2": definition(
            "en", "Theirs.", origin="quoted", source="A law", source_url="https://law.example/1"
        ),
        "fr-1": definition("fr", "La nôtre.", origin="contributed", source="Un livre", year=1999),
    }
    write(concept, snapshot(concept) | {"definitions": rows})

    page = re.sub(r"\s+", " ", shown(client, concept.get_absolute_url()))

    assert page.index("Ours.") < page.index("Theirs.") < page.index("La nôtre.")
    assert "Written for this platform, <bdi>2026</bdi>" in page
    assert 'Quoted from: <a href="https://law.example/1"' in page
    assert "Source: <bdi>Un livre</bdi>, <bdi>1999</bdi>" in page
    assert '<div lang="fr" dir="ltr"><p>La nôtre.</p></div>' in page


def test_your_own_language_comes_first(client: Client) -> None:
    concept = make_concept(en="pension", fr="retraite", es="pensión", ar="معاش")

    order = re.findall(r'tongue__term" lang="(..)"', shown(client, concept.get_absolute_url()))
    in_arabic = shown(client, concept.get_absolute_url().replace("/en/", "/ar/"))

    assert order == ["en", "fr", "es", "ar"]
    assert re.findall(r'tongue__term" lang="(..)"', in_arabic) == ["ar", "en", "fr", "es"]


def test_what_lies_around_a_term_is_read_from_both_sides(client: Client) -> None:
    benefit = make_concept(en="benefit", columns={"slug": "benefit"})
    pension = make_concept(
        en="pension",
        columns={"slug": "pension"},
        relations={"broader benefit": "broader", "related saving": "related"},
    )
    saving = make_concept(en="saving", columns={"slug": "saving"})
    write(pension, snapshot(pension) | {"relations": {"related saving": "related"}})
    write(saving, snapshot(saving) | {"relations": {"broader benefit": "broader"}})

    assert ">saving</a>" in shown(client, benefit.get_absolute_url())
    assert ">saving</a>" in shown(client, pension.get_absolute_url())
    assert ">pension</a>" in shown(client, saving.get_absolute_url())
    assert ">benefit</a>" in shown(client, saving.get_absolute_url())


def test_a_term_that_was_replaced_leads_to_the_new_one(client: Client) -> None:
    make_concept(en="workers with disabilities", columns={"slug": "new"})
    old = make_concept(en="old words", relations={"replaced new": "replaced"})

    page = shown(client, old.get_absolute_url())

    assert "Use “workers with disabilities” instead" in page
    assert "<s>old words</s>" in shown(client, "/en/glossary/new/")


def hidden_concepts() -> list[Concept]:
    everywhere = {"defined": {"en": "canary text"}, "also": {"en-1": ("canary other", "admitted")}}
    columns = [
        {"state": "pending"},
        {"state": "draft"},
        {"state": "archived"},
        {"audience": "members"},
        {"audience": "circle", "circle": make_circle()},
    ]
    return [make_concept(en="canary term", columns=c, **everywhere) for c in columns]


def test_what_is_not_public_is_in_no_list_file_or_search(client: Client) -> None:
    hidden = hidden_concepts()
    around = {f"related {concept.slug}": "related" for concept in hidden}
    make_concept(en="visible", relations=around, columns={"slug": "visible"})
    queries = [f"{path}?{q}" for path in ("", "feed/") for q in ("", "by=theme", "type=")]
    files = [f"{path}.{kind}" for path in ("export", "visible/concept") for kind in FILES]
    paths = [*queries, "?by=hierarchy", "visible/", *files]
    paths = [f"glossary/{path}" for path in paths] + ["search/?q=visible", "search/?q=canary+term"]

    for path in paths:
        body = shown(client, f"/en/{path}").replace("q=canary", "").replace('"canary term"', "")
        assert "canary other" not in body, path
        assert "canary text" not in body, path
        assert hidden[0].slug not in body, path


FILES = ("ttl", "jsonld", "csv")


def test_the_address_of_what_is_not_public_is_not_there(client: Client) -> None:
    for concept in hidden_concepts():
        address = concept.get_absolute_url()
        for end in ("", "concept.ttl", "concept.csv"):
            assert client.get(f"{address}{end}").status_code == 404


def test_a_contributor_and_a_reviewer_see_what_waits(client: Client) -> None:
    alice = make_user("Alice")
    concept = make_concept(en="mine", columns={"state": "pending", "contributor": alice})

    for person in (alice, make_reviewer()):
        client.force_login(person)
        assert "Only you and the reviewers" in shown(client, concept.get_absolute_url())


def test_the_feed_is_in_the_readers_language(client: Client) -> None:
    make_concept(en="pension", fr="retraite")

    assert "<title>retraite</title>" in shown(client, "/fr/glossary/feed/")


@pytest.mark.parametrize("query", ["?by=nonsense", "?type=nonsense", "?about=%00", "?about=XXX"])
def test_a_query_that_makes_no_sense_never_breaks_the_list(client: Client, query: str) -> None:
    make_concept(en="pension")

    assert client.get(f"/en/glossary/{query}").status_code == 200


def test_an_anonymous_page_is_public_and_sets_no_cookie(client: Client) -> None:
    concept = make_concept(en="pension")

    for address in ("/en/glossary/", concept.get_absolute_url()):
        response = client.get(address)
        assert not response.cookies
        assert response["Cache-Control"] == "public, no-cache"


def test_what_people_wrote_is_text_and_never_markup(client: Client) -> None:
    concept = make_concept(en="<b>bold</b>", defined={"en": "<script>alert(1)</script>"})
    rows = {"en-1": definition("en", "x", source="<i>", source_url="https://a.example/?a=1&b='")}
    write(concept, snapshot(concept) | {"definitions": rows, "notes": {"en": "<u>"}})

    pages = shown(client, concept.get_absolute_url()) + shown(client, "/en/glossary/")

    for markup in ("<b>bold", "<script>alert", "<i>", "<u>"):
        assert markup not in pages
