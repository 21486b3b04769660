"""What a person has sent in and what became of it, and the ways to their settings."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from platform_site.accounts.decorators import sign_in_required
from platform_site.moderation.models import ProblemReport, Revision
from platform_site.pages import kinds
from platform_site.pages.kinds import Text
from platform_site.pages.models import Page

PER_PAGE = 20
LATEST_REPORTS = 10
TONES: dict[str, str] = {
    Revision.State.ACCEPTED: "good",
    Revision.State.REFUSED: "bad",
    ProblemReport.State.MENDED: "good",
}


@dataclass(frozen=True)
class Sent:
    """A contribution or a report, with its receipt, and the page's address if it still has one."""

    sent: Revision | ProblemReport
    page_url: str

    @property
    def label(self) -> Text:
        return kinds.get(self.sent.page.kind).label

    @property
    def tone(self) -> str:
        return TONES.get(self.sent.state, "wait")


@require_safe
@sign_in_required
def me(request: HttpRequest) -> HttpResponse:
    revisions = Revision.objects.filter(author=request.user.pk).select_related("page")
    page = Paginator(revisions.order_by("-pk"), PER_PAGE).get_page(request.GET.get("page"))
    reports = ProblemReport.objects.filter(reporter=request.user.pk).select_related("page")
    reports = reports.order_by("-pk")[:LATEST_REPORTS]
    context = {
        "page": page,
        "contributions": _sent(page.object_list, request),
        "reports": _sent(reports, request),
    }
    return render(request, "home/me.html", context)


def _sent(rows: Iterable[Revision | ProblemReport], request: HttpRequest) -> list[Sent]:
    """A page that was closed to the person since is named as they named it, without a link."""
    rows = list(rows)
    published = Page.objects.published().visible_to(request.user)
    open_now = published.in_bulk({row.page_id for row in rows})
    return [Sent(row, _address(open_now.get(row.page_id))) for row in rows]


def _address(page: Page | None) -> str:
    return page.get_absolute_url() if page else ""
