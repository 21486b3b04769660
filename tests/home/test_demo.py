"""The demonstration: marked, complete, the same after a second load, gone when it is left out."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection, transaction
from django.test import Client

from news.models import Article
from platform_site.accounts.models import User
from platform_site.activity.models import Activity
from platform_site.discussions.models import Post
from platform_site.home.demo import PASSWORD, accounts, load_demo
from platform_site.home.demo.cast import UnknownCode, subjects_of
from platform_site.home.demo.forums import TOPICS
from platform_site.home.demo.showcase import COUNTRIES
from platform_site.home.demo.workspaces import REPLIES
from platform_site.moderation.models import PostingRight, ProblemReport, Revision
from platform_site.notifications.models import Follow
from platform_site.pages.models import Page, PageSubject
from tests.factories import make_subject
from tests.forums.places import make_forum

pytestmark = pytest.mark.django_db
COUNTED: tuple[Any, ...] = (
    User,
    EmailAddress,
    Page,
    Post,
    Revision,
    ProblemReport,
    Activity,
    Follow,
    PostingRight,
)

# Forums of the reference data that the demonstration writes in.
STANDING = ("introduce-yourself", "financing")
IN_FORUMS = sum(len(topic[-1]) for topic in TOPICS)


def make_world() -> None:
    africa = make_subject("ILO-AF", "Africa")
    make_subject("LDC", "Least developed countries")
    make_subject("KHM", "Cambodia", africa)
    make_subject("TUV", "Tuvalu")
    for code in COUNTRIES[1:]:
        make_subject(code, code)
    for code, slug in (("BR.OLD", "old-age"), ("BB.FIN", "financing"), ("PA.WTE", "all-work")):
        theme = make_subject(code, slug)
        Page.objects.filter(pk=theme.pk).update(kind="theme", slug=slug)
    for slug in STANDING:
        make_forum(slug, slug=slug)


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Loaded once; what a test does to it is taken back after the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_world()
        load_demo(say=lambda line: None)
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


def test_every_text_is_marked_in_words_and_in_data(demo: None) -> None:
    articles = list(Article.objects.all())
    words = {
        "en": ("Example: ", "example"),
        "fr": ("Exemple : ", "exemple"),
        "es": ("Ejemplo: ", "ejemplo"),
        "ar": ("مثال: ", "للتمثيل"),
        "pt": ("Exemplo: ", "exemplo"),
    }

    assert len(articles) == 12 + 11
    assert all(article.is_demonstration for article in articles)
    assert {article.language for article in articles} == set(words)
    for article in articles:
        title, text = words[article.language]
        assert article.title.replace("\u00a0", " ").startswith(title)
        assert text in article.text.source


def test_states_are_those_of_a_living_community(demo: None) -> None:
    states = Counter(Revision.objects.values_list("page__kind", "state"))

    assert states == {
        ("article", "accepted"): 9 + 11,
        ("article", "changes-requested"): 1,
        ("article", "pending"): 4,
        ("event", "accepted"): 8,
        # One of them is the change that hangs the files.
        ("resource", "accepted"): 8 + 1,
        ("resource", "pending"): 1,
        ("concept", "accepted"): 1,
        ("concept", "pending"): 1,
        # The e-discussion in four languages, the standing ones, one in each workspace.
        ("forum", "accepted"): 4 + len(STANDING) + 2,
        ("topic", "accepted"): len(TOPICS) + 1,
        ("workspace", "accepted"): 1,
        # The outlines that two workspaces start with, and one that somebody wrote on.
        ("document", "accepted"): 7 + 1,
    }
    assert sorted(Article.objects.values_list("state", flat=True)) == (
        ["pending"] * 3 + ["published"] * (9 + 11)
    )
    assert ProblemReport.objects.get().state == "open"
    assert Post.objects.count() == 9 + 12 + IN_FORUMS + len(REPLIES)
    # Two subjects, and the e-discussion that they joined.
    asked = Follow.objects.filter(user__email="reader@demo.example", reason="asked")
    assert asked.count() == 2 + 1


def test_every_subject_named_is_known(demo: None) -> None:
    """A code that is not known would be left out without a word."""
    first = Revision.objects.filter(is_first=True)
    for revision in first.exclude(page__kind="concept").select_related("page"):
        named = PageSubject.objects.filter(page=revision.page_id, is_direct=True)
        assert set(named.values_list("subject__code", flat=True)) == set(
            revision.proposal["subjects"]
        )
    known = PageSubject.objects.filter(is_direct=True, page__kind="person")
    assert sorted(set(known.values_list("subject__code", flat=True))) == sorted(
        {*COUNTRIES, "BR.OLD", "ILO-AF", "LDC"}
    )


def test_a_code_that_nothing_has_stops_the_demo(demo: None) -> None:
    with pytest.raises(UnknownCode, match="africa"):
        subjects_of(("KHM", "africa"))


def test_the_feed_says_once_that_something_is_an_example(demo: None, client: Client) -> None:
    feed = client.get("/en/feed/").text

    assert "Example: " in feed
    assert not re.search(r"Example: \s*(Example|Exemple|Ejemplo|Exemplo|مثال)\s*:", feed)


def test_a_second_load_changes_nothing(demo: None) -> None:
    before = [list(model.objects.order_by("pk").values()) for model in COUNTED]

    load_demo(say=lambda line: None)

    assert [list(model.objects.order_by("pk").values()) for model in COUNTED] == before


def test_a_second_load_leaves_what_people_did(demo: None) -> None:
    reader = User.objects.get(email="reader@demo.example")
    reader.set_password("another long password")
    reader.save()
    Follow.objects.all().delete()

    load_demo(say=lambda line: None)

    reader.refresh_from_db()
    assert reader.check_password("another long password")
    assert not Follow.objects.exists()


def test_every_account_can_sign_in(client: Client, demo: None) -> None:
    for role, email, password in accounts():
        answer = client.post("/en/accounts/login/", {"login": email, "password": password})
        assert answer.status_code == 302, role
        assert client.get("/en/me/").status_code == 200, role
        client.logout()


def test_roles_may_do_what_their_names_say(demo: None) -> None:
    people = {user.email.partition("@")[0]: user for user in User.objects.all()}

    assert {name for name, user in people.items() if user.is_reviewer} == {
        "reviewer",
        "administrator",
    }
    assert {name for name, user in people.items() if user.is_superuser} == {"administrator"}
    assert PostingRight.objects.get().user == people["trusted"]
    assert PASSWORD not in {user.password for user in people.values()}


def test_readers_see_the_mark_in_lists_on_pages_and_in_the_feed(client: Client, demo: None) -> None:
    article = Article.objects.published().get(slug__startswith="example-your-first")

    assert client.get("/en/").text.count(">Example<") >= 6
    assert ">Example<" in client.get("/en/news/").text
    assert "Example: not about a real event" in client.get(article.get_absolute_url()).text
    feed = client.get("/en/feed/").text
    marked = re.findall(r"<entry><title>(?:Example|Exemple|Ejemplo|Exemplo|مثال)\s*: ", feed)
    assert feed.count("<entry>") == len(marked) >= 9
