"""Contributing an article through the site's own verb, beside a plain insert of the same rows."""

import uuid
from collections.abc import Iterator

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news.models import Article
from platform_site.accounts.models import User
from platform_site.moderation.actions import contribute_page
from platform_site.pages.models import Page
from tests.benchmarks.queries import Readers, most_written_about
from tests.benchmarks.stage import Stage
from tests.benchmarks.table import Line, medians


def measure(stage: Stage) -> Iterator[Line]:
    people = Readers().all
    codes = [most_written_about(kind).code for kind in ("country", "region", "group")]
    proposal = {
        "title": "A reform of pensions is adopted",
        "summary": "What it changes, and from when.",
        "language": "en",
        "text": "A first paragraph.\n\nA second one.",
        "subjects": dict.fromkeys(codes, 3),
        "type": "news",
        "kicker": "",
        "link": "",
    }
    for name, by in (("waits for review", people["of 5"]), ("published at once", people["of 200"])):
        yield insert(stage, f"contribute an article, {name}", proposal, by)


def insert(stage: Stage, scenario: str, proposal: dict, by: User) -> Line:
    def contribute() -> None:
        contribute_page(kind="article", proposal=proposal, by=by, key=uuid.uuid4())

    @transaction.atomic
    def plain() -> None:
        Article.objects.create(
            kind="article",
            slug=uuid.uuid4().hex,
            title=proposal["title"],
            state=Page.State.PUBLISHED,
            published_at=timezone.now(),
        )

    with CaptureQueriesContext(connection) as captured:
        contribute()
    took, limit = medians(contribute, plain, rounds=stage.rounds * 4)
    return Line(
        scenario,
        f"{took:.2f} ms, {len(captured)} queries",
        f"plain insert {limit:.2f} ms",
        took / limit,
        "≤ 3 as a request",
    )
