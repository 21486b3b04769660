"""The author changes a comment or takes it back; every text it had can be compared."""

import uuid

import pytest
from django.test import Client

from platform_site.activity.models import Activity
from platform_site.discussions.actions import (
    CannotChange,
    ChangedMeanwhile,
    TalkIsClosed,
    edit_post,
    hide_post,
    lock_talk,
    withdraw_post,
)
from platform_site.discussions.models import Post
from tests.discussions.talks import write
from tests.factories import make_article, make_circle, make_reviewer, make_user

pytestmark = pytest.mark.django_db


def change(post: Post, by: object, source: str, version: int = 1) -> Post:
    return edit_post(post=post, by=by, source=source, language="en", version=version)


def address(post: Post, what: str = "") -> str:
    return f"/en/pages/{post.page_id}/comments/{post.number}/{what}"


def test_every_text_is_kept_with_its_date(client: Client) -> None:
    alice = make_user("Alice")
    post = write(make_article(), alice, "Ten countries")
    written = Post.objects.get().written_at

    change(post, alice, "Twelve countries")
    change(post, alice, "Twelve regions", version=2)

    post.refresh_from_db()
    assert (post.version, post.source) == (3, "Twelve regions")
    assert post.edited_at is not None
    kept = post.versions.order_by("number").values_list("number", "source", "written_at")
    assert kept.first() == (1, "Ten countries", written)
    assert [source for _number, source, _at in kept] == ["Ten countries", "Twelve countries"]
    shown = client.get(address(post, "history/")).content.decode()
    assert "Twelve <del>countries</del><ins>regions</ins>" in shown
    assert "<del>Ten</del><ins>Twelve</ins> countries" in shown


def test_a_changed_comment_says_when_and_leads_to_its_history(client: Client) -> None:
    alice, article = make_user("Alice"), make_article()
    post = write(article, alice)
    before = client.get(article.get_absolute_url()).content.decode()

    change(post, alice, "Better")

    after = client.get(article.get_absolute_url()).content.decode()
    assert "history/" not in before
    assert f'href="{address(post, "history/")}">changed ' in after


def test_nothing_changed_is_no_version() -> None:
    alice = make_user("Alice")
    post = write(make_article(), alice, "Same")

    change(post, alice, "Same")

    assert post.versions.count() == 0
    assert Activity.objects.filter(verb="edited").count() == 0


def test_two_windows_do_not_overwrite_each_other(client: Client) -> None:
    alice = make_user("Alice")
    post = write(make_article(), alice, "First")
    client.force_login(alice)
    change(post, alice, "From the other window")

    with pytest.raises(ChangedMeanwhile):
        change(post, alice, "From this window")
    response = client.post(
        address(post, "edit/"),
        {"source": "From this window", "language": "en", "version": 1},
    )

    shown = response.content.decode()
    assert response.status_code == 409
    assert "From the other window" in shown
    assert "From this window" in shown
    again = response.context["form"]["version"].value()
    answer = client.post(
        address(post, "edit/"),
        {"source": "From this window", "language": "en", "version": again},
    )
    assert answer.status_code == 302
    assert Post.objects.get().source == "From this window"


def test_only_the_author_changes_what_stands() -> None:
    alice, mona = make_user("Alice"), make_reviewer()
    post = write(make_article(), alice)

    with pytest.raises(CannotChange):
        change(post, mona, "Mine now")
    hide_post(post=post, by=mona, reason="Rude")
    with pytest.raises(CannotChange):
        change(post, alice, "Shown again?")
    with pytest.raises(CannotChange):
        withdraw_post(post=post, by=alice)


def test_nothing_changes_in_a_closed_talk() -> None:
    alice, article = make_user("Alice"), make_article()
    post = write(article, alice)
    lock_talk(page=article, by=make_reviewer(), reason="It is over")

    with pytest.raises(TalkIsClosed):
        change(post, alice, "One word more")


def test_what_the_author_takes_back_leaves_a_tombstone(client: Client) -> None:
    alice, article = make_user("Alice"), make_article()
    post = write(article, alice, "zanary of a comment")
    client.force_login(alice)

    asked = client.get(address(post, "withdrawal/"))
    done = client.post(address(post, "withdrawal/"))

    assert asked.status_code == 200
    assert done["Location"] == f"{article.get_absolute_url()}#post-1"
    shown = client.get(article.get_absolute_url()).content.decode()
    assert "The author took this comment back." in shown
    assert "zanary" not in shown
    assert client.post(address(post, "withdrawal/")).status_code == 404


@pytest.mark.parametrize("what", ["edit/", "withdrawal/"])
def test_nobody_else_gets_the_forms_of_the_author(client: Client, what: str) -> None:
    post = write(make_article(), make_user("Alice"))

    assert client.get(address(post, what)).status_code == 302
    for other in (make_user("Charlie"), make_reviewer()):
        client.force_login(other)
        assert client.get(address(post, what)).status_code == 404
        assert client.post(address(post, what), {"source": "x"}).status_code == 404


def test_the_history_of_a_hidden_comment_is_for_moderators(client: Client) -> None:
    alice, mona = make_user("Alice"), make_reviewer()
    post = write(make_article(), alice, "zanary one")
    change(post, alice, "zanary two")
    hide_post(post=Post.objects.get(), by=mona, reason="Rude")

    statuses = {}
    for name, person in {"": None, "Charlie": make_user("Charlie"), "Mona": mona}.items():
        reader = Client()
        if person:
            reader.force_login(person)
        response = reader.get(address(post, "history/"))
        statuses[name] = (response.status_code, b"zanary" in response.content)

    assert statuses == {"": (404, False), "Charlie": (404, False), "Mona": (200, True)}


def test_the_history_inside_a_circle_is_for_the_circle(client: Client) -> None:
    alice = make_user("Alice")
    post = write(make_article(circle=make_circle(alice)), alice)

    assert client.get(address(post, "history/")).status_code == 404


def test_a_preview_and_an_error_keep_what_was_typed(client: Client) -> None:
    alice = make_user("Alice")
    post = write(make_article(), alice)
    client.force_login(alice)
    sent = {"source": "It is **bold**", "language": "en", "version": 1}

    preview = client.post(address(post, "edit/"), sent | {"preview": "1"})
    refused = client.post(address(post, "edit/"), sent | {"language": "xx"})

    assert "<strong>bold</strong>" in preview.content.decode()
    assert "It is **bold**" in refused.content.decode()
    assert refused.status_code == 422
    assert Post.objects.get().version == 1


def test_a_key_sent_twice_after_a_change_still_gives_the_first_post() -> None:
    alice, article, key = make_user("Alice"), make_article(), uuid.uuid4()
    post = write(article, alice, "First", key=key)
    change(post, alice, "Changed")

    assert write(article, alice, "First", key=key).source == "Changed"
