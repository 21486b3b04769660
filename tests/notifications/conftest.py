"""The cast around one article about Cambodia, and what they do to it."""

from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.utils import timezone

from news.models import Article
from platform_site.accounts.models import User
from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.discussions.actions import write_post
from platform_site.discussions.models import Post
from platform_site.notifications import actions
from platform_site.notifications.models import Delivery
from platform_site.pages.models import Page, Subject
from tests.factories import make_article, make_subject, make_user


@dataclass
class World:
    """Alice writes, Bob follows, Charlie is a stranger."""

    alice: User
    bob: User
    charlie: User
    asia: Subject
    cambodia: Subject

    def publish(self, title: str = "A pension law", **fields: object) -> Article:
        article = make_article(title, contributor=self.alice, about=[self.cambodia], **fields)
        record(verb=Activity.Verb.PUBLISHED, page=article, actor=self.alice)
        return article

    def comment(self, page: Page, by: User, text: str = "Well said.") -> Post:
        return write_post(page=page, by=by, source=text, language="en", key=uuid4())


@pytest.fixture
def world(db: None) -> World:
    asia = make_subject("ASIA", "Asia and the Pacific")
    return World(
        alice=make_user("Alice"),
        bob=make_user("Bob"),
        charlie=make_user("Charlie"),
        asia=asia,
        cambodia=make_subject("KHM", "Cambodia", asia, ar="كمبوديا"),
    )


def told(person: User, *, channel: str = "inbox") -> list[tuple[str, str]]:
    """What a person was told through a channel: verbs and titles, oldest first."""
    rows = Delivery.objects.filter(person=person, channel=channel, activity__isnull=False)
    return list(rows.order_by("pk").values_list("activity__verb", "activity__page__title"))


def let_a_day_pass() -> int:
    """Makes the digests of tomorrow's morning, whatever the time is now."""
    return actions.prepare_digests(now=timezone.now() + timezone.timedelta(days=1))
