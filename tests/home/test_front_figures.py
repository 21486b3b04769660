"""The front page on the real figures: the finding, the places, the choice of a country."""

import uuid

import pytest
from django.test import Client

from platform_site.discussions.actions import write_post
from platform_site.home.loading import load_guides
from platform_site.moderation.actions import accept_revision, contribute_page
from tests.factories import make_article, make_reviewer, make_subject, make_user, proposal
from tests.queries import count_queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def main_of(text: str) -> str:
    return text.partition("<main")[2].partition("</main>")[0]


def test_the_finding_is_counted_from_the_figures(client: Client) -> None:
    measure = client.get("/en/").context["measure"]
    latest = measure.latest.values()
    low, all_ = sum(figure.value < 50 for figure in latest), len(latest)

    answer = client.get("/en/")

    heading = f"In {low} of {all_} countries, more than half the people have no benefit at all"
    assert heading in answer.text
    assert (low, all_) == (99, 183)
    assert 'href="/en/regions/africa/"' in main_of(answer.text)
    assert 'href="/en/groups/ldc/"' in main_of(answer.text)
    assert main_of(answer.text).count("<option") == 250


def test_in_arabic_the_page_runs_from_right_to_left(client: Client) -> None:
    load_guides(say=lambda line: None)

    answer = client.get("/ar/")

    assert '<html lang="ar" dir="rtl"' in answer.text
    assert "يرعاه أهل العمل أنفسهم" in answer.text
    assert ">كمبوديا</option>" in answer.text
    assert 'href="/ar/about/start-ministry/"' in answer.text


@pytest.mark.parametrize(
    ("query", "leads_to"),
    [
        ("?country=khm", "/en/countries/khm/"),
        ("?country=KHM", "/en/countries/khm/"),
        ("?country=", "/en/countries/"),
        ("", "/en/countries/"),
        ("?country=%00", "/en/countries/"),
    ],
)
def test_the_choice_of_a_country_needs_no_script(client: Client, query: str, leads_to: str) -> None:
    answer = client.get(f"/en/start/country/{query}")

    assert (answer.status_code, answer["Location"]) == (302, leads_to)


def test_the_page_costs_the_same_for_little_and_for_much(client: Client) -> None:
    load_guides(say=lambda line: None)
    costs = []
    for count in (1, 3, 20):
        fill(count)
        costs.append(count_queries(client, "/en/"))

    assert costs[0] == costs[1] == costs[2]
    assert costs[0] <= 12


def fill(count: int) -> None:
    mona, alice = make_reviewer(f"Mona {count}"), make_user(f"Alice {count}")
    for number in range(count):
        subject = make_subject(f"{count:02d}{number:02d}", f"Place {count} {number}")
        sent = proposal(f"Article {number}", subjects={subject.code: 3})
        revision = contribute_page(kind="article", proposal=sent, by=alice, key=uuid.uuid4())
        page = accept_revision(revision=revision, by=mona)
        make_article(f"مقال {number}", language="ar", translation_of=page)
        write_post(page=page, by=alice, source="Yes.", language="en", key=uuid.uuid4())
