"""Nothing that a search says comes from a page that the person may not see."""

import re
import uuid
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from platform_site.access.models import Membership
from platform_site.pages.actions import set_search_words
from platform_site.pages.models import Page, PageGrant, PageName, PageText, PageWords
from platform_site.search.actions import refresh_lexicon
from platform_site.search.models import SearchEntry, Word
from tests.factories import make_article, make_circle, make_reviewer, make_subject, make_user
from tests.search.looking import find_titles

pytestmark = pytest.mark.django_db

WORDS = ["pension", "maternity", "coverage"]
PEOPLE = ["everyone", "alice", "bob", "charlie", "mona", "guest"]
ASKED = [
    *("search/?q=pension", "search/?q=pensoin", "search/?q=coverage+maternity", "search/?q=mat"),
    *("search/?q=given1", "search/?q=given1+quetzal+pension", "search/suggestions/?q=giv"),
    *("search/?kind=article", "search/?q=pension&about=SUB0", "search/?q=subject&language=en"),
    *("search/suggestions/?q=pen", "search/suggestions/?q=cov", "search/feed/?q=pension"),
    # The other names of a subject are synonyms, of which the third is hidden from most.
    *("search/?q=sujet+0", "search/?q=sujet+2", "search/?q=title1+sujet+2"),
    *("search/?q=pensoin+sujet", "search/?q=maternity+sujet+2"),
    *("search/?q=sujet+2&exact=on", "search/?kind=article&type=x"),
]


@dataclass(frozen=True)
class Plan:
    """A page of the world: its word, who may see it, whose it is, what it belongs to."""

    word: str
    state: str
    audience: str
    circle: int
    by: str
    language: str
    subject: int
    translates: int | None
    guest: bool


plans = st.builds(
    Plan,
    word=st.sampled_from(WORDS),
    state=st.sampled_from(["published", "published", "published", "pending", "draft", "archived"]),
    audience=st.sampled_from(["public", "members", "circle"]),
    circle=st.integers(0, 1),
    by=st.sampled_from(["alice", "bob", "charlie"]),
    language=st.sampled_from(["en", "fr"]),
    subject=st.integers(0, 2),
    translates=st.none() | st.integers(0, 5),
    guest=st.booleans(),
)


class World:
    def __init__(self, pages: list[Plan]) -> None:
        self.people = {name: make_user(f"{name} {uuid.uuid4().hex[:6]}") for name in PEOPLE[1:]}
        self.people["mona"] = make_reviewer(f"Mona {uuid.uuid4().hex[:6]}")
        self.circles = [
            make_circle(self.people["alice"], self.people["bob"]),
            make_circle(self.people["alice"]),
        ]
        self.subjects = [make_subject(f"SUB{n}", f"Subject {n}", fr=f"Sujet {n}") for n in range(3)]
        # A subject that only reviewers know of.
        Page.objects.filter(pk=self.subjects[2].pk).update(state="pending")
        self.pages: list[Page] = []
        for plan in pages:
            self.pages.append(self._make(plan))
        refresh_lexicon()

    def _make(self, plan: Plan) -> Page:
        number = len(self.pages)
        original = plan.translates is not None and plan.translates < number
        page = make_article(
            f"{plan.word} title{number}",
            summary=f"{plan.word} summary{number}",
            text=f"{plan.word} text{number}",
            state=plan.state,
            audience=plan.audience,
            circle=self.circles[plan.circle] if plan.audience == "circle" else None,
            contributor=self.people[plan.by],
            language=plan.language,
            translation_of=self.pages[plan.translates] if original else None,
            about=[self.subjects[plan.subject]],
        )
        set_search_words(page=page, words={"": f"{plan.word} given{number}"})
        if plan.guest:
            PageGrant.objects.create(page=page, user=self.people["guest"])
        return page

    def answers(self, name: str) -> list[str]:
        client = Client()
        if name != "everyone":
            client.force_login(self.people[name])
        bodies = [client.get(f"/en/{address}").content.decode() for address in ASKED]
        return [_main(body) for body in bodies]

    def person(self, name: str) -> object:
        return self.people.get(name, AnonymousUser())

    def forget_what_is_hidden_from(self, name: str) -> None:
        """As if those pages had never had a word in them."""
        visible = Page.objects.visible_to(self.person(name)).values("pk")
        hidden = list(Page.objects.exclude(pk__in=visible).values_list("pk", flat=True))
        PageGrant.objects.filter(page__in=hidden).delete()
        PageName.objects.filter(page__in=hidden).delete()
        PageWords.objects.filter(page__in=hidden).delete()
        PageText.objects.filter(page__in=hidden).update(source="", html="")
        Page.objects.filter(pk__in=hidden).update(
            title="nothing",
            summary="",
            state="draft",
            audience="public",
            circle=None,
            contributor=None,
        )
        refresh_lexicon()


def _main(body: str) -> str:
    """What the search says; an empty feed says when it was asked."""
    found = re.search(r"<main.*</main>", body, re.DOTALL)
    return found[0] if found else re.sub(r"<updated>[^<]*</updated></feed>", "", body)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(pages=st.lists(plans, min_size=4, max_size=8), name=st.sampled_from(PEOPLE))
def test_hidden_pages_change_no_letter_of_any_answer(pages: list[Plan], name: str) -> None:
    """Results, counts, facets, snippets, suggestions, synonyms, pages with some of the words, feed
    and "Did you mean" together."""
    with transaction.atomic():
        world = World(pages)
        before = world.answers(name)

        world.forget_what_is_hidden_from(name)

        assert world.answers(name) == before
        transaction.set_rollback(True)


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(pages=st.lists(plans, min_size=4, max_size=8))
def test_entries_are_the_published_pages_that_a_person_may_see(pages: list[Plan]) -> None:
    with transaction.atomic():
        world = World(pages)
        for name in PEOPLE:
            person = world.person(name)
            seen = SearchEntry.objects.visible_to(person).values_list("page", flat=True)

            assert set(seen) == set(
                Page.objects.published().visible_to(person).values_list("pk", flat=True)
            )
        transaction.set_rollback(True)


@pytest.mark.parametrize("who", [None, "Charlie"])
def test_a_hidden_page_lends_no_word_to_a_question(client: Client, who: str | None) -> None:
    """Its names are nobody's synonyms."""
    secret = make_subject("SEC", "Quetzal", fr="Plumage")
    make_article("The quetzal")
    if who:
        client.force_login(make_user(who))
    assert "The quetzal" in client.get("/en/search/?q=plumage").content.decode()

    Page.objects.filter(pk=secret.pk).update(state="pending")

    assert "uetzal" not in client.get("/en/search/?q=plumage").content.decode()


CANARY = "quetzalcanary"


@pytest.fixture
def hidden() -> None:
    """The canary in every part of every kind of page that outsiders must not see."""
    alice = make_user("Alice")
    circle = make_circle(alice)
    for number, where in enumerate(
        ({"state": "draft"}, {"state": "pending"}, {"state": "archived"}, {"circle": circle})
    ):
        page = make_article(
            f"{CANARY} {number}", summary=CANARY, text=CANARY, contributor=alice, **where
        )
        set_search_words(page=page, words={"": CANARY})
    secret = make_subject("SEC", f"{CANARY} subject")
    Page.objects.filter(pk=secret.pk).update(state="pending")
    make_article("An open page", about=[secret])
    refresh_lexicon()


@pytest.mark.parametrize("who", [None, "Charlie"])
@pytest.mark.parametrize("typed", [CANARY[:6], CANARY.replace("za", "az"), "open", ""])
@pytest.mark.parametrize(
    "address", ["search/?q={}&kind=article", "search/suggestions/?q={}", "search/feed/?q={}"]
)
def test_the_canary_is_found_nowhere_by_outsiders(
    hidden: None, client: Client, who: str | None, typed: str, address: str
) -> None:
    if who:
        client.force_login(make_user(who))

    response = client.get("/en/" + address.format(quote(typed)))

    assert response.status_code == 200
    body = response.content.decode()
    assert CANARY not in body
    assert "An open page" in body if typed == "open" else True


@pytest.mark.parametrize("address", ["search/?q={}", "search/suggestions/?q={}"])
def test_the_canary_itself_is_as_unknown_as_any_other_word(
    hidden: None, client: Client, address: str
) -> None:
    """What was typed comes back in the field and in links, so the whole answers are compared."""
    canary = client.get("/en/" + address.format(CANARY)).content.decode()
    nonsense = client.get("/en/" + address.format("x" * len(CANARY))).content.decode()

    assert canary.replace(CANARY, "x" * len(CANARY)) == nonsense


@pytest.mark.parametrize("typed", [CANARY, CANARY[:6]])
def test_those_inside_find_what_outsiders_do_not(hidden: None, client: Client, typed: str) -> None:
    """Without this the test above could not fail."""
    alice = make_user("Bob")
    Membership.objects.bulk_create(
        Membership(circle=page.circle, user=alice)
        for page in Page.objects.filter(circle__isnull=False).select_related("circle")
    )
    client.force_login(alice)

    assert find_titles(typed, alice) == [f"{CANARY} 3"]
    assert f"{CANARY} 3" in client.get(f"/en/search/suggestions/?q={typed}").content.decode()


def test_no_hidden_word_is_in_the_lexicon(hidden: None) -> None:
    assert not Word.objects.filter(text__contains=CANARY[:6]).exists()


def test_a_title_hidden_since_the_lexicon_was_made_is_not_offered(client: Client) -> None:
    page = make_article(f"{CANARY} reform")
    refresh_lexicon()
    misspelled = f"/en/search/?q={CANARY.replace('za', 'az')}"
    assert CANARY in client.get(misspelled).content.decode()

    Page.objects.filter(pk=page.pk).update(state="archived")

    assert Word.objects.filter(text=CANARY).exists()
    assert CANARY not in client.get(misspelled).content.decode()


def test_who_left_a_circle_finds_nothing_of_it_any_more() -> None:
    bob = make_user("Bob")
    make_article("Pension of the circle", circle=make_circle(bob))
    assert find_titles("pension", bob) == ["Pension of the circle"]

    Membership.objects.filter(user=bob).delete()

    assert find_titles("pension", bob) == []
