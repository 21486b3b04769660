"""No page costs more queries because there is more of anything: 1 and 3, 10 and 1,000."""

import uuid

import pytest
from django.test import Client
from django.utils import timezone

from platform_site.accounts.models import User
from platform_site.discussions.actions import write_post
from platform_site.notifications.actions import fan_out, follow_page
from platform_site.pages.models import Subject
from tests.factories import make_article, make_user
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
# Each block of an entry page asks for itself, so their ceiling is the number of blocks.
ENTRY_PAGES = (
    "/en/countries/khm/",
    "/en/regions/asia-and-the-pacific/",
    "/en/groups/ldc/",
    "/en/themes/",
    "/en/themes/old-age/",
    "/en/organisations/ilo/",
    "/en/programmes/flagship/",
)
PAGES = (
    *ENTRY_PAGES,
    "/en/",
    "/ar/",
    "/en/news/",
    "/en/news/?about=KHM",
    "/en/news/feed/",
    "/en/forums/",
    "/en/forums/?about=KHM",
    "/en/forums/financing/",
    "/en/forums/feed/",
    "/en/resources/",
    "/en/resources/?about=KHM&sort=year",
    "/en/resources/feed/",
    "/en/feed/",
    "/en/countries/",
    "/en/projects/",
    "/en/projects/?about=KHM",
    "/en/search/?q=pension",
    "/en/search/?q=pension&kind=article",
    "/en/search/suggestions/?q=pens",
    "/en/search/feed/?q=pension",
)
OF_A_MEMBER = ("/en/me/", "/en/me/notifications/", "/en/me/follows/", "/en/me/mail/")


def add_articles(count: int, author: User) -> None:
    """Articles about Cambodia and another country, in two languages, the newest commented."""
    subjects = list(Subject.objects.filter(code__in=["KHM", "VNM"]))
    for n in range(count):
        title = f"Pension news {uuid.uuid4().hex[:8]}"
        article = make_article(
            title, about=subjects, contributor=author, published_at=timezone.now()
        )
        if n % 10 == 0:
            make_article(f"أخبار {title}", language="ar", translation_of=article.page_ptr)
            write_post(page=article, by=author, source="A pension", language="en", key=uuid.uuid4())


def costs(client: Client, addresses: tuple[str, ...]) -> dict[str, int]:
    for address in addresses:
        client.get(address)  # what is read once per process is not a page's cost
    return {address: count_queries(client, address) for address in addresses}


def too_dear(measured: dict[str, int], *, entry_page: int, other: int) -> dict[str, int]:
    """Those that cost more queries than their kind of page may."""
    return {
        address: cost
        for address, cost in measured.items()
        if cost > (entry_page if address in ENTRY_PAGES else other)
    }


def test_public_pages_cost_the_same_for_1_3_10_and_1000(reference: None, client: Client) -> None:
    author = make_user("Alice")
    measured = []
    for more in (1, 2, 7, 990):
        add_articles(more, author)
        measured.append(costs(client, PAGES))

    assert measured[0] == measured[1] == measured[2] == measured[3]
    assert too_dear(measured[3], entry_page=30, other=18) == {}


def test_pages_of_a_member_cost_the_same_for_10_and_300(reference: None, client: Client) -> None:
    alice, bob = make_user("Alice"), make_user("Bob")
    client.force_login(bob)
    follow_page(page=Subject.objects.get(code="KHM"), by=bob, frequency="now")
    measured = []
    for more in (10, 290):
        add_articles(more, alice)
        fan_out()
        measured.append(costs(client, (*OF_A_MEMBER, *PAGES)))

    assert measured[0] == measured[1]
    assert too_dear(measured[1], entry_page=33, other=20) == {}
