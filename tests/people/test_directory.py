"""The directory, the block and the feed: whom one finds, and at the same cost for all."""

import xml.etree.ElementTree as ET

import pytest
from django.test import Client

from platform_site.pages.models import Page, Subject
from tests.factories import make_subject, make_user
from tests.people.profiles import make_profile
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
NAMES = ("Amina", "Boris", "Chen", "Dara")


@pytest.fixture
def asia() -> Subject:
    return make_subject("R-ASIA", "Asia")


@pytest.fixture
def cambodia(asia: Subject) -> Subject:
    return make_subject("KHM", "Cambodia", asia, fr="Cambodge")


@pytest.fixture
def maternity() -> Subject:
    theme = make_subject("maternity", "Maternity")
    Page.objects.filter(pk=theme.pk).update(kind="theme")
    return theme


@pytest.fixture
def people(cambodia: Subject, maternity: Subject) -> None:
    make_profile("Amina", cambodia, maternity, languages=["fr", "ar"], works_for="government")
    make_profile("Boris", cambodia, languages=["ru"], works_for="social-security")
    make_profile("Chen", maternity, languages=["zh", "fr"], works_for="workers")
    make_profile("Dara", languages=["km"], works_for="")


def found(client: Client, query: str = "") -> set[str]:
    shown = client.get(f"/en/people/{query}").content.decode()
    return {name for name in NAMES if name in shown}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", set(NAMES)),
        ("?about=KHM", {"Amina", "Boris"}),
        ("?about=R-ASIA", {"Amina", "Boris"}),
        ("?theme=maternity", {"Amina", "Chen"}),
        ("?about=KHM&theme=maternity", {"Amina"}),
        ("?language=fr", {"Amina", "Chen"}),
        ("?language=fr&about=KHM", {"Amina"}),
        ("?type=workers", {"Chen"}),
        ("?type=workers&about=KHM", set()),
        ("?about=XXX", set()),
        ("?theme=XXX", set()),
    ],
)
def test_people_are_found_by_what_they_say(
    client: Client, people: None, query: str, names: set[str]
) -> None:
    assert found(client, query) == names


def test_the_feed_is_the_list(client: Client, people: None) -> None:
    feed = ET.fromstring(client.get("/en/people/feed/?about=KHM&theme=maternity").content)

    titles = [e.text for e in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert titles[1:] == ["Amina"]


@pytest.mark.parametrize(
    "query", ["?type=king", "?language=xx", "?theme=%00", "?about=" + "x" * 5000, "?at=nonsense"]
)
def test_a_query_that_makes_no_sense_never_breaks_the_list(client: Client, query: str) -> None:
    assert client.get(f"/en/people/{query}").status_code == 200


def test_lists_cost_the_same_for_one_and_for_forty(client: Client, cambodia: Subject) -> None:
    addresses = ("/en/people/", "/en/people/?about=KHM&language=en", "/en/people/feed/")
    costs = []
    for start, end in ((0, 1), (1, 3), (3, 40)):
        for number in range(start, end):
            make_profile(f"Person {number}", cambodia, make_subject(f"S{number}", f"Sub {number}"))
        for address in addresses:
            client.get(address)
        costs.append([count_queries(client, address) for address in addresses])

    assert costs[0] == costs[1] == costs[2]
    assert max(costs[0]) <= 9


def test_a_profile_and_ones_messages_cost_the_same(client: Client, cambodia: Subject) -> None:
    plain = make_profile("Amina")
    full = make_profile(
        "Boris", *(make_subject(f"S{n}", f"Sub {n}") for n in range(30)), country="KHM"
    )
    client.force_login(make_user("Bob"))
    client.get(plain.get_absolute_url())

    costs = [count_queries(client, page.get_absolute_url()) for page in (plain, full)]

    assert abs(costs[0] - costs[1]) <= 2  # the subjects and the country are asked for together
    assert max(costs) <= 9
