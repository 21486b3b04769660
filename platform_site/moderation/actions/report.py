"""Reports that something is wrong, and their answers."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from platform_site.activity.actions import record
from platform_site.activity.models import Activity
from platform_site.pages.models import Page

from ..models import ProblemReport
from .decide import AlreadyDecided, ReasonMissing

if TYPE_CHECKING:
    from platform_site.accounts.models import User


@transaction.atomic
def report_problem(
    *, page: Page, what: str, text: str, by: "User | None", key: UUID
) -> ProblemReport:
    """Keeps a report for the moderators; the same key a second time gives the first report."""
    if earlier := ProblemReport.objects.filter(submission_key=key).first():
        return earlier
    report = ProblemReport.objects.create(
        page_id=page.pk, what=what, text=text, reporter=by, submission_key=key
    )
    record(verb=Activity.Verb.REPORTED, page=page, actor=by, report=report.pk)
    return report


@transaction.atomic
def answer_report(
    *, report: ProblemReport, by: "User", is_mended: bool, answer: str
) -> ProblemReport:
    """Tells the reporter what was done. Raises AlreadyDecided, ReasonMissing."""
    if not answer.strip():
        raise ReasonMissing
    locked = ProblemReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if locked.state != ProblemReport.State.OPEN:
        raise AlreadyDecided(locked)
    locked.state = ProblemReport.State.MENDED if is_mended else ProblemReport.State.DECLINED
    locked.handler, locked.answer, locked.answered_at = by, answer, timezone.now()
    locked.save(update_fields=["state", "handler", "answer", "answered_at"])
    if locked.reporter is not None:
        record(
            verb=Activity.Verb.DECIDED,
            page=locked.page,
            actor=by,
            concerns=locked.reporter,
            report=locked.pk,
        )
    return locked
