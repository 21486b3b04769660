"""What is being written is kept: on the server, beside another window's, until it is sent."""

import uuid

import pytest
from django.test import Client

from platform_site.discussions.actions import keep_draft, lock_talk
from platform_site.discussions.models import Draft, Post
from tests.discussions.talks import new, write
from tests.factories import make_article, make_circle, make_reviewer, make_user

pytestmark = pytest.mark.django_db


def keep(page: object, person: object, source: str, seen: int = 0) -> Draft:
    return keep_draft(page=page.page_ptr, person=person, source=source, language="en", seen=seen)


def held() -> list[tuple[str, str]]:
    return list(Draft.objects.values_list("source", "other"))


def test_a_draft_comes_back_on_another_device() -> None:
    alice, article = make_user("Alice"), make_article()
    office, home = Client(), Client()
    for device in (office, home):
        device.force_login(alice)

    saved = office.post(
        f"/en/pages/{article.pk}/comments/draft/",
        {"source": "A thought\r\n", "language": "fr", "seen": 0},
    )
    form = home.get(f"/en/pages/{article.pk}/comments/new/").context["form"]

    assert saved.json()["version"] == 1
    assert saved.json()["said"].startswith("Draft saved ")
    assert (form["source"].value(), form["language"].value()) == ("A thought\r\n", "fr")
    assert form["seen"].value() == 1


def test_without_a_script_a_button_keeps_it(client: Client) -> None:
    alice, article = make_user("Alice"), make_article()
    client.force_login(alice)

    response = client.post(f"/en/pages/{article.pk}/comments/new/", new("Later", keep="1"))

    assert response["Location"] == article.get_absolute_url()
    assert held() == [("Later", "")]
    assert Post.objects.count() == 0
    assert "Go on with your draft" in client.get(article.get_absolute_url()).content.decode()


def test_a_window_that_saw_the_last_save_replaces_it() -> None:
    alice, article = make_user("Alice"), make_article()

    first = keep(article, alice, "One")
    keep(article, alice, "One two", seen=first.version)
    keep(article, alice, "Three", seen=2)

    assert held() == [("Three", "")]


def test_two_windows_keep_both_texts() -> None:
    alice, article = make_user("Alice"), make_article()

    keep(article, alice, "From the first window")
    second = keep(article, alice, "From the second window")
    assert (second.source, second.other) == ("From the second window", "From the first window")
    back = keep(article, alice, "From the first window, more", seen=1)

    assert (back.source, back.other) == ("From the first window, more", "From the second window")


def test_what_is_sent_is_no_draft_any_more() -> None:
    alice, article = make_user("Alice"), make_article()
    draft = keep(article, alice, "Almost")

    write(article, alice, "Almost there", seen=draft.version)

    assert held() == []


def test_sending_from_one_window_leaves_the_other_its_text() -> None:
    alice, article = make_user("Alice"), make_article()
    keep(article, alice, "From the first window")
    keep(article, alice, "From the second window")

    write(article, alice, "From the second window", seen=2)

    assert held() == [("From the first window", "")]


def test_sending_without_a_script_leaves_another_windows_draft() -> None:
    alice, article = make_user("Alice"), make_article()
    keep(article, alice, "Something else")

    write(article, alice, "Sent", seen=0)

    assert held() == [("Something else", "")]


def test_a_text_too_long_to_send_is_kept_nevertheless(client: Client) -> None:
    alice, article = make_user("Alice"), make_article()
    client.force_login(alice)
    long = "word " * 3_000

    refused = client.post(f"/en/pages/{article.pk}/comments/new/", new(long))
    kept = client.post(
        f"/en/pages/{article.pk}/comments/draft/", {"source": long, "language": "en"}
    )

    assert (refused.status_code, kept.status_code) == (422, 200)
    assert long.strip() in refused.content.decode()
    assert [source for source, _other in held()] == [long]


def test_a_draft_is_seen_by_its_writer_only(client: Client) -> None:
    alice, article = make_user("Alice"), make_article()
    keep(article, alice, "zanary")
    client.force_login(make_user("Bob"))

    assert "zanary" not in client.get(f"/en/pages/{article.pk}/comments/new/").content.decode()


def test_who_loses_the_page_gets_no_draft_of_it(client: Client) -> None:
    alice, bob = make_user("Alice"), make_user("Bob")
    circle = make_circle(alice, bob)
    article = make_article(circle=circle)
    keep(article, bob, "zanary")
    circle.memberships.filter(user=bob).delete()
    client.force_login(bob)

    answers = [
        client.get(f"/en/pages/{article.pk}/comments/new/"),
        client.post(f"/en/pages/{article.pk}/comments/draft/", {"source": "x", "language": "en"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert Draft.objects.visible_to(bob).count() == 0
    assert Draft.objects.get().source == "zanary"


def test_autosaving_says_that_the_session_is_over(client: Client) -> None:
    response = client.post(
        f"/en/pages/{make_article().pk}/comments/draft/", {"source": "x", "language": "en"}
    )

    assert response.status_code == 401


def test_a_form_sent_after_the_session_is_over_comes_back(client: Client) -> None:
    alice, article = make_user("Alice"), make_article()
    address = f"/en/pages/{article.pk}/comments/new/"
    sent = client.post(address, new("Typed before the end"))
    client.force_login(alice)

    back = client.get(f"{address}?kept={sent['Location'].rpartition('kept%3D')[2]}")

    assert back.context["form"]["source"].value() == "Typed before the end"


def test_a_quotation_is_added_once_below_the_draft(client: Client) -> None:
    alice, article = make_user("Alice"), make_article()
    write(article, make_user("Bob"), "Said")
    client.force_login(alice)
    keep(article, alice, "My own words")
    address = f"/en/pages/{article.pk}/comments/new/?quote=1"

    text = client.get(address).context["form"]["source"].value()
    keep(article, alice, text, seen=1)
    again = client.get(address).context["form"]["source"].value()

    assert text.startswith("My own words\n\n> [Bob wrote:]")
    assert again == text


def test_a_closed_talk_takes_no_comment_but_loses_no_text(client: Client) -> None:
    alice, article = make_user("Alice"), make_article()
    lock_talk(page=article, by=make_reviewer(), reason="Too heated")
    client.force_login(alice)
    address = f"/en/pages/{article.pk}/comments/new/"

    refused = client.post(address, new("Late words"))
    kept = client.post(address, new("Late words", keep="1"))

    assert refused.status_code == 422
    assert "Late words" in refused.content.decode()
    assert kept.status_code == 302
    assert held() == [("Late words", "")]
    assert Post.objects.count() == 0


def test_a_draft_can_be_thrown_away(client: Client) -> None:
    alice, article = make_user("Alice"), make_article()
    keep(article, alice, "Nonsense")
    client.force_login(alice)

    client.post(f"/en/pages/{article.pk}/comments/new/", {"discard": "1", "key": uuid.uuid4()})

    assert held() == []


def test_who_writes_very_often_waits_and_keeps_the_text(client: Client) -> None:
    alice, article = make_user("Alice"), make_article()
    client.force_login(alice)
    address = f"/en/pages/{article.pk}/comments/new/"
    for _ in range(20):
        assert client.post(address, new()).status_code == 302

    refused = client.post(address, new("One too many"))

    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert "You have written very often" in refused.content.decode()
    assert "One too many" in refused.content.decode()
    assert Post.objects.count() == 20
