"""What search engines are told of a page, and what they are not told."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from platform_site.core.linked_data import as_json
from platform_site.pages.models import Page
from tests.factories import make_article, make_circle, make_event, make_user

pytestmark = pytest.mark.django_db
START = '<script type="application/ld+json">'


def told(client: Client, address: str) -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == 200, address
    page = response.content.decode()
    return json.loads(page.split(START)[1].split("</script>")[0]) if START in page else {}


def test_nothing_can_leave_its_element() -> None:
    text = as_json({"name": "</script><script>alert(1)</script> & more", "empty": ""})

    assert "<" not in text
    assert json.loads(text) == {
        "@context": "https://schema.org",
        "name": "</script><script>alert(1)</script> & more",
    }


def test_an_article_is_told_as_news(client: Client) -> None:
    article = make_article("A headline", link="https://www.ilo.org/news")

    record = told(client, article.get_absolute_url())

    assert record["@type"] == "NewsArticle"
    assert record["headline"] == "A headline"
    assert record["url"] == settings.SITE_URL + article.get_absolute_url()
    assert record["datePublished"] == article.published_at.isoformat()
    assert record["isBasedOn"] == "https://www.ilo.org/news"


def test_an_event_is_told_with_its_days_and_not_with_the_pages(client: Client) -> None:
    event = make_event("A meeting", place="Dakar")

    record = told(client, event.get_absolute_url())

    assert record["@type"] == "Event"
    assert record["startDate"] == event.starts_on.isoformat()
    assert record["location"] == {"@type": "Place", "name": "Dakar"}
    assert "datePublished" not in record


@pytest.mark.parametrize("what", ["example", "circle", "members", "pending"])
def test_nothing_is_told_of_examples_and_of_what_not_everyone_sees(
    client: Client, what: str
) -> None:
    bob = make_user("Bob")
    fields: dict[str, Any] = {
        "example": {"is_demonstration": True},
        "circle": {"circle": make_circle(bob)},
        "members": {"audience": Page.Audience.MEMBERS},
        "pending": {"state": Page.State.PENDING},
    }[what]
    article = make_article("A headline", contributor=bob, **fields)
    client.force_login(bob)

    assert told(client, article.get_absolute_url()) == {}


def test_the_front_page_tells_of_the_search(client: Client) -> None:
    record = told(client, "/ar/")

    assert record["@type"] == "WebSite"
    assert record["potentialAction"]["target"] == f"{settings.SITE_URL}/ar/search/?q={{words}}"
