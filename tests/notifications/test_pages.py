"""The form to follow, the list of follows, the inbox, the list of mails."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django.asserts import assertRedirects

from platform_site.access.models import Membership
from platform_site.notifications.actions import (
    fan_out,
    follow_page,
    send_due,
    unfollow_page,
    write_letter,
)
from platform_site.notifications.models import Delivery, Follow, MailPreference
from platform_site.pages.models import PageCounters
from tests.factories import make_article, make_circle, make_reviewer, make_user
from tests.notifications.conftest import World
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def bob(world: World, client: Client) -> Client:
    client.force_login(world.bob)
    return client


def followers(page: object) -> int:
    return PageCounters.objects.get(page=page).followers


# Following ------------------------------------------------------------------------------------


def test_followers_are_counted_whatever_is_done(world: World) -> None:
    counts = []
    for person in (world.bob, world.charlie):
        follow_page(page=world.cambodia, by=person)
        counts.append(followers(world.cambodia))
    follow_page(page=world.cambodia, by=world.bob, level="watching")
    counts.append(followers(world.cambodia))
    follow_page(page=world.cambodia, by=world.bob, level="muted")
    counts.append(followers(world.cambodia))
    follow_page(page=world.cambodia, by=world.bob)
    unfollow_page(page=world.cambodia, by=world.charlie)
    counts.append(followers(world.cambodia))
    world.bob.delete()
    counts.append(followers(world.cambodia))

    assert counts == [1, 2, 2, 1, 1, 0]


def test_a_page_unmuted_before_anyone_followed_it_has_one_follower(world: World) -> None:
    """Muting is the first thing ever done with it: there is no row of counters yet."""
    follow_page(page=world.asia, by=world.bob, level="muted")
    follow_page(page=world.asia, by=world.bob)

    assert followers(world.asia) == 1


def test_a_page_that_is_followed_can_be_deleted(world: World) -> None:
    article = make_article()
    follow_page(page=article, by=world.bob)

    article.delete()

    assert not Follow.objects.exists()


def test_following_a_translation_follows_the_original(world: World) -> None:
    original = make_article()
    translation = make_article(translation_of=original, language="fr")

    follow_page(page=translation, by=world.bob)

    assert Follow.objects.get().page_id == original.pk


def test_one_person_follows_a_page_once(world: World) -> None:
    follow_page(page=world.cambodia, by=world.bob)

    with pytest.raises(IntegrityError), transaction.atomic():
        Follow.objects.create(user=world.bob, page=world.cambodia)


def test_a_reader_follows_changes_and_stops(world: World, bob: Client) -> None:
    address = f"/en/pages/{world.cambodia.pk}/follow/"
    assert bob.get(address).status_code == 200
    assert not Follow.objects.exists()

    response = bob.post(address, {"level": "normal", "frequency": ""})
    assertRedirects(response, "/en/countries/khm/", fetch_redirect_response=False)
    follow = Follow.objects.get()
    assert (follow.user, follow.page_id, follow.level) == (world.bob, world.cambodia.pk, "normal")

    bob.post(address, {"level": "watching", "frequency": "now"})
    follow.refresh_from_db()
    assert (follow.level, follow.frequency, follow.reason) == ("watching", "now", "asked")

    response = bob.post(address, {"stop": "1", "next": "follows"})
    assertRedirects(response, "/en/me/follows/")
    assert not Follow.objects.exists()


def test_looking_at_the_form_or_a_foreign_next_changes_nothing(world: World, bob: Client) -> None:
    address = f"/en/pages/{world.cambodia.pk}/follow/"
    bob.get(f"{address}?level=watching&stop=1")
    assert not Follow.objects.exists()

    response = bob.post(address, {"level": "normal", "next": "https://evil.example/"})

    assert response["Location"] == "/en/countries/khm/"


def test_a_level_that_is_none_is_refused_with_the_form(world: World, bob: Client) -> None:
    response = bob.post(f"/en/pages/{world.cambodia.pk}/follow/", {"level": "everything"})

    assert response.status_code == 422
    assert not Follow.objects.exists()


def test_who_is_not_signed_in_is_asked_to_and_comes_back(world: World, client: Client) -> None:
    address = f"/en/pages/{world.cambodia.pk}/follow/"

    assert client.get(address)["Location"].startswith("/en/accounts/login/?next=")
    assert not Follow.objects.exists()


def test_what_one_may_not_see_cannot_be_followed(world: World, bob: Client) -> None:
    secret = make_article(circle=make_circle(world.alice))
    draft = make_article(state="draft", contributor=world.alice)

    for pk in (secret.pk, draft.pk, 10**9):
        assert bob.get(f"/en/pages/{pk}/follow/").status_code == 404
        assert bob.post(f"/en/pages/{pk}/follow/", {"level": "normal"}).status_code == 404


def test_htmx_gets_the_form_alone(world: World, bob: Client) -> None:
    response = bob.get(f"/en/pages/{world.cambodia.pk}/follow/", headers={"HX-Request": "true"})

    assert response.content.decode().strip().startswith("<form")
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize(
    "address", ["/en/me/follows/", "/en/me/notifications/", "/en/me/mail/", "/ar/me/follows/"]
)
def test_ones_own_pages_are_for_the_signed_in(world: World, client: Client, address: str) -> None:
    assert client.get(address).status_code == 302

    client.force_login(world.bob)

    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 405


def test_preferences_are_kept_and_only_reviewers_choose_about_review(
    world: World, bob: Client
) -> None:
    chosen = {"to_me": "daily", "follows": "never", "review": "now"}

    assertRedirects(bob.post("/en/me/follows/preferences/", chosen), "/en/me/follows/")

    kept = MailPreference.objects.get()
    assert (kept.to_me, kept.follows, kept.review, kept.digest) == (
        "daily",
        "never",
        "never",
        False,
    )
    assert bob.get("/en/me/follows/preferences/").status_code == 405
    mona = Client()
    mona.force_login(make_reviewer())
    assert b'name="review"' in mona.get("/en/me/follows/").content
    assert b'name="review"' not in bob.get("/en/me/follows/").content


# The inbox ------------------------------------------------------------------------------------


def test_several_comments_on_one_page_are_one_line(world: World, bob: Client) -> None:
    article = make_article("Pensions")
    follow_page(page=article, by=world.bob)
    for n in range(3):
        world.comment(article, world.alice, f"Word {n}")
    fan_out()

    text = bob.get("/en/me/notifications/").content.decode()

    assert "3 comments on “Pensions”" in text
    assert text.count("on “Pensions”</a>") == 1
    assert f"{article.get_absolute_url()}#post-1" in text


def test_the_masthead_counts_what_is_unread(world: World, bob: Client) -> None:
    follow_page(page=world.cambodia, by=world.bob)
    world.publish("One")
    world.publish("Two")
    fan_out()

    assert '<span class="masthead__count">2<' in bob.get("/en/about/").content.decode()


def test_reading_is_said_by_a_button_and_never_by_looking(world: World, bob: Client) -> None:
    follow_page(page=world.cambodia, by=world.bob)
    first, _second = world.publish("One"), world.publish("Two")
    fan_out()
    unread = Delivery.objects.inbox().filter(read_at__isnull=True)
    newest = unread.latest("pk").pk
    bob.get("/en/me/notifications/")
    assert unread.count() == 2

    bob.post("/en/me/notifications/reading/", {"up_to": newest, "page": first.pk})
    assert unread.get().activity.page.title == "Two"

    world.publish("Three")
    fan_out()
    bob.post("/en/me/notifications/reading/", {"up_to": newest})
    assert unread.get().activity.page.title == "Three"


def test_nobody_marks_what_is_anothers(world: World, client: Client) -> None:
    follow_page(page=world.cambodia, by=world.bob)
    world.publish()
    fan_out()
    client.force_login(world.charlie)

    client.post("/en/me/notifications/reading/", {"up_to": 10**9})
    client.post("/en/me/notifications/reading/", {"up_to": "x" * 99})

    assert Delivery.objects.inbox().get().read_at is None


def test_what_one_can_no_longer_see_is_gone_from_inbox_and_mails(
    world: World, bob: Client, mailoutbox: object
) -> None:
    page = make_article("CANARY", circle=make_circle(world.alice, world.bob))
    follow_page(page=page, by=world.bob, frequency="now")
    world.comment(page, world.alice)
    fan_out()
    send_due()
    assert b"CANARY" in bob.get("/en/me/notifications/").content
    assert b"CANARY" in bob.get("/en/me/mail/").content
    Membership.objects.filter(user=world.bob).delete()

    for address in ("/en/me/notifications/", "/en/me/mail/", "/en/me/follows/"):
        assert b"CANARY" not in bob.get(address).content
    assert "A page you can no longer see" in bob.get("/en/me/mail/").content.decode()
    assert 'class="masthead__count"' not in bob.get("/en/about/").content.decode()


def test_the_list_of_mails_says_what_became_of_each(
    world: World, bob: Client, mailoutbox: object
) -> None:
    follow_page(page=world.cambodia, by=world.bob, frequency="now")
    world.publish("Sent one")
    fan_out()
    write_letter(
        to=world.bob, address=world.bob.email, language="en", subject="A key", text="x", html="x"
    )
    send_due()
    world.publish("Held back")
    fan_out()
    follow_page(page=world.cambodia, by=world.bob, frequency="never")
    send_due()

    text = " ".join(bob.get("/en/me/mail/").content.decode().split())

    assert text.index("Held back") < text.index("A key") < text.index("Sent one")
    assert "not sent</span>: you stopped these mails" in text
    assert "it keeps your account safe" in text
    assert text.count('state--good">sent<') == 2


@pytest.mark.parametrize("address", ["/en/me/notifications/", "/en/me/mail/", "/en/me/follows/"])
def test_the_lists_cost_the_same_for_three_rows_as_for_one(
    world: World, client: Client, address: str, mailoutbox: object
) -> None:
    costs = []
    for name, number in (("One", 1), ("Three", 3)):
        person = make_user(name)
        for n in range(number):
            article = make_article(f"{name} {n}", about=[world.cambodia])
            follow_page(page=article, by=person, frequency="now")
            world.comment(article, world.alice)
        fan_out()
        send_due()
        client.force_login(person)
        costs.append(count_queries(client, address))

    assert costs[0] == costs[1]
    assert costs[0] <= 15
