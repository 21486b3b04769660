"""A small world in Arabic: people and texts in Arabic, and one article in English among them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from platform_site.accounts.models import User
from platform_site.discussions.actions import write_post
from platform_site.moderation.actions import (
    accept_revision,
    answer_report,
    ask_for_changes,
    contribute_page,
    refuse_revision,
    report_problem,
)
from platform_site.moderation.models import ProblemReport, Revision
from platform_site.notifications.actions import fan_out, follow_page, set_preference
from platform_site.notifications.tokens import FOLLOW, Stop
from platform_site.pages.models import Page, Subject
from tests.factories import make_reviewer, make_subject, make_user, proposal

TITLE, SUMMARY, TEXT = "Pension law passed", "A law was passed yesterday.", "It starts next year."
WORDS = "نص بالعربية"


@dataclass
class World:
    """Layla writes and follows, Mona reviews."""

    layla: User
    mona: User
    country: Subject
    arabic: Page
    english: Page
    accepted: Revision
    asked: Revision
    refused: Revision
    pending: Revision
    open_report: ProblemReport
    answered_report: ProblemReport

    @property
    def stop(self) -> str:
        return Stop(self.layla.pk, FOLLOW, self.country.pk).token


@pytest.fixture(scope="module")
def world(reference: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_guides", verbosity=0)
        world = _world(Subject.objects.get(code="KHM"))
        connection.check_constraints()  # now and once, not at the end of every test
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def small_world(db: None) -> World:
    """The same with one country, and without its figures."""
    return _world(make_subject("KHM", "Cambodia", ar="كمبوديا"))


def _world(country: Subject) -> World:
    layla, mona = make_user("ليلى", language="ar", email="layla@people.example"), _reviewer()
    for person, often in ((layla, "daily"), (mona, "now")):
        follow_page(page=country, by=person)
        set_preference(person_id=person.pk, to_me="now", follows=often, review="now")
    accepted, asked, refused, pending = (_sent(layla, f"{WORDS} {n}") for n in range(4))
    english = _sent(layla, TITLE, summary=SUMMARY, text=TEXT, language="en")
    accept_revision(revision=accepted, by=mona)
    accept_revision(revision=english, by=mona)
    ask_for_changes(revision=asked, by=mona, text=WORDS)
    refuse_revision(revision=refused, by=mona, reason=Revision.Reason.SOURCE, text=WORDS)
    for page, language, words in ((accepted.page, "ar", WORDS), (english.page, "en", TEXT)):
        for by in (mona, layla):
            write_post(page=page, by=by, source=words, language=language, key=uuid4())
    reports = [_report(page, layla) for page in (english.page, country)]
    answer_report(report=reports[1], by=mona, is_mended=True, answer=WORDS)
    fan_out()
    return World(
        layla=layla,
        mona=mona,
        country=country,
        arabic=Page.objects.get(pk=accepted.page_id),
        english=Page.objects.get(pk=english.page_id),
        accepted=accepted,
        asked=asked,
        refused=refused,
        pending=pending,
        open_report=reports[0],
        answered_report=reports[1],
    )


def _reviewer() -> User:
    mona = make_reviewer("منى")
    mona.email, mona.language = "mona@people.example", "ar"
    mona.save()
    return mona


def _sent(author: User, title: str, **fields: Any) -> Revision:
    words = {"summary": WORDS, "text": WORDS, "language": "ar", "subjects": {"KHM": 3}} | fields
    return contribute_page(
        kind="article", proposal=proposal(title, **words), by=author, key=uuid4()
    )


def _report(page: Page, by: User) -> ProblemReport:
    return report_problem(page=page, what=ProblemReport.What.LINK, text=WORDS, by=by, key=uuid4())
