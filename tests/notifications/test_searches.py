"""A followed search: who is told of what, once, and how it stops."""

from itertools import product

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from platform_site.accounts.models import User
from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.notifications.actions import (
    TooManySearches,
    fan_out,
    follow_page,
    follow_search,
    read_searches_again,
    send_due,
    set_preference,
    unfollow_search,
)
from platform_site.notifications.actions import saved as saving
from platform_site.notifications.models import Delivery, Outbox, SavedSearch
from platform_site.pages.actions import set_names
from platform_site.pages.models import Page, PageGrant
from platform_site.pages.permissions import can_view
from platform_site.search.forms import SearchForm
from platform_site.search.standing import standing
from tests.factories import make_article, make_circle, make_reviewer, make_subject, make_user
from tests.mail import SmtpSink, everything_in
from tests.notifications.conftest import World, let_a_day_pass, told
from tests.notifications.test_unsubscribe import one_click

pytestmark = pytest.mark.django_db


def follow(person: User, address: str, frequency: str = "now") -> SavedSearch:
    form = SearchForm(QueryDict(address))
    assert form.is_valid()
    search = standing(form, user=person)
    assert search is not None
    return follow_search(search=search, by=person, frequency=frequency)


def test_a_new_page_that_matches_is_told_and_no_other(world: World) -> None:
    follow(world.bob, "q=pension&about=KHM")
    follow(world.charlie, "q=maternity")

    world.publish("A pension law")
    world.publish("A road law")
    fan_out()

    assert told(world.bob) == [("published", "A pension law")]
    assert told(world.bob, channel="mail") == [("published", "A pension law")]
    assert told(world.charlie) == []


@pytest.mark.parametrize(
    ("address", "is_told"),
    [
        ("q=law", True),
        ("q=law&kind=article", True),
        ("q=law&kind=country", False),
        ("q=law&language=fr", False),
        ("q=law&about=ASIA", True),
        ("q=law+-pension", False),
        ("about=KHM", True),
        ("q=loi", False),
    ],
)
def test_words_and_filters_decide(world: World, address: str, is_told: bool) -> None:
    follow(world.bob, address)

    world.publish("A pension law")
    fan_out()

    assert bool(told(world.bob)) == is_told


def test_nobody_is_told_of_a_page_they_cannot_see(world: World) -> None:
    """Every state × audience, everyone following the search that finds them all."""
    mona, guest = make_reviewer(), make_user("Guest")
    circle = make_circle(world.alice, world.bob)
    pages = [
        make_article(
            f"Pension {state} {audience}",
            state=state,
            audience=audience,
            circle=circle if audience == "circle" else None,
            contributor=world.alice,
        )
        for state, audience in product(Page.State, Page.Audience)
    ]
    PageGrant.objects.create(page=pages[-1], user=guest, granted_by=None)
    people = [
        world.alice,
        world.bob,
        world.charlie,
        mona,
        guest,
        make_user("Gone", is_active=False),
    ]
    for person in people:
        follow(person, "q=pension")
    for page in pages:
        record(verb=Activity.Verb.PUBLISHED, page=page, actor=None)

    fan_out()

    rows = Delivery.objects.inbox().values_list("person", "activity__page")
    assert set(rows) == {
        (person.pk, page.pk)
        for person, page in product(people, pages)
        if person.is_active and can_view(person, page) and page.state == "published"
    }


def test_it_is_told_once_whatever_happens_twice(world: World) -> None:
    """Two searches, a country and a second run find the same page."""
    follow(world.bob, "q=pension")
    follow(world.bob, "q=law")
    follow_page(page=world.cambodia, by=world.bob, frequency="now")
    world.publish("A pension law")
    fan_out()

    for activity in Activity.objects.all():
        Outbox.objects.create(activity=activity)
    fan_out()

    assert told(world.bob) == [("published", "A pension law")]
    assert told(world.bob, channel="mail") == [("published", "A pension law")]
    # The country is the nearer reason.
    assert set(Delivery.objects.filter(person=world.bob).values_list("because", flat=True)) == {
        "follow"
    }


def test_what_was_published_before_is_not_told(world: World) -> None:
    world.publish("A pension law")
    later = timezone.now() + timezone.timedelta(minutes=1)
    saved = follow(world.bob, "q=pension")
    SavedSearch.objects.filter(pk=saved.pk).update(followed_at=later)

    fan_out()

    assert told(world.bob) == []


def test_one_is_not_told_of_what_one_did_oneself(world: World) -> None:
    follow(world.alice, "q=pension")

    world.publish("A pension law")
    fan_out()

    assert told(world.alice) == []


def test_a_muted_country_stays_silent(world: World) -> None:
    follow(world.bob, "q=pension")
    follow_page(page=world.cambodia, by=world.bob, level="muted")

    world.publish("A pension law")
    fan_out()

    assert told(world.bob) == []


@pytest.mark.parametrize(
    ("frequency", "channels"),
    [("now", {"inbox", "mail"}), ("daily", {"inbox", "digest"}), ("never", {"inbox"})],
)
def test_mail_comes_as_often_as_was_asked(world: World, frequency: str, channels: set[str]) -> None:
    follow(world.bob, "q=pension", frequency)

    world.publish("A pension law")
    fan_out()

    rows = Delivery.objects.filter(person=world.bob).exclude(state="skipped")
    assert set(rows.values_list("channel", flat=True)) == channels


def test_never_for_all_follows_goes_before_a_single_search(world: World) -> None:
    follow(world.bob, "q=pension")
    set_preference(person_id=world.bob.pk, follows="never")

    world.publish("A pension law")
    fan_out()

    assert told(world.bob, channel="mail") == []


def test_the_mail_says_which_search_and_leads_to_it(world: World, smtp_sink: SmtpSink) -> None:
    follow(world.bob, "q=Pension&kind=article&about=KHM")
    world.publish("A pension law")
    fan_out()
    send_due()

    (mail,) = smtp_sink.to(world.bob.email)

    assert str(mail["Subject"]) == "[“Pension” · News · Cambodia] New: “A pension law”"
    text = everything_in(mail)
    assert "because you follow the search “Pension” · News · Cambodia." in text
    assert "/en/search/?q=pension&kind=article&about=KHM" in text


def test_a_country_renamed_since_is_called_by_its_new_name(
    world: World, smtp_sink: SmtpSink
) -> None:
    follow(world.bob, "q=pension&about=KHM")
    article = world.publish("A pension law")
    fan_out()
    set_names(page=world.cambodia, names={"en": "Kingdom of Cambodia"})
    Page.objects.filter(pk=article.pk).update(title="A law on pensions")

    send_due()

    (mail,) = smtp_sink.to(world.bob.email)
    assert str(mail["Subject"]) == "[“pension” · Kingdom of Cambodia] New: “A law on pensions”"


def test_a_page_hidden_before_the_mail_leaves_is_not_mailed(
    world: World, smtp_sink: SmtpSink
) -> None:
    follow(world.bob, "q=pension")
    article = world.publish("A pension law")
    fan_out()
    Page.objects.filter(pk=article.pk).update(state="archived")

    send_due()

    assert smtp_sink.messages == []
    skipped = Delivery.objects.get(person=world.bob, channel="mail")
    assert (skipped.state, skipped.skipped_because) == ("skipped", "no_access")


def test_nothing_is_told_about_a_subject_hidden_since(world: World) -> None:
    follow(world.bob, "about=KHM")
    Page.objects.filter(pk=world.cambodia.pk).update(state="archived")

    world.publish("A pension law")
    fan_out()

    assert told(world.bob) == []


def test_one_click_stops_the_mails_of_one_search(world: World, smtp_sink: SmtpSink) -> None:
    follow(world.bob, "q=pension")
    follow(world.bob, "q=road")
    world.publish("A pension law")
    fan_out()
    send_due()
    (mail,) = smtp_sink.to(world.bob.email)

    assert one_click(mail) == 200

    world.publish("A second pension law")
    world.publish("A road law")
    fan_out()
    assert told(world.bob, channel="mail") == [
        ("published", "A pension law"),
        ("published", "A road law"),
    ]
    assert len(told(world.bob)) == 3


def test_mails_on_their_way_stop_with_the_search(world: World, smtp_sink: SmtpSink) -> None:
    saved = follow(world.bob, "q=pension")
    world.publish("A pension law")
    fan_out()
    unfollow_search(address=saved.address, by=world.bob)

    send_due()

    assert smtp_sink.messages == []
    assert Delivery.objects.get(person=world.bob, channel="mail").skipped_because == "stopped"


def test_the_digest_has_a_section_for_each_search(world: World, smtp_sink: SmtpSink) -> None:
    follow(world.bob, "q=pension", "daily")
    follow(world.bob, "q=road", "daily")
    world.publish("A pension law")
    world.publish("A road law")
    fan_out()
    assert let_a_day_pass() == 1
    Delivery.objects.update(due_at=timezone.now())

    send_due()

    (mail,) = smtp_sink.to(world.bob.email)
    text = mail.get_body(["plain"]).get_content()
    assert "== “pension” ==" in text
    assert "== “road” ==" in text
    assert "2 new" in str(mail["Subject"])


def test_new_words_of_a_country_widen_the_search(world: World) -> None:
    follow(world.bob, "q=Kampuchea")
    set_names(page=world.cambodia, names={"en": "Cambodia", "fr": "Kampuchea"})

    assert read_searches_again() == 1
    assert read_searches_again() == 0

    world.publish("News from Cambodia")
    fan_out()
    assert told(world.bob) == [("published", "News from Cambodia")]


def test_there_is_an_end_to_searches(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "MOST", 2)
    follow(world.bob, "q=one")
    follow(world.bob, "q=two")

    with pytest.raises(TooManySearches):
        follow(world.bob, "q=three")
    follow(world.bob, "q=two", "daily")

    assert SavedSearch.objects.of(world.bob).count() == 2


def test_the_page_of_results_leads_to_following_and_back(world: World, client: Client) -> None:
    make_subject("THA", "Thailand")
    client.force_login(world.bob)
    results = client.get("/en/search/?q=Thailand&page=1").content.decode()
    assert '<a href="/en/search/follow/?q=Thailand">Follow this search</a>' in results

    client.post("/en/search/follow/?q=Thailand", {"frequency": "daily"})
    client.post("/en/search/follow/?q=thailand", {"frequency": "never"})

    (saved,) = SavedSearch.objects.of(world.bob)
    assert (saved.address, saved.frequency) == ("q=thailand", "never")
    follows = client.get("/en/me/follows/").content.decode()
    assert '<a href="/en/search/?q=thailand"><bdi>“thailand”</bdi></a>' in follows
    client.post(saved.follow_url, {"stop": "1"})
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize("address", ["", "q=", "about=XYZ", "year=12"])
def test_what_finds_nothing_has_no_follow_page(world: World, client: Client, address: str) -> None:
    client.force_login(world.bob)

    assert client.get(f"/en/search/follow/?{address}").status_code == 404


def test_who_is_not_signed_in_comes_back_to_the_search(client: Client, db: None) -> None:
    response = client.get("/en/search/follow/?q=pension")

    assert response.status_code == 302
    assert "next=/en/search/follow/%3Fq%3Dpension" in response["Location"]


def test_nobody_sees_or_stops_the_searches_of_others(world: World, client: Client) -> None:
    follow(world.bob, "q=pension")
    client.force_login(world.charlie)

    client.post("/en/search/follow/?q=pension", {"stop": "1"})

    assert SavedSearch.objects.of(world.bob).count() == 1
    assert "pension" not in client.get("/en/me/follows/").content.decode()


def test_a_thousand_searches_cost_one_statement(
    world: World, django_assert_num_queries: object
) -> None:
    word = follow(world.charlie, "q=pension")
    people = [make_user(f"Reader {n}") for n in range(20)]
    rows = [
        SavedSearch(user=person, address=f"q=pension{n}", match=word.match)
        for person in people
        for n in range(50)
    ]
    SavedSearch.objects.bulk_create(rows)
    Outbox.objects.all().delete()
    world.publish("A pension law")

    with django_assert_num_queries(11) as captured:  # type: ignore[operator]
        fan_out()

    assert Delivery.objects.inbox().count() == 21
    assert sum(float(query["time"]) for query in captured.captured_queries) < 2
