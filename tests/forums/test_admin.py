"""Staff open forums and lead them by the admin; nobody else, and nobody the circles'."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from forums.models import Forum
from platform_site.accounts.models import User
from platform_site.discussions.models import Talk, TalkModerator
from tests.factories import make_circle, make_reviewer, make_user
from tests.forums.places import make_e_discussion, make_forum, make_topic

pytestmark = pytest.mark.django_db
ADD = "/admin/forums/forum/add/"


@pytest.fixture
def staff(client: Client, settings: Any) -> User:
    settings.ADMIN_REQUIRES_MFA = False
    root = make_user("Root", is_staff=True, is_superuser=True)
    client.force_login(root)
    return root


def data(**fields: Any) -> dict[str, Any]:
    return {
        "slug": "",
        "language": "en",
        "translation_of": "",
        "title": "Own-account workers",
        "summary": "What keeps them contributing.",
        "text": "",
        "type": "e-discussion",
        "audience": "public",
        "order": "5",
        "opens_on": "2027-03-01",
        "closes_on": "2027-03-14",
        "zone": "Europe/Zurich",
        "rounds": "2027-03-01 – 2027-03-07: Who is left out?\nWhom do you not reach?",
        "facilitators": "",
    } | fields


def test_staff_open_an_e_discussion_with_days_rounds_and_somebody_who_leads_it(
    client: Client, staff: User
) -> None:
    amara = make_user("Amara")

    response = client.post(ADD, data(facilitators=amara.email.upper()))

    assert response.status_code == 302, response.context["adminform"].errors
    forum = Forum.objects.get()
    assert (forum.slug, forum.phase, forum.rounds.get().title) == (
        "own-account-workers",
        "announced",
        "Who is left out?",
    )
    assert [one.user for one in TalkModerator.objects.filter(page=forum.pk)] == [amara]
    assert forum.revisions.get().author == staff


def test_a_change_of_the_days_reaches_the_talks_and_is_a_revision(
    client: Client, staff: User
) -> None:
    forum = make_e_discussion(opens=None, closes=None)
    topic = make_topic(forum)
    past = (timezone.now().date().replace(month=1, day=1)).isoformat()
    changed = data(title=forum.title, opens_on="", closes_on=past, rounds="")

    response = client.post(f"/admin/forums/forum/{forum.pk}/change/", changed)

    assert response.status_code == 302, response.context["adminform"].errors
    forum.refresh_from_db()
    assert forum.phase == "closed"
    assert Talk.objects.get(page=topic.pk).closes_at == forum.closes_at
    assert forum.revisions.count() == 2


def test_a_forum_that_becomes_the_members_takes_its_topics_along(
    client: Client, staff: User
) -> None:
    forum = make_forum()
    topic = make_topic(forum)
    no_days = {"opens_on": "", "closes_on": "", "zone": "", "rounds": "", "type": "standing"}
    changed = data(title=forum.title, audience="members", **no_days)

    client.post(f"/admin/forums/forum/{forum.pk}/change/", changed)

    topic.refresh_from_db()
    assert topic.audience == "members"


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("zone", ""),
        ("closes_on", "2027-02-01"),
        ("rounds", "2027-03-01: One day"),
        ("facilitators", "nobody@nowhere.example"),
    ],
)
def test_what_makes_no_sense_comes_back_with_words(
    client: Client, staff: User, field: str, wrong: str
) -> None:
    response = client.post(ADD, data(**{field: wrong}))

    assert response.status_code == 200
    assert set(response.context["adminform"].form.errors) == {field}
    assert not Forum.objects.exists()


def test_a_version_in_another_language_answers_at_the_same_address(
    client: Client, staff: User
) -> None:
    forum = make_forum(slug="costs", title="Costs")
    french = data(
        title="Coûts", language="fr", translation_of=forum.pk, type="standing", opens_on="",
        closes_on="", zone="", rounds="",
    )  # fmt: skip

    first, twice = client.post(ADD, french), client.post(ADD, french)

    assert (first.status_code, twice.status_code) == (302, 200)
    assert "Coûts" in client.get("/fr/forums/costs/").content.decode()
    assert "Costs" in client.get("/es/forums/costs/").content.decode()


def test_what_is_a_circles_is_not_in_the_admin(client: Client, staff: User) -> None:
    bob = make_user("Bob")
    inside = make_forum("zanaryforum", circle=make_circle(bob))
    make_topic(inside, "zanarytopic", by=bob)

    for address in ("/admin/forums/forum/", "/admin/forums/topic/"):
        assert "zanary" not in client.get(address).content.decode()
    assert client.get(f"/admin/forums/forum/{inside.pk}/change/").status_code == 302


def test_a_reviewer_without_the_permission_opens_no_forum(client: Client, settings: Any) -> None:
    settings.ADMIN_REQUIRES_MFA = False
    client.force_login(make_reviewer())

    assert client.get(ADD).status_code == 403
