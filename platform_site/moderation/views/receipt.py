"""The receipt: where a contribution stands, for whoever holds its address."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from platform_site.core.templatetags.look import day
from platform_site.pages import kinds
from platform_site.pages.models import Page

from ..models import ProblemReport, Revision


@dataclass(frozen=True)
class Step:
    title: str
    state: str = ""
    at: datetime | None = None
    text: str = ""

    @property
    def html(self) -> str:
        """The moment, in the reader's zone, under the words."""
        if self.at is None:
            return ""
        moment = localtime(self.at)
        tag = '<p class="small soft"><time datetime="{}">{}</time></p>'
        return format_html(tag, moment.isoformat(timespec="minutes"), day(moment, "time"))


@require_safe
@never_cache
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Works without an account: the address itself is the key, and nothing else leads to it."""
    response = _revision_receipt(request, token) or _report_receipt(request, token)
    if response is None:
        raise Http404
    # The address is a key: it must not travel to other sites or into a search engine.
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def _revision_receipt(request: HttpRequest, token: str) -> HttpResponse | None:
    revision = Revision.objects.select_related("page", "reviewer").filter(token=token).first()
    if revision is None or not _may_know(request, revision.page):
        return None
    can_revise = (
        revision.state == Revision.State.CHANGES_REQUESTED and revision.author_id == request.user.pk
    )
    context = {
        "revision": revision,
        "page": revision.page,
        "kind": kinds.get(revision.page.kind),
        "steps": _steps(revision),
        "is_yours": revision.author_id is not None and revision.author_id == request.user.pk,
        "can_revise": can_revise,
    }
    return render(request, "moderation/receipt.html", context)


def _may_know(request: HttpRequest, page: Page) -> bool:
    """A circle's page is nothing for who left it, even if they kept the address."""
    if page.circle_id is None:
        return True
    return Page.objects.visible_to(request.user).filter(pk=page.pk).exists()


def _steps(revision: Revision) -> list[Step]:
    received = Step(_("Received"), "done", revision.sent_at)
    state = Revision.State
    if revision.state == state.PENDING:
        waiting = _("A person reads it and accepts it, asks for a change, or says why not.")
        return [received, Step(_("Being read"), "now", text=waiting), Step(_("Published"))]
    if revision.state == state.CHANGES_REQUESTED:
        asked = Step(_("A change is asked for"), "now", revision.decided_at, revision.reason_text)
        return [received, asked, Step(_("Published"))]
    read = Step(_("Read by a person"), "done", revision.decided_at, revision.reason_text)
    if revision.state == state.REFUSED:
        why = " ".join(filter(None, [revision.get_reason_display(), revision.reason_text]))
        return [received, Step(_("Not published"), "now", revision.decided_at, why)]
    return [received, read, Step(_("Published"), "done", revision.decided_at)]


def _report_receipt(request: HttpRequest, token: str) -> HttpResponse | None:
    report = ProblemReport.objects.filter(token=token).first()
    if report is None:
        return None
    page = Page.objects.published().visible_to(request.user).named().filter(pk=report.page_id)
    steps = [Step(_("Received"), "done", report.sent_at)]
    if report.state == ProblemReport.State.OPEN:
        steps += [Step(_("Being looked at"), "now"), Step(_("Answered"))]
    else:
        steps += [Step(report.get_state_display(), "done", report.answered_at, report.answer)]
    context = {"report": report, "page": page.first(), "steps": steps}
    return render(request, "moderation/report_receipt.html", context)
