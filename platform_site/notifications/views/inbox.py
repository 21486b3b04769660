"""What one was told in the site, and every mail that went out or did not."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from platform_site.accounts.models import User
from platform_site.accounts.requests import member
from platform_site.pages.models import Page

from ..actions import mark_read
from ..forms import ReadForm
from ..models import Delivery
from ..told import bundle, tell

NOTICES, MAILS = 50, 50


@login_required
@require_http_methods(["GET", "HEAD"])
def inbox(request: HttpRequest) -> HttpResponse:
    """Several of a kind on one page stand as one line."""
    reader = member(request)
    notices = Delivery.objects.inbox().visible_to(reader)
    page = Paginator(
        notices.select_related("activity__actor", "activity__page").order_by("-pk"), NOTICES
    ).get_page(request.GET.get("page"))
    told, _gone = tell(list(page), reader)
    newest = max((one.delivery.pk for one in told), default=0)
    context = {"page": page, "bundles": bundle(told), "newest": newest}
    return render(request, "notifications/inbox.html", context)


@login_required
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    form = ReadForm(request.POST)
    if form.is_valid():
        mark_read(by=member(request), **form.cleaned_data)
    return redirect("inbox")


@dataclass(frozen=True)
class Entry:
    """One mail in the list: what it was about, as far as the reader may still know."""

    delivery: Delivery
    page: Page | None


@login_required
@require_http_methods(["GET", "HEAD"])
def mails(request: HttpRequest) -> HttpResponse:
    """Every mail we sent this person, and each one we did not, and why."""
    reader = member(request)
    rows = Delivery.objects.filter(person=reader).of_mail()
    page = Paginator(rows.select_related("activity", "letter").order_by("-pk"), MAILS).get_page(
        request.GET.get("page")
    )
    entries = _entries(list(page), reader)
    return render(request, "notifications/mails.html", {"page": page, "entries": entries})


def _entries(rows: list[Delivery], reader: User) -> list[Entry]:
    """A page that the reader can no longer see is not named, even if a mail once named it."""
    ids = [row.activity.page_id for row in rows if row.activity]
    pages = Page.objects.visible_to(reader).named().filter(pk__in=ids).in_bulk()
    return [Entry(row, pages.get(row.activity.page_id) if row.activity else None) for row in rows]
