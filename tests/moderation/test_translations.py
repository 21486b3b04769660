"""A version of a page in another language: linked, reviewed, seen by whoever sees the original."""

import pytest
from django.test import Client

from news.models import Article
from platform_site.moderation.actions import accept_revision
from platform_site.moderation.models import Revision
from tests.factories import make_article, make_circle, make_reviewer, make_user

pytestmark = pytest.mark.django_db
SAID = {"summary": "Un chapeau.", "text": "Un texte.", "type": "news", "language": "fr"}


def send(client: Client, original: Article, **more: str) -> object:
    address = f"/fr/contribute/article/?translation_of={original.pk}"
    key = str(client.get(address).context["submission"]["key"].value())
    return client.post(address, SAID | {"title": "Un titre", "key": key} | more)


def test_a_translation_is_reviewed_and_linked_both_ways(client: Client) -> None:
    original = make_article("A headline", about=[])
    client.force_login(make_user("Alice"))
    assert send(client, original).status_code == 302
    accept_revision(revision=Revision.objects.get(), by=make_reviewer())

    version = Article.objects.get(language="fr")
    reader = Client()
    assert version.translation_of_id == original.pk
    assert version.get_absolute_url() in reader.get(original.get_absolute_url()).content.decode()
    assert original.get_absolute_url() in reader.get(version.get_absolute_url()).content.decode()
    listed = reader.get("/fr/news/").content.decode()
    assert "Un titre" in listed
    assert ">A headline<" not in listed


def test_what_is_the_same_in_every_language_is_filled_in(client: Client) -> None:
    original = make_article("A headline", kicker="Joint report", link="https://www.ilo.org/")
    client.force_login(make_user("Alice"))

    form = client.get(f"/fr/contribute/article/?translation_of={original.pk}").context["form"]

    assert form["link"].value() == "https://www.ilo.org/"
    assert form["title"].value() == ""
    assert form["language"].value() == "fr"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_language_that_is_there_is_refused_and_nothing_typed_is_lost(
    client: Client, language: str
) -> None:
    original = make_article("A headline")
    make_article("Un autre titre", language="fr", translation_of=original.page_ptr)
    client.force_login(make_user("Alice"))

    answer = send(client, original, language=language)

    assert answer.status_code == 422
    assert answer.context["form"]["title"].value() == "Un titre"
    assert not Revision.objects.exists()


def test_what_one_may_not_see_cannot_be_translated(client: Client) -> None:
    hidden = make_article("Inside", circle=make_circle(make_user("Bob")))
    version = make_article("Un titre", language="fr", translation_of=make_article().page_ptr)
    client.force_login(make_user("Alice"))

    for asked in (hidden.pk, version.pk, 0, "x", "9" * 30, "١"):
        answer = client.get(f"/en/contribute/article/?translation_of={asked}")
        assert answer.status_code == 404, asked


def test_a_translation_has_the_audience_of_its_original(client: Client) -> None:
    original = make_article("For members", audience="members")
    client.force_login(make_user("Alice"))
    assert send(client, original).status_code == 302

    assert Article.objects.get(language="fr").audience == "members"
