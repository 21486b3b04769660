"""Reports of problems, by anyone, answered once."""

import uuid

import pytest
from django.test import Client

from platform_site.moderation.actions import AlreadyDecided, answer_report, report_problem
from platform_site.moderation.models import ProblemReport
from tests.factories import make_article, make_reviewer

pytestmark = pytest.mark.django_db


def fields(**changed: str) -> dict[str, str]:
    return {
        "key": str(uuid.uuid4()),
        "what": "figure",
        "text": "It says 6, the source says 7",
        "website": "",
    } | changed


def test_a_reader_without_account_reports_and_follows_the_receipt(client: Client) -> None:
    article = make_article()

    response = client.post(f"/en/pages/{article.pk}/reports/new/", fields())

    report = ProblemReport.objects.get()
    assert (response.status_code, response["Location"]) == (302, report.get_receipt_url())
    receipt = client.get(report.get_receipt_url())
    assert receipt.status_code == 200
    assert "the source says 7" in receipt.content.decode()
    assert receipt["Referrer-Policy"] == "same-origin"
    assert "noindex" in receipt["X-Robots-Tag"]


def test_a_rejected_report_keeps_what_was_typed(client: Client) -> None:
    article = make_article()

    response = client.post(f"/en/pages/{article.pk}/reports/new/", fields(what=""))

    assert response.status_code == 422
    assert "It says 6, the source says 7" in response.content.decode()
    assert not ProblemReport.objects.exists()


def test_a_robot_that_fills_every_field_is_stopped(client: Client) -> None:
    article = make_article()

    client.post(f"/en/pages/{article.pk}/reports/new/", fields(website="https://spam.example"))

    assert not ProblemReport.objects.exists()


def test_nobody_reports_on_a_page_they_cannot_see(client: Client) -> None:
    hidden = make_article(state="pending")

    response = client.post(f"/en/pages/{hidden.pk}/reports/new/", fields())

    assert response.status_code == 404
    assert not ProblemReport.objects.exists()


def test_a_report_is_answered_once_and_in_words() -> None:
    mona, article = make_reviewer(), make_article()
    report = report_problem(page=article, what="link", text="dead", by=None, key=uuid.uuid4())

    answer_report(report=report, by=mona, is_mended=True, answer="Link replaced")

    report.refresh_from_db()
    assert (report.state, report.answer, report.handler) == ("mended", "Link replaced", mona)
    with pytest.raises(AlreadyDecided):
        answer_report(report=report, by=make_reviewer("Nadia"), is_mended=False, answer="No")
