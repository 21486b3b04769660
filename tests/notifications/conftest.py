"""The cast around one article about Cambodia, and what they do to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

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
from tests.mail import SmtpSink, mail_goes_to


@dataclass
class World:
    """Alice writes, Bob follows, Charlie is a stranger."""

    alice: User
    bob: User
    charlie: User
    asia: Subject
    cambodia: Subject

    @transaction.atomic
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
    rows = rows.exclude(state="skipped")
    return list(rows.order_by("pk").values_list("activity__verb", "activity__page__title"))


def let_a_day_pass() -> int:
    """Makes the digests of tomorrow's morning, whatever the time is now."""
    return actions.prepare_digests(now=timezone.now() + timezone.timedelta(days=1))


class MoodySink(SmtpSink):
    """Answers as told: `moods` says for an address at which stage and with what.

    ("rcpt", "550 no such person"), ("data", "451 later"), ("hang up", "") before the text,
    ("silent", "") hangs up after it without a word, having kept it.
    """

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.moods: dict[str, tuple[str, str]] = {}

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        stage, answer = self.moods.get(address, ("", ""))
        if stage == "rcpt":
            return answer
        if stage == "hang up":
            server.transport.close()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        stage, answer = self.moods.get(envelope.rcpt_tos[0], ("", ""))
        if stage == "data":
            return answer
        await super().handle_DATA(server, session, envelope)
        if stage == "silent":
            server.transport.close()
        return "250 Kept"


@pytest.fixture
def moody_sink(settings: Settings) -> Iterator[MoodySink]:
    with mail_goes_to(MoodySink, settings) as sink:
        yield sink
