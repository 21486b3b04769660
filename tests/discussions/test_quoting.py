"""Quoting and answering, without a script; who is told of it."""

import pytest
from django.test import Client

from platform_site.activity.models import Activity
from platform_site.discussions.actions import hide_post
from platform_site.discussions.models import Post
from platform_site.notifications.actions import fan_out
from platform_site.notifications.models import Delivery
from platform_site.notifications.told import tell
from tests.discussions.talks import new, write
from tests.factories import make_article, make_circle, make_reviewer, make_user

pytestmark = pytest.mark.django_db


def form_of(client: Client, page: object, query: str = "") -> object:
    return client.get(f"/en/pages/{page.pk}/comments/new/{query}").context["form"]


def test_the_form_begins_with_the_quotation_and_its_source(client: Client) -> None:
    article = make_article()
    post = write(article, make_user("Alice"), "Registration drives work.")
    client.force_login(make_user("Bob"))

    form = form_of(client, article, f"?quote={post.number}")

    assert form["source"].value() == (
        f"> [Alice wrote:](/pages/{article.pk}/comments/1/)\n>\n> Registration drives work.\n\n"
    )
    assert form["answers"].value() == 1


def test_the_link_of_a_quotation_leads_to_the_post_in_any_language(client: Client) -> None:
    article = make_article()
    write(article, make_user("Alice"))

    response = client.get(
        f"/pages/{article.pk}/comments/1/", follow=True, headers={"accept-language": "ar"}
    )

    assert response.redirect_chain[-1] == (
        f"{article.get_absolute_url().replace('/en/', '/ar/')}#post-1",
        303,
    )


def test_who_is_answered_is_told_so_and_once(client: Client) -> None:
    alice, bob, article = make_user("Alice"), make_user("Bob"), make_article()
    post = write(article, alice)
    client.force_login(bob)

    client.post(f"/en/pages/{article.pk}/comments/new/", new("> x\n\nNo.", answers=1))
    fan_out()

    answer = Post.objects.get(number=2)
    assert answer.answers == post
    rows = list(Delivery.objects.filter(person=alice, channel="inbox").select_related("activity"))
    told, _gone = tell(rows, alice)
    assert [one.said.line for one in told] == ["Bob answered you on “A headline”"]


def test_nobody_quotes_a_hidden_comment_or_one_of_another_page(client: Client) -> None:
    article, other = make_article(), make_article()
    hidden = write(article, make_user("Alice"), "canary")
    hide_post(post=hidden, by=make_reviewer(), reason="Rude")
    write(other, make_user("Anna"))
    client.force_login(make_user("Bob"))

    for query in ("?quote=1", "?quote=2", "?quote=x", "?quote=99999999999999999999", "?quote=٣"):
        assert form_of(client, article, query)["source"].value() == "", query

    client.post(f"/en/pages/{article.pk}/comments/new/", new(answers=1))
    assert Post.objects.get(page=article.pk, number=2).answers is None
    assert Activity.objects.get(actor__display_name="Bob").concerns is None


def test_nobody_outside_a_circle_quotes_from_it(client: Client) -> None:
    alice = make_user("Alice")
    article = make_article(circle=make_circle(alice))
    write(article, alice)
    client.force_login(make_user("Charlie"))

    assert client.get(f"/en/pages/{article.pk}/comments/new/?quote=1").status_code == 404
    assert client.get(f"/en/pages/{article.pk}/comments/1/").status_code == 404
