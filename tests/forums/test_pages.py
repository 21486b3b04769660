"""The list, a forum, a topic, the feed: at the same cost however much there is."""

import uuid
import xml.etree.ElementTree as ET

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from forums.models import Forum, Topic
from platform_site.accounts.models import User
from platform_site.discussions.models import Post
from platform_site.pages.models import Page, PageCounters
from tests.factories import make_circle, make_subject, make_user
from tests.forums.places import make_e_discussion, make_forum, make_topic, reply, trusted
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def titles_in_feed(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    return [
        entry.findtext(f"{ATOM}title") or ""
        for entry in ET.fromstring(response.content).iter(f"{ATOM}entry")
    ]


def fill(forum: Forum, count: int, author: User) -> None:
    """So many topics more, in bulk: what a list reads of them is there."""
    for n in range(count):
        code = f"F{Topic.objects.count():04d}{n:05d}"
        topic = Topic.objects.create(
            kind="topic",
            forum=forum,
            subtype=forum.slug,
            slug=f"topic-{uuid.uuid4().hex[:10]}",
            title=f"Topic {code}",
            state=Page.State.PUBLISHED,
            published_at=timezone.now(),
            contributor=author,
        )
        PageCounters.objects.create(page=topic.page_ptr)


def test_lists_cost_the_same_for_1_3_10_and_1000_topics(client: Client) -> None:
    forum, author = make_forum(), trusted("Alice")
    make_e_discussion()
    addresses = ("/en/forums/", forum.get_absolute_url(), "/en/forums/feed/", "/en/")
    for address in addresses:
        client.get(address)
    costs = []
    for more in (1, 2, 7, 990):
        fill(forum, more, author)
        costs.append([count_queries(client, address) for address in addresses])

    assert costs[0] == costs[1] == costs[2] == costs[3]
    assert max(costs[3]) <= 18


def test_lists_cost_a_member_the_same_whatever_is_unread(client: Client) -> None:
    forum, alice, bob = make_forum(), trusted("Alice"), make_user("Bob")
    client.force_login(bob)
    costs = []
    for more in (1, 2, 17):
        for n in range(more):
            topic = make_topic(forum, f"A {uuid.uuid4().hex[:6]}", by=alice)
            for _post in range(n % 3):
                reply(topic, alice)
        for address in ("/en/forums/", forum.get_absolute_url()):
            client.get(address)
        costs.append(
            [count_queries(client, one) for one in ("/en/forums/", forum.get_absolute_url())]
        )

    assert costs[0] == costs[1] == costs[2]


def test_a_topic_of_5000_posts_opens_anywhere_at_the_same_cost(client: Client) -> None:
    author = trusted("Alice")
    short, long = make_topic(make_forum(), by=author), make_topic(make_forum("L"), by=author)
    for topic, number in ((short, 51), (long, 5000)):
        Post.objects.bulk_create(
            [
                Post(page=topic.page_ptr, number=n, author=author, source="A", html="<p>A</p>")
                for n in range(1, number + 1)
            ]
        )
        PageCounters.objects.filter(page=topic.pk).update(posts=number)
    places = [(short, 1), (short, 2), (long, 1), (long, 50), (long, 100)]
    client.get(short.get_absolute_url())

    costs = [
        count_queries(client, f"{topic.get_absolute_url()}?posts={page}") for topic, page in places
    ]

    assert len(set(costs)) == 1
    assert costs[0] <= 16


def test_the_list_can_be_narrowed_by_forum_place_theme_language_and_silence(
    client: Client,
) -> None:
    cambodia, pensions = make_subject("KHM", "Cambodia"), make_subject("LC.PEN", "Pensions")
    alice = trusted("Alice")
    one, two = make_forum("One"), make_forum("Two")
    make_topic(one, "Of Cambodia", by=alice, subjects={cambodia.code: 3})
    reply(
        make_topic(two, "Des pensions", by=alice, language="fr", subjects={pensions.code: 3}), alice
    )

    def titles(query: str) -> list[str]:
        return [one.topic.title for one in client.get(f"/en/forums/?{query}").context["entries"]]

    assert titles("") == ["Des pensions", "Of Cambodia"]
    assert titles(f"forum={one.slug}") == ["Of Cambodia"]
    assert titles("about=KHM") == ["Of Cambodia"]
    assert titles("theme=LC.PEN") == ["Des pensions"]
    assert titles("language=fr") == ["Des pensions"]
    assert titles("unanswered=on") == ["Of Cambodia"]
    assert titles("about=XXX") == titles("forum=nothing") == []


@pytest.mark.parametrize(
    "query", ["at=nonsense", "forum=" + "x" * 500, "language=xx", "unanswered=%00", "theme=%F0"]
)
def test_a_query_that_makes_no_sense_never_breaks_the_list(client: Client, query: str) -> None:
    make_topic(make_forum())

    assert client.get(f"/en/forums/?{query}").status_code == 200


def test_what_a_reply_moves_to_the_top(client: Client) -> None:
    forum, alice = make_forum(), trusted("Alice")
    old = make_topic(forum, "Old", by=alice)
    make_topic(forum, "New", by=alice)

    reply(old, alice)

    shown = client.get("/en/forums/").context["entries"]
    assert [one.topic.title for one in shown] == ["Old", "New"]
    assert [(one.posts, one.last_by) for one in shown] == [(1, "Alice"), (0, "")]


def test_paging_walks_through_every_topic_once(client: Client) -> None:
    forum, alice = make_forum(), trusted("Alice")
    fill(forum, 45, alice)
    address, seen, mark = forum.get_absolute_url(), [], ""
    while True:
        response = client.get(address, {"at": mark} if mark else {})
        seen += [entry.topic.pk for entry in response.context["entries"]]
        if not (mark := response.context["slice"].older):
            break

    expected = Topic.objects.order_by("-last_at", "-pk").values_list("pk", flat=True)
    assert seen == list(expected)


def test_a_member_sees_what_is_new_to_them_and_a_stranger_sees_no_marks(client: Client) -> None:
    forum, alice, bob = make_forum(), trusted("Alice"), make_user("Bob")
    topic = make_topic(forum, by=alice)
    reply(topic, alice)
    reply(topic, alice)

    anonymous = client.get("/en/forums/").context["entries"][0].unread
    client.force_login(bob)
    before = client.get("/en/forums/").context["entries"][0].unread
    client.get(topic.get_absolute_url())
    after = client.get("/en/forums/").context["entries"][0].unread

    assert (anonymous, before, after) == (0, 2, 0)


def test_an_address_with_the_wrong_forum_leads_to_the_right_one(client: Client) -> None:
    topic = make_topic(make_forum())

    response = client.get(f"/en/forums/elsewhere/{topic.pk}-x/")

    assert (response.status_code, response["Location"]) == (302, topic.get_absolute_url())


def test_forums_that_are_there_from_the_start_claim_nothing_that_is_not_held(
    client: Client,
) -> None:
    call_command("load_reference", verbosity=0)
    call_command("load_reference", verbosity=0)

    shown = {one.forum.title: one for one in client.get("/en/forums/").context["led"]}
    assert set(shown) == {"Recovery with a Human Face", "Social Protection Community of Practice"}
    for one in shown.values():
        assert not one.forum.has_dates
        page = client.get(one.forum.get_absolute_url()).content.decode()
        assert "dates not entered here" in page
    assert Forum.objects.filter(translation_of__isnull=True).count() == 6
    assert Forum.objects.count() == 24
    french = client.get("/fr/forums/recovery-with-a-human-face/").content.decode()
    assert "visage humain" in french


CANARIES = (
    "zanaryforum",
    "zanarypurpose",
    "zanarytopic",
    "zanarytext",
    "zanarypost",
    "zanaryround",
)


def test_a_circles_forum_is_nowhere_outside_and_whole_inside(client: Client) -> None:
    alice, bob = make_user("Alice"), make_user("Bob")
    cambodia = make_subject("KHM", "Cambodia")
    forum = make_e_discussion(
        "zanaryforum",
        slug="of-a-circle",
        circle=make_circle(alice, bob),
        summary="zanarypurpose",
        by=alice,
        rounds={"1": {"title": "zanaryround", "question": "", "starts_on": "", "ends_on": ""}},
    )
    topic = make_topic(forum, "zanarytopic", by=bob, text="zanarytext", subjects={cambodia.code: 3})
    reply(topic, bob, "zanarypost")
    make_topic(make_forum(), "In the open")
    lists = ("/en/forums/", "/en/forums/new/", "/en/forums/feed/", "/en/", "/en/search/?q=zanary")
    lists += (f"/en/forums/?about={cambodia.code}", f"/en/forums/?forum={forum.slug}")
    own = (
        forum.get_absolute_url(),
        f"{forum.get_absolute_url()}feed/",
        f"{forum.get_absolute_url()}new/",
        f"{forum.get_absolute_url()}participation/",
        topic.get_absolute_url(),
        f"{topic.get_absolute_url()}forum/",
    )

    for outsider in (None, make_user("Charlie")):
        if outsider:
            client.force_login(outsider)
        for address in lists:
            page = client.get(address).content.decode().replace("q=zanary", "")
            assert not [word for word in CANARIES if word in page], address
        for address in own:
            response = client.get(address)
            page = response.content.decode() + response.get("Location", "")
            page = page.replace(topic.slug, "")
            assert response.status_code in (302, 404), address
            assert not [
                word
                for word in CANARIES
                if word in page.replace(forum.slug, "").replace(topic.slug, "")
            ]

    client.force_login(alice)
    assert "zanarytopic" in client.get(forum.get_absolute_url()).content.decode()
    page = client.get(topic.get_absolute_url()).content.decode()
    assert ("zanarytext" in page, "zanarypost" in page) == (True, True)
    # It lies in its workspace, not among everybody's forums.
    assert "zanary" not in client.get("/en/forums/").content.decode()
