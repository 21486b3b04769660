"""The demonstration: marked, complete, the same after a second load, gone when it is left out."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from news.models import Article
from platform_site.accounts.models import User
from platform_site.activity.models import Activity
from platform_site.discussions.models import Post
from platform_site.home.demo import PASSWORD, accounts, load_demo
from platform_site.moderation.models import PostingRight, ProblemReport, Revision
from platform_site.notifications.models import Follow
from platform_site.pages.models import Page, PageSubject
from tests.factories import make_subject

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


@pytest.fixture
def world() -> None:
    africa = make_subject("africa", "Africa")
    make_subject("ldc", "Least developed countries")
    make_subject("KHM", "Cambodia", africa)
    make_subject("TUV", "Tuvalu")
    old_age = make_subject("BR.OLD", "Old-age benefit")
    Page.objects.filter(pk=old_age.pk).update(kind="theme", slug="old-age")


@pytest.fixture
def demo(world: None) -> None:
    load_demo(say=lambda line: None)


def test_every_text_is_marked_in_words_and_in_data(demo: None) -> None:
    articles = list(Article.objects.all())

    assert len(articles) == 12
    assert all(article.is_demonstration for article in articles)
    words = {"en": ("Example: ", "example"), "ar": ("مثال: ", "للتمثيل")}
    for article in articles:
        title, text = words[article.language]
        assert article.title.startswith(title)
        assert text in article.text.source


def test_states_are_those_of_a_living_community(demo: None) -> None:
    states = sorted(Revision.objects.values_list("state", flat=True))

    assert states == ["accepted"] * 9 + ["changes-requested"] + ["pending"] * 4
    assert sorted(Article.objects.values_list("state", flat=True)) == (
        ["pending"] * 3 + ["published"] * 9
    )
    assert ProblemReport.objects.get().state == "open"
    assert Post.objects.count() == 9
    assert Follow.objects.filter(user__email="reader@demo.example", reason="asked").count() == 2


def test_every_subject_named_is_known(demo: None) -> None:
    named = PageSubject.objects.filter(is_direct=True)
    codes = {
        kind: sorted(named.filter(page__kind=kind).values_list("subject__code", flat=True))
        for kind in ("article", "person")
    }

    assert codes["article"] == ["KHM", "KHM", "TUV", "africa", "ldc"]
    assert codes["person"] == ["BR.OLD", "KHM", "KHM", "africa", "ldc"]


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
    assert client.get("/en/feed/").text.count("<title>Example: ") == 9
