"""What one was told in the site, and every mail that went out or did not."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from platform_site.accounts.models import User
from platform_site.accounts.requests import member
from platform_site.pages.models import Page

from ..actions import mark_read, mark_unread
from ..bundles import FOR_ME, UNREAD, lines_of
from ..forms import ReadForm
from ..models import Delivery
from ..slices import newest

SENT, NOT_SENT = "sent", "not-sent"


@login_required
@require_http_methods(["GET", "HEAD"])
def inbox(request: HttpRequest) -> HttpResponse:
    """Several of a kind on one page stand as one line."""
    show = _one_of(request.GET.get("show", ""), UNREAD, FOR_ME)
    lines, page = lines_of(member(request), show=show, mark=request.GET.get("at", ""))
    last = max((line.newest_id for line in lines), default=0)
    # Only from the top of everything does "all" say what it does.
    is_whole = not show and not page.newer
    context = {"slice": page, "lines": lines, "newest": last, "show": show, "is_whole": is_whole}
    return render(request, "notifications/inbox.html", context)


@login_required
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    form = ReadForm(request.POST)
    if form.is_valid():
        chosen = {key: form.cleaned_data[key] for key in ("up_to", "page", "verb")}
        if form.cleaned_data["again"] and chosen["page"]:
            mark_unread(by=member(request), **chosen)
        else:
            mark_read(by=member(request), **chosen)
    return redirect("inbox")


@dataclass(frozen=True)
class Entry:
    """One mail in the list: what it was about, as far as the reader may still know."""

    delivery: Delivery
    page: Page | None

    @property
    def is_forgotten(self) -> bool:
        """Its page was deleted since."""
        row = self.delivery
        return row.activity_id is None and not row.is_digest and not row.is_letter


@login_required
@require_http_methods(["GET", "HEAD"])
def mails(request: HttpRequest) -> HttpResponse:
    """Every mail we sent this person, and each one we did not, and why."""
    reader = member(request)
    show = _one_of(request.GET.get("show", ""), SENT, NOT_SENT)
    rows = Delivery.objects.filter(person=reader).of_mail()
    if show:
        left = Delivery.State.SENT, Delivery.State.RETURNED, Delivery.State.IN_DOUBT
        rows = rows.filter(state__in=left) if show == SENT else rows.exclude(state__in=left)
    rows = rows.select_related("activity", "letter")
    page = newest(rows, by="pk", key=lambda row: row.pk, mark=request.GET.get("at", ""))
    context = {"slice": page, "entries": _entries(page.items, reader), "show": show}
    return render(request, "notifications/mails.html", context)


def _entries(rows: Sequence[Delivery], reader: User) -> list[Entry]:
    """A page that the reader can no longer see is not named, even if a mail once named it."""
    ids = [row.activity.page_id for row in rows if row.activity]
    pages = Page.objects.visible_to(reader).named().filter(pk__in=ids).in_bulk()
    return [Entry(row, pages.get(row.activity.page_id) if row.activity else None) for row in rows]


def _one_of(word: str, *known: str) -> str:
    return word if word in known else ""
